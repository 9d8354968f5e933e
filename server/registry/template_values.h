/*
 * What the fields of a template say for some members or an organisation: read once, then asked for
 * field by field while the document is written. Always in Vietnamese, whoever asks.
 */
#ifndef CHIBO_REGISTRY_TEMPLATE_VALUES_H
#define CHIBO_REGISTRY_TEMPLATE_VALUES_H

#include "registry/list.h"
#include "registry/template_field.h"
#include "registry/tree.h"
#include "registry/work.h"

#include <jansson.h>

#define TEMPLATE_FIELDS_MAX 200

/* What is asked for. */
struct template_order {
    const struct template_subject *subject;
    const json_t *fields;        /* names in the template */
    const char *records;         /* JSON array of ids of what the subject is of, or NULL */
    size_t n_records;            /* different ones */
    const struct org_row *about; /* organisation, or NULL */
    const struct org_row *issuer;
    const json_t *typed; /* values by the fields' names, or NULL */
};

struct template_values {
    int n;                    /* fields in the template */
    const char **names;       /* as they stand there */
    struct template_field *f; /* and what they mean */
    int *column;              /* of people, or −1 */
    const char **text;        /* what is not of people: one value for the whole paper */
    const char **cells;       /* people × columns */
    const char **numbers;     /* 1, 2, … of rows */
    int people, columns;
    int64_t *ids;
    const char *sensitive; /* JSON array of sensitive fields that were read, or NULL */
};

/*
 * Reads everything. ERR_NOT_FOUND when one of the records is absent or out of scope, ERR_FORBIDDEN
 * for sensitive fields that the caller may not read, ERR_BAD_BODY for bad typed values. The caller
 * records the reading (ids, sensitive).
 */
enum err template_values_read(struct work *w, const struct template_order *o,
                              struct template_values *out);
/* The value of a field as it stands in the template, without TEMPLATE_ROW; row −1: outside rows. */
const char *template_value(const struct template_values *v, int person, int row, const char *name);

#endif
