/* Whose papers who sees and keeps: the same as of what they belong to, and no trace for the others.
 */
#include "api/harness_candidate.h"
#include "api/harness_discipline.h"
#include "api/harness_document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct discipline_world w;
#define S (&w.s)

static void start(void)
{
    discipline_world_start(&w);
}

static void stop(void)
{
    discipline_world_stop(&w);
}

static size_t rows(const char *token, const char *query)
{
    char path[160];
    snprintf(path, sizeof path, "/api/v1/documents%s", query);
    return discipline_rows(S, token, path);
}

static int status_of(const char *token, int64_t id)
{
    struct answer a = server_get(S, token, "%s", document_path(id, ""));
    int status = a.status;
    answer_free(&a);
    return status;
}

static int write_status(const char *token, int64_t id)
{
    struct answer a = server_send(S, token, "PATCH", document_path(id, ""), 99,
                                  "{\"title\":\"x\",\"reason\":\"y\"}");
    int status = a.status; /* 412: it might */
    answer_free(&a);
    return status;
}

static int put_status(const char *token, int64_t id)
{
    char *pdf = document_pdf(900, "x");
    struct answer a = document_put(S, token, id, "?reason=thu", 99, "application/pdf", pdf, 900);
    int status = a.status;
    answer_free(&a);
    free(pdf);
    return status;
}

struct papers {
    int64_t member, dossier, cell_case, upper_case;
};

/* One of each, scanned: a member's, a dossier's, a case the cell decides and one above it. */
static struct papers lay_out(void)
{
    struct papers p;
    struct dossier d = dossier_new(S, w.office, "2000-01-01", "");
    int64_t own = discipline_case(S, w.inspector, w.member, "cell", "2026-10-01", "");
    int64_t above = discipline_case(S, w.inspector, w.second, "base_committee", "2026-10-01", "");
    discipline_done(S, w.inspector, own, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    discipline_done(S, w.inspector, own,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
                    "\"reprimand\",\"violation_on\":\"2025-03-01\"}");
    p.member = document_new(S, w.office, "member_id", w.member);
    p.dossier = document_new(S, w.office, "candidate_id", d.id);
    p.cell_case = document_new(S, w.inspector, "case_id", own);
    p.upper_case = document_new(S, w.inspector, "case_id", above);
    document_scanned(S, w.office, p.member, 900);
    document_scanned(S, w.secretary, p.dossier, 900);
    document_scanned(S, w.inspector, p.cell_case, 900);
    document_scanned(S, w.inspector, p.upper_case, 900);
    return p;
}

START_TEST(each_role_reads_and_keeps_the_papers_of_what_it_reads_and_keeps)
{
    struct papers p = lay_out();
    const int64_t ids[] = {p.member, p.dossier, p.cell_case, p.upper_case};
    /* status of reading and of an outdated change: 412 where it may write */
    static const struct {
        int read[4], write[4];
        size_t listed;
    } expected[] = {{{200, 200, 404, 404}, {412, 412, 404, 404}, 2},  /* office */
                    {{200, 200, 200, 404}, {403, 412, 412, 404}, 3},  /* secretary */
                    {{200, 404, 200, 200}, {403, 404, 412, 412}, 3}}; /* inspector */
    const char *const tokens[] = {w.office, w.secretary, w.inspector};
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 4; i++) {
            ck_assert_msg(status_of(tokens[t], ids[i]) == expected[t].read[i], "role %d paper %d",
                          t, i);
            ck_assert_int_eq(document_fetch(S, tokens[t], ids[i]), expected[t].read[i]);
            ck_assert_msg(write_status(tokens[t], ids[i]) == expected[t].write[i],
                          "role %d paper %d", t, i);
            ck_assert_int_eq(put_status(tokens[t], ids[i]), expected[t].write[i]);
        }
        ck_assert_uint_eq(rows(tokens[t], ""), expected[t].listed);
    }
}
END_TEST

