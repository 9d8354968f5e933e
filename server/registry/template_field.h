/*
 * What a Word template may be about, and which fields stand in it: two tables. A new kind of
 * subject is one line of subjects[] and one code; a new set of fields is one table and a bit.
 */
#ifndef CHIBO_REGISTRY_TEMPLATE_FIELD_H
#define CHIBO_REGISTRY_TEMPLATE_FIELD_H

#include "base/arena.h"
#include "registry/dict.h"

/* Sets of fields. */
enum template_set {
    TEMPLATE_PAPER = 1 << 0,        /* head, date, signature of any paper */
    TEMPLATE_LETTER = 1 << 1,       /* what is typed for a letter */
    TEMPLATE_MEMBER = 1 << 2,       /* the member the paper is about */
    TEMPLATE_ORGANIZATION = 1 << 3, /* the organisation it is about */
    TEMPLATE_ROWS = 1 << 4,         /* members in repeated rows */
    TEMPLATE_TRANSFER = 1 << 5,     /* the transfer the letter goes with */
    TEMPLATE_CANDIDATE = 1 << 6,    /* the admission dossier it is about */
    TEMPLATE_DISCIPLINE = 1 << 7    /* the discipline case or decision it is about */
};

/* What the fields are filled from. */
enum template_source {
    TEMPLATE_OF_EACH, /* members, transfers, dossiers or cases, a page each */
    TEMPLATE_OF_LIST, /* members in one list, or those of an organisation */
    TEMPLATE_OF_ORGANIZATION
};

struct template_subject {
    const char *code; /* of codes_template_subject */
    uint32_t sets;
    enum template_source source;
    const char *records; /* what they are called in the API: "members", "transfers" … */
};

/* In front of a field of a repeated row, as office/document.h has it. */
#define TEMPLATE_ROW "hàng."

/* Written by the program, or typed when the paper is made. */
enum template_how { TEMPLATE_KNOWN, TEMPLATE_TYPED, TEMPLATE_TYPED_LINES, TEMPLATE_TYPED_DATE };

struct template_field {
    enum template_set set;
    const char *name;          /* in the API: "full_name", "signer" */
    const char *vi, *en;       /* what stands between the braces; either, or the name */
    const struct field *field; /* of the dictionary of members or organisations, or NULL */
    enum template_how how;
    const char *blank; /* what stands there when nothing is known or typed */
};

const struct template_subject *template_subject(const char *code);
/* Calls each for all fields of the subject, set by set. */
void template_fields_each(const struct template_subject *s,
                          void (*each)(void *ctx, const struct template_field *f), void *ctx);
/* The field that a template names, rows' ones with TEMPLATE_ROW: by either label or the name, case
   and blanks aside, and without diacritics. false when there is none. */
bool template_field_find(const struct template_subject *s, struct arena *a, const char *text,
                         struct template_field *out);
/* What may have been meant by an unknown name, as it is written between the braces; NULL when
   nothing comes near. */
const char *template_field_suggest(const struct template_subject *s, struct arena *a,
                                   const char *text);
/* Label of a set. */
const struct code *template_set_label(enum template_set set);

#endif
