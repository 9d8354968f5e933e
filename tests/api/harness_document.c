#include "api/harness_document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct answer document_record(struct server *s, const char *token, const char *field, int64_t of,
                              const char *more)
{
    char body[500];
    snprintf(body, sizeof body, "{\"%s\":%lld,\"kind\":\"minutes\",\"title\":\"Biên bản thử\"%s}",
             field, (long long)of, more);
    return server_send(s, token, "POST", "/api/v1/documents", 0, body);
}

int64_t document_new(struct server *s, const char *token, const char *field, int64_t of)
{
    struct answer a = document_record(s, token, field, of, "");
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

char *document_pdf(size_t n, const char *text)
{
    static const char head[] = "%PDF-1.7\n", tail[] = "\n%%EOF\n";
    char *p = malloc(n + 1);
    unsigned state = 12345;
    for (size_t i = 0; i < n; i++) {
        state = state * 1103515245u + 12345u;
        p[i] = (char)(state >> 16);
    }
    memcpy(p, head, strlen(head));
    memcpy(p + strlen(head), text, strlen(text));
    memcpy(p + n - strlen(tail), tail, strlen(tail));
    return p;
}

const char *document_path(int64_t id, const char *below)
{
    static char text[4][160];
    static unsigned turn;
    char *out = text[turn++ % 4];
    snprintf(out, sizeof text[0], "/api/v1/documents/%lld%s", (long long)id, below);
    return out;
}

struct answer document_put(struct server *s, const char *token, int64_t id, const char *query,
                           int64_t if_match, const char *type, const char *bytes, size_t n)
{
    char below[120], match[60] = "";
    snprintf(below, sizeof below, "/file%s", query);
    if (if_match != 0)
        snprintf(match, sizeof match, "If-Match: \"%lld\"\r\n", (long long)if_match);
    return server_ask(s, (struct ask){.method = "PUT",
                                      .path = document_path(id, below),
                                      .token = token,
                                      .type = type,
                                      .headers = match,
                                      .body = bytes,
                                      .body_len = n});
}

void document_scanned(struct server *s, const char *token, int64_t id, size_t n)
{
    char *pdf = document_pdf(n, "thử");
    struct answer a = document_put(s, token, id, "", 0, "application/pdf", pdf, n);
    ck_status(a, 200);
    answer_free(&a);
    free(pdf);
}

int document_fetch(struct server *s, const char *token, int64_t id)
{
    struct answer a = server_get(s, token, "%s", document_path(id, "/file"));
    int status = a.status;
    answer_free(&a);
    return status;
}