START_TEST(other_units_have_no_such_papers)
{
    struct papers p = lay_out();
    const int64_t ids[] = {p.member, p.dossier, p.cell_case, p.upper_case};
    static const enum role roles[] = {ROLE_OFFICE, ROLE_SECRETARY, ROLE_INSPECTOR};
    for (int t = 0; t < 3; t++) {
        char *other = server_token(S, roles[t], server_org(S, t == 1 ? "D1.B1.C2" : "D2"));
        ck_assert_uint_eq(rows(other, ""), 0);
        for (int i = 0; i < 4; i++) {
            ck_assert_int_eq(status_of(other, ids[i]), 404);
            ck_assert_int_eq(document_fetch(S, other, ids[i]), 404);
            ck_assert_int_eq(write_status(other, ids[i]), 404);
            ck_assert_int_eq(put_status(other, ids[i]), 404);
        }
        struct answer a = document_record(S, other, "member_id", w.member, "");
        ck_status(a, 400);
        ck_assert(answer_blames(&a, "/member_id", "not_found"));
        answer_free(&a);
        free(other);
    }
    static const enum role none[] = {ROLE_VIEWER, ROLE_AUDITOR, ROLE_DASHBOARD,
                                     ROLE_INSPECTION_DASHBOARD, ROLE_SYSTEM_ADMIN};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        char *token = server_token(S, none[i], server_org(S, "P"));
        ck_assert_int_eq(status_of(token, p.member), 403);
        ck_assert_int_eq(document_fetch(S, token, p.member), 403);
        free(token);
    }
}
END_TEST

START_TEST(a_paper_belongs_to_one_record_that_the_caller_sees)
{
    struct papers p = lay_out();
    struct answer a = server_send(S, w.office, "POST", "/api/v1/documents", 0,
                                  "{\"kind\":\"other\",\"title\":\"Của ai\"}");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/member_id", "subject"));
    answer_free(&a);
    a = document_record(S, w.inspector, "member_id", w.member, ",\"case_id\":7");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/member_id", "subject"));
    answer_free(&a);
    /* the office learns nothing of a case by trying to add to it */
    int64_t hidden = harness_number(S, "SELECT max(case_id) FROM document");
    a = document_record(S, w.office, "case_id", hidden, "");
    struct answer b = document_record(S, w.office, "case_id", 4711, "");
    ck_status(a, 400);
    ck_status(b, 400);
    ck_assert(answer_blames(&a, "/case_id", "not_found"));
    ck_assert(answer_blames(&b, "/case_id", "not_found"));
    answer_free(&a);
    answer_free(&b);
    a = document_record(S, w.inspector, "member_id", w.member, "");
    ck_status(a, 403);
    answer_free(&a);
    /* nor does it move elsewhere */
    char body[100];
    snprintf(body, sizeof body, "{\"member_id\":%lld,\"reason\":\"x\"}", (long long)w.second);
    a = server_send(S, w.office, "PATCH", document_path(p.member, ""), 2, body);
    ck_status(a, 400);
    answer_free(&a);
}
END_TEST

START_TEST(a_list_is_of_one_record_or_of_a_kind)
{
    struct papers p = lay_out();
    char query[100];
    document_new(S, w.office, "member_id", w.second);
    snprintf(query, sizeof query, "?member_id=%lld", (long long)w.member);
    ck_assert_uint_eq(rows(w.office, query), 1);
    ck_assert_uint_eq(rows(w.office, "?kind=minutes"), 3);
    ck_assert_uint_eq(rows(w.office, "?kind=decision"), 0);
    ck_assert_uint_eq(rows(w.office, "?files=0"), 1);
    ck_assert_uint_eq(rows(w.office, "?org_code=D1.B1.C2"), 0);
    int64_t hidden = harness_number(S, "SELECT min(case_id) FROM document");
    snprintf(query, sizeof query, "?case_id=%lld", (long long)hidden);
    ck_assert_uint_eq(rows(w.office, query), 0);
    ck_assert_uint_eq(rows(w.inspector, query), 1);
    (void)p;
}
END_TEST

