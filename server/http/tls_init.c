/* Making the authority and the server's certificate with GnuTLS. */
#include "http/tls_init.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/files.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CA_DAYS 3650
#define SERVER_DAYS 825 /* browsers refuse longer ones */

static bool write_file(const char *path, const void *bytes, size_t n, int mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0)
        return false;
    bool good = fchmod(fd, (mode_t)mode) == 0 && file_write_all(fd, bytes, n) && fsync(fd) == 0;
    close(fd);
    return good;
}

static bool write_pair(const char *cert_path, gnutls_x509_crt_t cert, const char *key_path,
                       gnutls_x509_privkey_t key)
{
    gnutls_datum_t pem = {NULL, 0};
    bool good = gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &pem) >= 0 &&
                write_file(key_path, pem.data, pem.size, 0600);
    gnutls_free(pem.data);
    pem.data = NULL;
    good = good && gnutls_x509_crt_export2(cert, GNUTLS_X509_FMT_PEM, &pem) >= 0 &&
           write_file(cert_path, pem.data, pem.size, 0644);
    gnutls_free(pem.data);
    return good;
}

static bool new_key(gnutls_x509_privkey_t *key)
{
    return gnutls_x509_privkey_init(key) >= 0 &&
           gnutls_x509_privkey_generate(*key, GNUTLS_PK_ECDSA,
                                        GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) >= 0;
}

static void dress(gnutls_x509_crt_t c, gnutls_x509_privkey_t key, const char *name, int days)
{
    unsigned char serial[16], id[20];
    size_t n = sizeof id;
    time_t now = time(NULL);
    random_bytes(serial, sizeof serial);
    serial[0] &= 0x7f;
    gnutls_x509_crt_set_version(c, 3);
    gnutls_x509_crt_set_serial(c, serial, sizeof serial);
    gnutls_x509_crt_set_activation_time(c, now - 3600);
    gnutls_x509_crt_set_expiration_time(c, now + (time_t)days * 86400);
    gnutls_x509_crt_set_key(c, key);
    gnutls_x509_crt_set_dn_by_oid(c, GNUTLS_OID_X520_ORGANIZATION_NAME, 0, "chibo", 5);
    gnutls_x509_crt_set_dn_by_oid(c, GNUTLS_OID_X520_COMMON_NAME, 0, name, (unsigned)strlen(name));
    if (gnutls_x509_privkey_get_key_id(key, 0, id, &n) >= 0)
        gnutls_x509_crt_set_subject_key_id(c, id, n);
}

static bool make_ca(const char *cert_path, const char *key_path)
{
    gnutls_x509_crt_t c;
    gnutls_x509_privkey_t key;
    if (!new_key(&key) || gnutls_x509_crt_init(&c) < 0)
        return false;
    dress(c, key, "chibo - chứng thư gốc nội bộ", CA_DAYS);
    gnutls_x509_crt_set_basic_constraints(c, 1, 0);
    gnutls_x509_crt_set_key_usage(c, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN);
    bool good = gnutls_x509_crt_sign2(c, c, key, GNUTLS_DIG_SHA256, 0) >= 0 &&
                write_pair(cert_path, c, key_path, key);
    gnutls_x509_crt_deinit(c);
    gnutls_x509_privkey_deinit(key);
    return good;
}

static bool load(const char *path, gnutls_datum_t *out)
{
    return gnutls_load_file(path, out) >= 0;
}

