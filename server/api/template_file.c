/* Uploaded templates are judged before they are kept; documents go out by their descriptor. */
#include "api/template_file.h"
#include "base/crypto.h"
#include "base/files.h"
#include "office/document.h"
#include "registry/template_field.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (5u << 20)
#define FAULTS_MAX 20

static enum err refuse(struct call *c, enum package_fault fault)
{
    enum err e = fault == PACKAGE_TOO_LARGE                            ? ERR_TOO_LARGE
                 : fault == PACKAGE_NOT_ZIP || fault == PACKAGE_MACROS ? ERR_BAD_MEDIA_TYPE
                                                                       : ERR_BAD_BODY;
    fault_add(&c->work.faults, "/", package_fault_code(fault), "%s", "%s",
              c->work.faults.lang == LANG_EN ? package_fault_en(fault) : package_fault_vi(fault));
    return e;
}

static enum err judge_fields(struct call *c, const struct template_subject *s, const char **names,
                             int n)
{
    struct arena *a = c->work.arena;
    struct template_field f;
    if (n == 0)
        return call_bad_param(c, "/", "no_fields", "tệp không có trường nào dạng {{Tên trường}}",
                              "the file has no field of the form {{Name}}");
    for (int i = 0; i < n && c->work.faults.count < FAULTS_MAX; i++) {
        if (template_field_find(s, a, names[i], &f))
            continue;
        const char *near = template_field_suggest(s, a, names[i]);
        if (near != NULL)
            fault_add(&c->work.faults, "/", "unknown_field",
                      "không có trường {{%s}}; có phải là %s?", "no field {{%s}}; is it %s?",
                      names[i], near)
                ->value = near;
        else
            fault_add(&c->work.faults, "/", "unknown_field",
                      "không có trường {{%s}} cho loại mẫu này",
                      "no field {{%s}} for templates of this kind", names[i]);
    }
    return c->work.faults.count > 0 ? ERR_BAD_BODY : OK;
}

static const char *names_json(struct arena *a, const char **names, int n)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '[');
    for (int i = 0; i < n; i++)
        json_str(&j, names[i]);
    json_close(&j, ']');
    const char *text = arena_dup_n(a, b.p, b.len);
    buf_free(&b);
    return text;
}

enum err template_file_take(struct call *c, const char *subject, struct template_file *out)
{
    const char *names[DOCUMENT_FIELDS_MAX];
    struct arena *a = c->work.arena;
    struct stat st;
    int fd = c->http->body_fd, n = 0;
    uint8_t hash[HASH_BYTES];
    if (fd < 0 || fstat(fd, &st) != 0)
        return ERR_STORE;
    if (st.st_size > FILE_MAX)
        return fault_fail(ERR_TOO_LARGE, &c->work.faults, "/", "too_large", "tệp mẫu tối đa 5 MB",
                          "a template has 5 MB at most");
    enum package_fault fault = document_fields(fd, a, names, &n);
    if (fault != PACKAGE_OK)
        return refuse(c, fault);
    enum err e = judge_fields(c, template_subject(subject), names, n);
    if (e != OK)
        return e;
    char *bytes = arena_alloc(a, (size_t)st.st_size + 1), *hex = arena_alloc(a, HASH_HEX);
    if (!file_read_at(fd, 0, bytes, (size_t)st.st_size))
        return ERR_STORE;
    hash_bytes(hash, bytes, (size_t)st.st_size);
    hex_encode(hex, hash, sizeof hash);
    out->fields = names_json(a, names, n);
    out->hash = hex;
    out->bytes = bytes;
    out->n = (size_t)st.st_size;
    return OK;
}

const char *template_file_place(struct call *c)
{
    char uid[UID_LEN];
    uid_new(uid);
    return arena_printf(c->work.arena, "%s/tmp/paper-%s", c->app->config.data, uid);
}

enum err template_file_answer(struct call *c, const char *path, const char *type,
                              const char *download)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    unlink(path);
    if (fd < 0)
        return ERR_STORE;
    if (fstat(fd, &st) != 0) {
        close(fd);
        return ERR_STORE;
    }
    c->out_fd = fd;
    c->out_fd_size = (uint64_t)st.st_size;
    c->content_type = type;
    c->attachment = download;
    return OK;
}
