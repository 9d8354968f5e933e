/* Word files in the tests' own temporary folder. */
#include "api/harness_paper.h"
#include "api/harness_accounts.h"
#include "office/document_make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

/* A name in TMPDIR that nothing has yet. */
static void free_name(char path[static 512])
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, 512, "%s/paper-XXXXXX", folder != NULL ? folder : "/tmp");
    int fd = mkstemp(path);
    ck_assert_msg(fd >= 0, "%s", path);
    close(fd);
    unlink(path);
}

static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    *n = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*n + 1);
    ck_assert_uint_eq(fread(bytes, 1, *n, f), *n);
    bytes[*n] = '\0';
    fclose(f);
    unlink(path);
    return bytes;
}

char *harness_docx_with(const char *description, const char *part, const char *text, size_t *n)
{
    char path[512];
    free_name(path);
    ck_assert(document_make(description, path));
    if (part != NULL) {
        zip_t *z = zip_open(path, 0, NULL);
        ck_assert_ptr_nonnull(z);
        zip_source_t *s = zip_source_buffer(z, text, strlen(text), 0);
        ck_assert(zip_file_add(z, part, s, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) >= 0);
        ck_assert_int_eq(zip_close(z), 0);
    }
    return read_file(path, n);
}

char *harness_docx(const char *description, size_t *n)
{
    return harness_docx_with(description, NULL, NULL, n);
}

int64_t harness_template(struct server *s, const char *token, const char *subject, const char *docx,
                         size_t n)
{
    char path[128];
    snprintf(path, sizeof path, "/api/v1/templates?name=Th%%E1%%BB%%AD&subject=%s", subject);
    struct answer a = server_ask(s, (struct ask){.method = "POST",
                                                 .path = path,
                                                 .token = token,
                                                 .body = docx,
                                                 .body_len = n,
                                                 .type = "application/octet-stream"});
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

int64_t harness_shipped(struct server *s, const char *code)
{
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT id FROM template WHERE code = '%s'", code);
    return harness_number(s, sql);
}

char *harness_part(const struct answer *a, const char *part)
{
    zip_error_t error;
    zip_source_t *s = zip_source_buffer_create(a->body, a->body_len, 0, &error);
    zip_t *z = zip_open_from_source(s, ZIP_RDONLY, &error);
    ck_assert_msg(z != NULL, "the answer is no zip");
    zip_stat_t st;
    char *text = NULL;
    if (zip_stat(z, part, 0, &st) == 0) {
        zip_file_t *f = zip_fopen(z, part, 0);
        text = malloc(st.size + 1);
        ck_assert_int_eq(zip_fread(f, text, st.size), (zip_int64_t)st.size);
        text[st.size] = '\0';
        zip_fclose(f);
    }
    zip_discard(z);
    return text;
}
