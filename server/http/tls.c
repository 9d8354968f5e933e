/* Certificate and key from their files, and the names that the certificate is good for. */
#include "base/buf.h"
#include "http/server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gnutls/x509.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *read_text(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct buf b = {0};
    char chunk[4096];
    ssize_t n = -1;
    while (fd >= 0 && b.len < (1u << 20) && (n = read(fd, chunk, sizeof chunk)) > 0)
        buf_add(&b, chunk, (size_t)n);
    if (fd >= 0)
        close(fd);
    if (n < 0 || b.len == 0) {
        buf_free(&b);
        return NULL;
    }
    buf_text(&b);
    return buf_take(&b, NULL);
}

static void allow_names(struct http_server *s, gnutls_x509_crt_t cert)
{
    for (unsigned i = 0;; i++) {
        char name[256];
        size_t n = sizeof name;
        int kind = gnutls_x509_crt_get_subject_alt_name(cert, i, name, &n, NULL);
        if (kind < 0)
            return;
        if (kind == GNUTLS_SAN_DNSNAME) {
            server_allow_host(s, name, n);
        } else if (kind == GNUTLS_SAN_IPADDRESS) {
            char text[INET6_ADDRSTRLEN + 2] = "[";
            if (n == 4 && inet_ntop(AF_INET, name, text, sizeof text) != NULL)
                server_allow_host(s, text, strlen(text));
            else if (n == 16 && inet_ntop(AF_INET6, name, text + 1, INET6_ADDRSTRLEN) != NULL)
                server_allow_host(s, strcat(text, "]"), strlen(text));
        }
    }
}

bool tls_load(struct http_server *s, const char **why)
{
    gnutls_x509_crt_t cert;
    s->tls_cert = read_text(s->config.tls_cert);
    s->tls_key = read_text(s->config.tls_key);
    *why = "the certificate or its key cannot be read";
    if (s->tls_cert == NULL || s->tls_key == NULL)
        return false;
    gnutls_datum_t pem = {(unsigned char *)s->tls_cert, (unsigned)strlen(s->tls_cert)};
    *why = "the certificate is not in PEM";
    if (gnutls_x509_crt_init(&cert) < 0)
        return false;
    bool good = gnutls_x509_crt_import(cert, &pem, GNUTLS_X509_FMT_PEM) >= 0;
    if (good) {
        allow_names(s, cert);
        s->tls_ends = gnutls_x509_crt_get_expiration_time(cert);
    }
    gnutls_x509_crt_deinit(cert);
    return good;
}