/* ---- who read it */

START_TEST(every_reading_of_a_scan_is_recorded_with_its_purpose_a_cases_apart)
{
    struct papers p = lay_out();
    int64_t open = harness_number(S, "SELECT count(*) FROM access_read"),
            secret = harness_number(S, "SELECT count(*) FROM confidential_read");
    struct answer a =
        server_get(S, w.office, "%s", document_path(p.member, "/file?purpose=doi-chieu"));
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM access_read"), open + 1);
    ck_assert_int_eq(
        harness_number(S, "SELECT count(*) FROM access_read WHERE purpose = 'doi-chieu'"), 1);
    ck_assert_int_eq(document_fetch(S, w.office, p.dossier), 200);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM access_read"), open + 2);
    a = server_get(S, w.inspector, "%s", document_path(p.upper_case, "/file?purpose=tham-tra"));
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM access_read"), open + 2);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM confidential_read"), secret + 1);
    ck_assert_int_eq(
        harness_number(S, "SELECT count(*) FROM confidential_read WHERE purpose = 'tham-tra'"), 1);
}
END_TEST

static struct answer with_cookie(const char *cookie, const char *path)
{
    return server_ask(S, (struct ask){.path = path, .cookie = cookie});
}

START_TEST(a_reader_named_on_a_case_reads_its_papers_and_keeps_none)
{
    struct papers p = lay_out();
    char path[100], *admin = server_token(S, ROLE_SYSTEM_ADMIN, server_org(S, "P")),
                    *cookie = discipline_reader_cookie(S, admin);
    struct answer a = with_cookie(cookie, document_path(p.upper_case, "/file"));
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(S, w.inspector, "%s", document_path(p.upper_case, ""));
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/readers",
             (long long)answer_int(&a, "case_id"));
    answer_free(&a);
    a = server_send(S, w.inspector, "POST", path, 0,
                    "{\"username\":\"vanphong\",\"note\":\"Tham mưu\",\"until\":\"2026-11-30\"}");
    ck_status(a, 201);
    answer_free(&a);
    a = with_cookie(cookie, document_path(p.upper_case, "/file"));
    ck_status(a, 200);
    answer_free(&a);
    a = with_cookie(cookie, "/api/v1/documents");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 3);
    answer_free(&a);
    ck_assert_uint_eq(rows(w.office, ""), 2); /* others of the role */
    a = with_cookie(cookie, document_path(p.cell_case, ""));
    ck_status(a, 404);
    answer_free(&a);
    free(cookie);
    free(admin);
}
END_TEST

/* ---- two records of one person */

START_TEST(papers_go_on_with_the_record_that_is_kept)
{
    struct papers p = lay_out();
    char path[100], body[100];
    snprintf(path, sizeof path, "/api/v1/members/%lld/merge", (long long)w.second);
    snprintf(body, sizeof body, "{\"from\":%lld,\"reason\":\"trùng\"}", (long long)w.member);
    struct answer a = server_send(S, w.office, "POST", path, 0, body);
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(S, w.office, "%s", document_path(p.member, ""));
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "member_id"), w.second);
    answer_free(&a);
    ck_assert_int_eq(document_fetch(S, w.office, p.member), 200);
    snprintf(path, sizeof path, "?member_id=%lld", (long long)w.second);
    ck_assert_uint_eq(rows(w.office, path), 1);
}
END_TEST

HARNESS_MAIN("document_rights", 120, start, stop,
             each_role_reads_and_keeps_the_papers_of_what_it_reads_and_keeps,
             other_units_have_no_such_papers, a_paper_belongs_to_one_record_that_the_caller_sees,
             a_list_is_of_one_record_or_of_a_kind,
             every_reading_of_a_scan_is_recorded_with_its_purpose_a_cases_apart,
             a_reader_named_on_a_case_reads_its_papers_and_keeps_none,
             papers_go_on_with_the_record_that_is_kept)
