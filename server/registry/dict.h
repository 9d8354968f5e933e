/*
 * The dictionary: one static table of fields a resource. From it come body parsing, JSON output,
 * masking, list filters and sorting, CSV columns, the OpenAPI schema, the front end's generic
 * forms and tables, and the names in the journal. A new field is one line here and one migration.
 */
#ifndef CHIBO_REGISTRY_DICT_H
#define CHIBO_REGISTRY_DICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_type {
    FIELD_TEXT,           /* one line, normalised; max = code points */
    FIELD_LINES,          /* several lines */
    FIELD_CODE,           /* member of a code set (codes), stored as its code */
    FIELD_REFERENCE_CODE, /* code of a ref_ table (codes names it: ethnicity, religion) */
    FIELD_DATE,           /* whole date */
    FIELD_PARTIAL_DATE,   /* YYYY, YYYY-MM or YYYY-MM-DD, not in the future */
    FIELD_TIME,           /* RFC 3339, output only */
    FIELD_INT,            /* min..max */
    FIELD_BOOL,
    FIELD_ID,     /* id of a row of resource `ref` */
    FIELD_DIGITS, /* text of exactly max digits (min..max when min is set) */
    FIELD_UID,
    FIELD_JSON /* output only: the column holds JSON */
};

enum field_flag {
    F_CREATE = 1u << 0,   /* may stand in a POST */
    F_PATCH = 1u << 1,    /* may stand in a PATCH */
    F_REQUIRED = 1u << 2, /* must stand in a POST and must not become null */
    F_FILTER = 1u << 3, /* name, name_from, name_to, name_in; "null"/"empty" filters for missing */
    F_SORT = 1u << 4,   /* needs a stable column; NULLs last */
    F_IMPORT = 1u << 5,
    F_DATED = 1u << 6,     /* PATCH with effective_on opens a new interval */
    F_LIST = 1u << 7,      /* in lists by default (all objects show every field) */
    F_SENSITIVE = 1u << 8, /* left out without include=sensitive */
    F_DISCIPLINE = 1u << 9,
    F_COMPUTED = 1u << 10,    /* made by the program, never stored from a body */
    F_SECRET = 1u << 11,      /* input only, never shown nor journalled */
    F_OBJECT_ONLY = 1u << 12, /* not selectable in lists */
    F_PERSON = 1u << 13       /* names a person: only for roles that may read people */
};

struct code {
    const char *code, *vi, *en;
    const char *alias; /* further Vietnamese spellings separated by |, may be NULL */
};
struct code_set {
    const char *name; /* in /reference: gender, organization_kind … */
    const struct code *codes;
    size_t n;
};
/* All sets, for /reference. Defined in registry/codes.c. */
extern const struct code_set *const code_sets[];
extern const size_t code_sets_count;
const struct code_set *code_set_find(const char *name);
/* The code of a code or of one of its labels (folded comparison); NULL when unknown. */
const char *code_match(const struct code_set *set, const char *text);
const struct code *code_get(const struct code_set *set, const char *code);

struct field {
    const char *name;   /* in JSON, filters, CSV headers */
    const char *sql;    /* expression in the resource's FROM; NULL for input-only fields */
    const char *column; /* column of its table when written generically; NULL: same as name */
    enum field_type type;
    uint32_t flags;
    int min, max; /* code points for text, values for ints, digits */
    const struct code_set *codes;
    const char *ref;               /* resource of an id, or "ethnicity"/"religion" */
    const char *group;             /* section of forms: identity, origin, membership … */
    const char *vi, *en;           /* labels */
    const char *hint_vi, *hint_en; /* may be NULL */
    const char *sort_sql;          /* what is sorted by instead of sql (a sort key); NULL: sql */
    const char *sort_alias;        /* further name accepted by sort=: "name" */
};

struct field_group {
    const char *name, *vi, *en;
};

struct dict {
    const char *resource;     /* plural name in the API and in the journal */
    const char *schema;       /* OpenAPI schema name: Member */
    const char *vi, *en;      /* labels of the resource */
    const char *path;         /* "/api/v1/members" or NULL */
    const char *table;        /* for resources written generically; else NULL */
    const char *default_sort; /* "name" or "-at": a sortable field */
    const struct field *fields;
    size_t n;
    const struct field_group *groups;
    size_t n_groups;
};

#define DICT_FIELDS_MAX 96

/* The first fields of most resources: id, uid and version of the row that goes by the alias. */
/* clang-format off */
#define DICT_OWN(alias)                                                                            \
    {.name = "id", .sql = alias ".id", .type = FIELD_ID, .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Mã", .en = "Id"}, \
    {.name = "uid", .sql = alias ".uid", .type = FIELD_UID, .flags = F_COMPUTED, .vi = "Mã định danh", .en = "Uid"}, \
    {.name = "version", .sql = alias ".version", .type = FIELD_INT, .flags = F_LIST | F_COMPUTED, .vi = "Phiên bản", .en = "Version"}
/* What a person of the register is called now. */
#define DICT_NAME_OF(person)                                                                       \
    "(SELECT p.full_name FROM profile p WHERE p.person_id = " person                               \
    " AND p.superseded_tx IS NULL ORDER BY p.valid_from DESC LIMIT 1)"
/* The members of a dictionary whose table is called like its symbol. */
#define DICT_TABLE(symbol, resource_, schema_, vi_, en_, path_, sort_)                             \
    .resource = resource_, .schema = schema_, .vi = vi_, .en = en_, .path = path_,                 \
    .table = #symbol, .default_sort = sort_, .fields = symbol##_fields,                            \
    .n = sizeof symbol##_fields / sizeof *symbol##_fields
/* clang-format on */

/* Index of the field or -1. */
int dict_find(const struct dict *d, const char *name);
/* All dictionaries, for /dictionary and OpenAPI. Defined in api/dicts.c from DICT_LIST: those of
   accounts are access's. */
extern const struct dict *const dicts[];
extern const size_t dicts_count;

#endif
