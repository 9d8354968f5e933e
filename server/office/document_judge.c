/* Relations and field instructions of Word documents (ECMA-376 part 1, §17.16.5 and part 2, §9). */
#include "office/document_judge.h"
#include "base/buf.h"
#include "office/xml.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- relations */

static void ignore(void *ctx, const char *id, const char *type, const char *target)
{
    (void)ctx, (void)id, (void)type, (void)target;
}

/* "word/_rels/settings.xml.rels" tells of "word/settings.xml", be that there or not. Settings name
   the template a document was made from, and Word fetches it. */
static enum package_fault judge_relations(struct package *p, const char *name)
{
    const char *folder = strstr(name, "_rels/");
    size_t n = strlen(name);
    char part[512];
    if (folder == NULL || n >= sizeof part || n < 5 || strcmp(name + n - 5, ".rels") != 0)
        return PACKAGE_OK;
    snprintf(part, sizeof part, "%.*s%.*s", (int)(folder - name), name,
             (int)(name + n - 5 - (folder + 6)), folder + 6);
    return xml_relationships(p, part, ignore, NULL);
}

/* ---- field instructions */

struct instructions {
    struct buf text; /* one a line */
    bool inside;     /* w:instrText */
};

static void begin(void *ctx, const char *name, const char **attributes)
{
    struct instructions *k = ctx;
    const char *kind = xml_attribute(attributes, "fldCharType");
    const char *whole = xml_attribute(attributes, "instr");
    k->inside = strcmp(name, "instrText") == 0;
    if (strcmp(name, "fldChar") == 0 && kind != NULL && strcmp(kind, "begin") == 0)
        buf_char(&k->text, '\n');
    if (strcmp(name, "fldSimple") == 0 && whole != NULL)
        buf_printf(&k->text, "\n%s", whole);
}

static void end(void *ctx, const char *name)
{
    (void)name;
    ((struct instructions *)ctx)->inside = false;
}

static void text(void *ctx, const char *bytes, size_t n)
{
    struct instructions *k = ctx;
    for (size_t i = 0; k->inside && i < n; i++)
        buf_char(&k->text, bytes[i] == '\n' ? ' ' : bytes[i]);
}

static enum package_fault judge_instruction(const char *line)
{
    static const struct {
        const char *word;
        enum package_fault fault;
    } words[] = {{"DDE", PACKAGE_EXTERNAL},      {"DDEAUTO", PACKAGE_EXTERNAL},
                 {"LINK", PACKAGE_EXTERNAL},     {"IMPORT", PACKAGE_EXTERNAL},
                 {"INCLUDE", PACKAGE_EXTERNAL},  {"INCLUDETEXT", PACKAGE_EXTERNAL},
                 {"DATABASE", PACKAGE_EXTERNAL}, {"INCLUDEPICTURE", PACKAGE_EXTERNAL},
                 {"MACROBUTTON", PACKAGE_MACROS}};
    line += strspn(line, " \t");
    size_t n = strcspn(line, " \t\n");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == n && strncasecmp(line, words[i].word, n) == 0)
            return words[i].fault;
    return PACKAGE_OK;
}

static bool holds_fields(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "word/", 5) == 0 && strchr(name + 5, '/') == NULL && n > 4 &&
           strcmp(name + n - 4, ".xml") == 0;
}

static enum package_fault judge_fields(struct package *p, const char *name)
{
    static const struct xml_handlers handlers = {.start = begin, .end = end, .text = text};
    struct instructions k = {.inside = false};
    if (!holds_fields(name))
        return PACKAGE_OK;
    enum package_fault fault = xml_walk(p, name, &handlers, &k);
    const char *line = buf_text(&k.text);
    while (line != NULL && fault == PACKAGE_OK) {
        fault = judge_instruction(line);
        const char *end = strchr(line, '\n');
        line = end != NULL ? end + 1 : NULL;
    }
    buf_free(&k.text);
    return fault;
}

enum package_fault document_judge(struct package *p)
{
    enum package_fault fault = PACKAGE_OK;
    for (size_t i = 0; i < package_parts(p) && fault == PACKAGE_OK; i++) {
        fault = judge_relations(p, package_part_name(p, i));
        if (fault == PACKAGE_OK)
            fault = judge_fields(p, package_part_name(p, i));
    }
    return fault;
}
