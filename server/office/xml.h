/*
 * A part of a package read as XML through expat, in pieces: handlers may pause the reading, so
 * that rows can be pulled one by one. Documents with a DTD are refused. Names come without their
 * namespace prefix.
 */
#ifndef CHIBO_OFFICE_XML_H
#define CHIBO_OFFICE_XML_H

#include "office/package.h"

struct xml_handlers {
    void (*start)(void *ctx, const char *name, const char **attributes); /* NULL-terminated pairs */
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *text, size_t n); /* may be NULL */
};

enum xml_step { XML_STEP_PAUSED, XML_STEP_END, XML_STEP_FAILED };

struct xml;

/* NULL: *fault. handlers must outlive the reader. */
struct xml *xml_open(struct package *p, const char *part, const struct xml_handlers *handlers,
                     void *ctx, enum package_fault *fault);
/* Reads on until a handler pauses, to the end, or to a fault (xml_fault). */
enum xml_step xml_run(struct xml *x);
/* Inside a handler: xml_run returns after it. */
void xml_pause(struct xml *x);
enum package_fault xml_fault(const struct xml *x);
void xml_close(struct xml *x);
/* A whole part in one go. */
enum package_fault xml_walk(struct package *p, const char *part,
                            const struct xml_handlers *handlers, void *ctx);
/* Value of an attribute by its name without prefix; NULL when it is not there. */
const char *xml_attribute(const char **attributes, const char *name);

/* Relationships of a part: calls each(ctx, id, type, target) with the target as a name in the
   package; an external one other than a hyperlink is PACKAGE_EXTERNAL. No relationships: OK. */
enum package_fault xml_relationships(struct package *p, const char *part,
                                     void (*each)(void *ctx, const char *id, const char *type,
                                                  const char *target),
                                     void *ctx);

#endif