static bool add_name(gnutls_x509_crt_t c, const char *name)
{
    unsigned char ip[16];
    if (inet_pton(AF_INET, name, ip) == 1)
        return gnutls_x509_crt_set_subject_alt_name(c, GNUTLS_SAN_IPADDRESS, ip, 4,
                                                    GNUTLS_FSAN_APPEND) >= 0;
    if (inet_pton(AF_INET6, name, ip) == 1)
        return gnutls_x509_crt_set_subject_alt_name(c, GNUTLS_SAN_IPADDRESS, ip, 16,
                                                    GNUTLS_FSAN_APPEND) >= 0;
    size_t n = strlen(name);
    if (n == 0 || n > 253 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-*") != n)
        return false;
    return gnutls_x509_crt_set_subject_alt_name(c, GNUTLS_SAN_DNSNAME, name, (unsigned)n,
                                                GNUTLS_FSAN_APPEND) >= 0;
}

static bool add_names(struct arena *a, gnutls_x509_crt_t c, const char *hosts, const char **why)
{
    int n = 0;
    for (const char *at = hosts; *at != '\0'; n++) {
        size_t len = strcspn(at, ",");
        const char *name = arena_dup_n(a, at, len);
        if (!add_name(c, name)) {
            *why = arena_printf(a, "\"%s\" is neither a host name nor an address", name);
            return false;
        }
        at += len + (at[len] == ',');
    }
    *why = "--host must name at least one host or address";
    return n > 0;
}

static bool sign_server(struct arena *a, const char *tls, const char *hosts, const char **why)
{
    gnutls_x509_crt_t c, ca;
    gnutls_x509_privkey_t key, ca_key;
    gnutls_datum_t ca_pem = {NULL, 0}, key_pem = {NULL, 0};
    *why = "the authority's files cannot be read";
    if (!load(arena_printf(a, "%s/ca.pem", tls), &ca_pem) ||
        !load(arena_printf(a, "%s/ca.key", tls), &key_pem))
        return false;
    gnutls_x509_crt_init(&ca);
    gnutls_x509_crt_init(&c);
    gnutls_x509_privkey_init(&ca_key);
    bool good = gnutls_x509_crt_import(ca, &ca_pem, GNUTLS_X509_FMT_PEM) >= 0 &&
                gnutls_x509_privkey_import(ca_key, &key_pem, GNUTLS_X509_FMT_PEM) >= 0 &&
                new_key(&key);
    gnutls_free(ca_pem.data);
    gnutls_free(key_pem.data);
    if (good) {
        dress(c, key, arena_dup_n(a, hosts, strcspn(hosts, ",")), SERVER_DAYS);
        gnutls_x509_crt_set_basic_constraints(c, 0, -1);
        gnutls_x509_crt_set_key_usage(c, GNUTLS_KEY_DIGITAL_SIGNATURE);
        gnutls_x509_crt_set_key_purpose_oid(c, GNUTLS_KP_TLS_WWW_SERVER, 0);
        good = add_names(a, c, hosts, why);
        if (good) {
            *why = "the server's certificate cannot be written";
            good = gnutls_x509_crt_sign2(c, ca, ca_key, GNUTLS_DIG_SHA256, 0) >= 0 &&
                   write_pair(arena_printf(a, "%s/server.pem", tls), c,
                              arena_printf(a, "%s/server.key", tls), key);
        }
        gnutls_x509_privkey_deinit(key);
    }
    gnutls_x509_privkey_deinit(ca_key);
    gnutls_x509_crt_deinit(c);
    gnutls_x509_crt_deinit(ca);
    return good;
}

static bool write_guide(struct arena *a, const char *tls, const char *hosts)
{
    const char *first = arena_dup_n(a, hosts, strcspn(hosts, ","));
    const char *text = arena_printf(
        a,
        "HƯỚNG DẪN CHO MÁY TÍNH TRONG CƠ QUAN\n"
        "Kết nối an toàn tới sổ đảng viên chibo\n\n"
        "1. Người quản trị chép tệp ca.pem (chứng thư gốc nội bộ, không phải bí mật) vào USB hoặc thư mục chung.\n"
        "   Không chép các tệp .key: đó là khóa bí mật.\n\n"
        "2. Trên mỗi máy Windows: đổi tên ca.pem thành ca.crt, bấm đúp vào tệp, chọn\n"
        "   \"Install Certificate\" > \"Local Machine\" > \"Place all certificates in the following store\" >\n"
        "   \"Trusted Root Certification Authorities\" > \"Finish\".\n"
        "   Trên Linux (Debian, Ubuntu): chép thành /usr/local/share/ca-certificates/chibo.crt rồi chạy\n"
        "   update-ca-certificates. Firefox: Cài đặt > Quyền riêng tư > Chứng thư > Nhà cấp phát > Nhập.\n\n"
        "3. Mở lại trình duyệt và vào địa chỉ: https://%s:8443/ (cổng do người quản trị đặt).\n"
        "   Trình duyệt không được báo lỗi chứng thư. Nếu có, dừng lại và báo người quản trị.\n\n"
        "4. Chứng thư của máy chủ dùng được %d ngày. Trước khi hết hạn, chạy lại lệnh:\n"
        "   chibo tls-init --data THƯ-MỤC --host %s\n"
        "   Chứng thư gốc giữ nguyên, các máy trong cơ quan không phải làm lại bước 2.\n\n"
        "Tên và địa chỉ dùng được: %s\n",
        first, SERVER_DAYS, hosts, hosts);
    return write_file(arena_printf(a, "%s/HUONG-DAN.txt", tls), text, strlen(text), 0644);
}

bool tls_init(struct arena *a, const char *dir, const char *hosts, const char **why)
{
    const char *tls = arena_printf(a, "%s/tls", dir);
    if ((mkdir(dir, 0700) != 0 && errno != EEXIST) || (mkdir(tls, 0700) != 0 && errno != EEXIST)) {
        *why = arena_printf(a, "%s: %s", tls, strerror(errno));
        return false;
    }
    const char *ca = arena_printf(a, "%s/ca.pem", tls), *key = arena_printf(a, "%s/ca.key", tls);
    *why = "the authority cannot be written";
    if (access(ca, F_OK) != 0 && !make_ca(ca, key))
        return false;
    return sign_server(a, tls, hosts, why) && write_guide(a, tls, hosts);
}
