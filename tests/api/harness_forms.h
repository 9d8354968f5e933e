/* Bodies and queries of the samples, one row a route. */
#ifndef CHIBO_TESTS_HARNESS_FORMS_H
#define CHIBO_TESTS_HARNESS_FORMS_H

struct route_form {
    const char *method_path; /* "POST /api/v1/members" */
    const char *body; /* %O organisation, %C cell, %M member, %R root, %S another cell, %N another
                         member; NULL: none */
    const char *query;
};
/* The body that stands for the file of samples.docx. */
extern const char route_form_docx[];
/* NULL when the route needs neither body nor query. */
const struct route_form *route_form_of(const char *method_path);

#endif
