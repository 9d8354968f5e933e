/* Expat over package streams. */
#include "office/xml.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 65536

struct xml {
    XML_Parser parser;
    struct package_stream *stream;
    const struct xml_handlers *handlers;
    void *ctx;
    enum package_fault fault;
    bool suspended, ended;
};

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    struct xml *x = ctx;
    x->handlers->start(x->ctx, local(name), attributes);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    struct xml *x = ctx;
    x->handlers->end(x->ctx, local(name));
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int n)
{
    struct xml *x = ctx;
    x->handlers->text(x->ctx, text, (size_t)n);
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int internal)
{
    struct xml *x = ctx;
    (void)name, (void)system, (void)public, (void)internal;
    x->fault = PACKAGE_BROKEN; /* Office never writes one; entities are a way to attack */
    XML_StopParser(x->parser, XML_FALSE);
}

struct xml *xml_open(struct package *p, const char *part, const struct xml_handlers *handlers,
                     void *ctx, enum package_fault *fault)
{
    struct package_stream *stream = package_stream(p, part, fault);
    if (stream == NULL)
        return NULL;
    struct xml *x = calloc(1, sizeof *x);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (x == NULL || parser == NULL)
        abort();
    *x = (struct xml){.parser = parser, .stream = stream, .handlers = handlers, .ctx = ctx};
    XML_SetUserData(parser, x);
    XML_SetElementHandler(parser, on_start, on_end);
    if (handlers->text != NULL)
        XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    return x;
}

static enum xml_step failed(struct xml *x, enum package_fault fault)
{
    if (x->fault == PACKAGE_OK)
        x->fault = fault;
    return XML_STEP_FAILED;
}

enum xml_step xml_run(struct xml *x)
{
    enum XML_Status status = XML_STATUS_OK;
    if (x->fault != PACKAGE_OK)
        return XML_STEP_FAILED;
    if (x->suspended) {
        x->suspended = false;
        status = XML_ResumeParser(x->parser);
    }
    while (status == XML_STATUS_OK && !x->ended) {
        void *into = XML_GetBuffer(x->parser, CHUNK);
        long n = into != NULL ? package_stream_read(x->stream, into, CHUNK) : -1;
        if (n < 0)
            return failed(x, package_stream_fault(x->stream) != PACKAGE_OK
                                 ? package_stream_fault(x->stream)
                                 : PACKAGE_BROKEN);
        x->ended = n == 0;
        status = XML_ParseBuffer(x->parser, (int)n, n == 0);
    }
    if (status == XML_STATUS_SUSPENDED) {
        x->suspended = true;
        return XML_STEP_PAUSED;
    }
    return status == XML_STATUS_OK ? XML_STEP_END : failed(x, PACKAGE_BROKEN);
}

void xml_pause(struct xml *x)
{
    XML_StopParser(x->parser, XML_TRUE);
}

enum package_fault xml_fault(const struct xml *x)
{
    return x->fault;
}

void xml_close(struct xml *x)
{
    if (x == NULL)
        return;
    XML_ParserFree(x->parser);
    package_stream_close(x->stream);
    free(x);
}

enum package_fault xml_walk(struct package *p, const char *part,
                            const struct xml_handlers *handlers, void *ctx)
{
    enum package_fault fault = PACKAGE_OK;
    struct xml *x = xml_open(p, part, handlers, ctx, &fault);
    if (x == NULL)
        return fault;
    while (xml_run(x) == XML_STEP_PAUSED)
        continue;
    fault = x->fault;
    xml_close(x);
    return fault;
}

const char *xml_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

/* ---- relationships */

struct relations {
    const char *folder; /* of the part, with its slash, or "" */
    size_t folder_len;
    void (*each)(void *, const char *, const char *, const char *);
    void *ctx;
    bool external;
};

/* Length of the folder above the one of n bytes ("a/b/" → "a/"). */
static size_t parent_folder(const char *path, size_t n)
{
    if (n > 0)
        n--;
    while (n > 0 && path[n - 1] != '/')
        n--;
    return n;
}

static void relation(void *ctx, const char *name, const char **attributes)
{
    struct relations *r = ctx;
    char target[512];
    if (strcmp(name, "Relationship") != 0)
        return;
    const char *id = xml_attribute(attributes, "Id"), *to = xml_attribute(attributes, "Target");
    const char *type = xml_attribute(attributes, "Type");
    const char *mode = xml_attribute(attributes, "TargetMode");
    if (id == NULL || to == NULL || type == NULL)
        return;
    const char *kind = strrchr(type, '/') != NULL ? strrchr(type, '/') + 1 : type;
    if (mode != NULL && strcmp(mode, "External") == 0) {
        r->external = r->external || strcmp(kind, "hyperlink") != 0;
        return;
    }
    size_t up = r->folder_len;
    for (; strncmp(to, "../", 3) == 0; to += 3)
        up = parent_folder(r->folder, up);
    if (to[0] == '/')
        snprintf(target, sizeof target, "%s", to + 1);
    else
        snprintf(target, sizeof target, "%.*s%s", (int)up, r->folder, to);
    r->each(r->ctx, id, kind, target);
}

static void nothing(void *ctx, const char *name)
{
    (void)ctx, (void)name;
}

enum package_fault xml_relationships(struct package *p, const char *part,
                                     void (*each)(void *ctx, const char *id, const char *type,
                                                  const char *target),
                                     void *ctx)
{
    static const struct xml_handlers handlers = {.start = relation, .end = nothing};
    const char *slash = strrchr(part, '/');
    size_t folder = slash != NULL ? (size_t)(slash - part) + 1 : 0;
    struct relations r = {.folder = part, .folder_len = folder, .each = each, .ctx = ctx};
    char name[512];
    snprintf(name, sizeof name, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
    if (!package_has(p, name))
        return PACKAGE_OK;
    enum package_fault fault = xml_walk(p, name, &handlers, &r);
    return fault == PACKAGE_OK && r.external ? PACKAGE_EXTERNAL : fault;
}
