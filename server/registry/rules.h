/* The dated parameters of the domain's rules, and how a breach is told (api.md §2 "rules"). */
#ifndef CHIBO_REGISTRY_RULES_H
#define CHIBO_REGISTRY_RULES_H

#include "registry/work.h"

struct rule_param {
    const char *name, *value, *citation; /* arena; value "" when the parameter is missing */
    int number;                          /* value as a number */
    bool confirmed;
};

/* The parameter's value on the day; `usual` when nobody recorded one. */
void rule_value(struct work *w, const char *name, const char *day, int usual,
                struct rule_param *out);
/*
 * A breach: of a confirmed rule a fault and ERR_RULE, of an unconfirmed one a warning and OK. Each
 * format takes the rule's number as its one argument.
 */
enum err rule_breach(struct work *w, const struct rule_param *p, const char *pointer,
                     const char *code, const char *vi, const char *en);

#endif
