/*
 * What an act is judged by, on its day: each rule with its value and whether it is met. The same
 * list refuses the act, warns, is kept with it, and tells beforehand what is still missing.
 */
#ifndef CHIBO_REGISTRY_CONDITIONS_H
#define CHIBO_REGISTRY_CONDITIONS_H

#include "base/buf.h"
#include "registry/rules.h"

enum condition_state {
    CONDITION_MET,
    CONDITION_UNMET,
    CONDITION_UNKNOWN, /* something to judge by is not in the dossier: like unmet */
    CONDITION_EXCEPTED /* not met, but the superior's approval is in the dossier */
};
struct condition {
    struct rule_param rule;
    enum condition_state state;
    bool may_except;                     /* approved in writing by the day */
    bool only_told;                      /* a breach is a warning though the rule is confirmed */
    const char *pointer, *code, *detail; /* detail in w's language */
};
#define CONDITIONS_MAX 24
struct conditions {
    struct condition at[CONDITIONS_MAX];
    int n;
};

/* Adds one with the parameter's value on the day. */
struct condition *condition_add(struct work *w, const char *rule, const char *day, int usual,
                                struct conditions *out);
/* Settles it: unmet is excepted where that is allowed. */
void condition_say(struct work *w, struct condition *k, bool met, const char *pointer,
                   const char *code, const char *vi, const char *en);
/* Nothing to judge by. */
void condition_unknown(struct work *w, struct condition *k, const char *pointer, const char *vi,
                       const char *en);
/* A share of votes, told with what is needed. */
void condition_vote(struct work *w, struct condition *k, int in_favour, int eligible,
                    const char *pointer);
/* Breaches become faults (ERR_RULE) or warnings. */
enum err conditions_apply(struct work *w, const struct conditions *k);
/* [{"rule","value","citation","confirmed","state","detail"}], as it is kept with the act. */
void conditions_put(struct json *j, const struct conditions *k);
/* The same as text in the arena. */
const char *conditions_text(struct work *w, const struct conditions *k);

#endif
