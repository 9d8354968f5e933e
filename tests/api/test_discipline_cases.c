/* Cases of discipline from the intake to their end: the order, what they do to the register, the
   days that run on them, and taking steps back. */
#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdio.h>
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

static int64_t direct_case(int64_t member)
{
    return discipline_case(S, w.inspector, member, "inspection_committee", "2026-10-01",
                           ",\"without_vote\":\"superior\"");
}

/* Decided on 2026-10-10, announced five days later. */
static int64_t in_force(int64_t member, const char *form, const char *violation_on)
{
    int64_t id = direct_case(member);
    discipline_decided(S, w.inspector, id, form, violation_on);
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    return id;
}

static void ck_state(int64_t id, const char *state)
{
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "state"), state);
}

static void refused(int64_t id, const char *body, int status, const char *pointer, const char *code)
{
    struct answer a = discipline_step(S, w.inspector, id, body);
    ck_assert_msg(a.status == status && answer_blames(&a, pointer, code), "%s: %d %s", body,
                  a.status, a.body);
    answer_free(&a);
}

START_TEST(a_case_goes_through_the_cell_and_the_superior_until_it_ends_by_itself)
{
    int64_t id =
        discipline_case(S, w.inspector, w.member, "inspection_committee", "2026-10-01", "");
    ck_state(id, "received");
    refused(id, "{\"step\":\"decision\",\"day\":\"2026-10-02\",\"form\":\"warning\"}", 409, "/step",
            "order");
    discipline_done(S, w.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    ck_state(id, "verifying");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
                    "\"warning\",\"violation_on\":\"2025-03-01\",\"content\":\"land\"}");
    ck_state(id, "concluded");
    discipline_done(S, w.inspector, id, "{\"step\":\"self_review\",\"day\":\"2026-10-06\"}");
    ck_state(id, "reviewed");
    /* five official members vote: three of them are more than half */
    struct answer a = discipline_step(S, w.inspector, id,
                                      "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":"
                                      "\"warning\",\"in_favour\":2,\"agreed\":true}");
    ck_status(a, 201); /* unconfirmed: a warning */
    ck_assert(strstr(a.body, "\"eligible\":5") != NULL);
    ck_assert(strstr(a.body, "discipline_vote_share") != NULL);
    answer_free(&a);
    discipline_back(S, w.inspector, id, 204);
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":\"warning\","
                    "\"in_favour\":4}");
    ck_state(id, "voted");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"proposal\",\"day\":\"2026-10-08\",\"form\":\"warning\","
                    "\"authority\":\"inspection_committee\"}");
    ck_state(id, "proposed");
    refused(id, "{\"step\":\"decision\",\"day\":\"2026-10-10\",\"form\":\"warning\"}", 400,
            "/decision_number", "required");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"decision\",\"day\":\"2026-10-10\",\"form\":\"warning\","
                    "\"decision_number\":\"12-QĐ/UBKT\"}");
    ck_state(id, "decided");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_on"), "2026-10-25");
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    ck_state(id, "in_force");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "ends_on"), "2027-10-15");
    date_set_today("2027-10-14");
    ck_state(id, "in_force");
    date_set_today("2027-10-15");
    ck_state(id, "ended");
}
END_TEST

START_TEST(a_vote_that_fell_short_is_recorded_and_the_cell_votes_again)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "cell", "2026-10-01", "");
    discipline_done(S, w.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
                    "\"reprimand\",\"violation_on\":\"2025-03-01\"}");
    discipline_done(S, w.inspector, id, "{\"step\":\"self_review\",\"day\":\"2026-10-06\"}");
    refused(id,
            "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":\"reprimand\",\"in_favour\":4,"
            "\"agreed\":false}",
            400, "/agreed", "reached");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":\"reprimand\","
                    "\"in_favour\":2}");
    ck_state(id, "reviewed");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"cell_vote\",\"day\":\"2026-10-08\",\"form\":\"reprimand\","
                    "\"in_favour\":3}");
    /* the cell's decision holds from the announcement of the vote, the paper follows */
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"decision\",\"day\":\"2026-10-08\",\"form\":\"reprimand\"}");
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-08\"}");
    ck_state(id, "in_force");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_on"), "2026-10-18");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_rule"), "discipline_paper_days");
    struct answer a = server_get(S, w.inspector, "/api/v1/discipline/%lld", (long long)id);
    char path[80];
    snprintf(path, sizeof path, "/api/v1/discipline/%lld", (long long)id);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(S, w.inspector, "PATCH", path, version,
                    "{\"paper_on\":\"2026-10-12\",\"decision_number\":\"3-QĐ/CB\"}");
    ck_status(a, 200);
    ck_assert(json_is_null(answer_at(&a, "due_on")));
    answer_free(&a);
    ck_assert_str_eq(discipline_text(S, w.office, id, "decision_number"), "3-QĐ/CB");
}
END_TEST

START_TEST(the_office_learns_of_a_decision_on_the_day_it_is_announced_and_not_before)
{
    int64_t id = direct_case(w.member);
    discipline_decided(S, w.inspector, id, "warning", "2025-03-01");
    ck_assert_uint_eq(discipline_rows(S, w.office, "/api/v1/discipline"), 0);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM discipline_decision"), 0);
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    struct answer a = server_get(S, w.office, "/api/v1/discipline/%lld", (long long)id);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "form"), "warning");
    ck_assert_str_eq(answer_text(&a, "reason"), "Vi phạm quy định về tài chính");
    /* the decision, and nothing of the file */
    static const char *const kept[] = {"title",        "source",       "matter", "received_on",
                                       "concluded_on", "violation_on", "due_on", "joint_id"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        ck_assert_msg(json_is_null(answer_at(&a, kept[i])), "%s: %s", kept[i], a.body);
    answer_free(&a);
    /* taking the announcement back takes it away again */
    discipline_back(S, w.inspector, id, 204);
    ck_assert_uint_eq(discipline_rows(S, w.office, "/api/v1/discipline"), 0);
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-16\"}");
    ck_assert_str_eq(discipline_text(S, w.office, id, "announced_on"), "2026-10-16");
}
END_TEST

static const char *status_of(int64_t member)
{
    static char status[40];
    struct answer a = server_get(S, w.office, "/api/v1/members/%lld", (long long)member);
    ck_status(a, 200);
    snprintf(status, sizeof status, "%s", answer_text(&a, "status"));
    answer_free(&a);
    return status;
}

START_TEST(an_expulsion_ends_membership_and_offices_and_its_annulment_brings_the_member_back)
{
    int64_t id = in_force(w.second, "expulsion", "2025-03-01");
    char posts[80];
    snprintf(posts, sizeof posts, "/api/v1/posts?as_of=2026-10-20&member_id=%lld",
             (long long)w.second);
    ck_assert_str_eq(status_of(w.second), "expelled");
    ck_assert_uint_eq(discipline_rows(S, w.office, posts), 0);
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "ends_on"), "");
    discipline_back(S, w.inspector, id, 204);
    ck_assert_str_eq(status_of(w.second), "official");
    ck_assert_uint_eq(discipline_rows(S, w.office, posts), 1);
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    ck_assert_str_eq(status_of(w.second), "expelled");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"annulment\",\"day\":\"2026-11-02\",\"decision_number\":\"9-QĐ\"}");
    ck_state(id, "annulled");
    ck_assert_str_eq(status_of(w.second), "official");
    ck_assert_uint_eq(discipline_rows(S, w.office, "/api/v1/discipline"), 0);
    /* party age goes on as if nothing had been */
    struct answer a = server_get(S, w.office, "/api/v1/members/%lld", (long long)w.second);
    ck_assert_str_eq(answer_text(&a, "joined_on"), "2026-11-02");
    ck_assert_int_gt(answer_int(&a, "party_age"), 0);
    answer_free(&a);
    discipline_back(S, w.inspector, id, 204);
    ck_assert_str_eq(status_of(w.second), "expelled");
}
END_TEST

START_TEST(a_removal_from_office_ends_the_offices_and_needs_one)
{
    int64_t none = direct_case(w.member), id = direct_case(w.second);
    discipline_done(S, w.inspector, none, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    refused(none,
            "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
            "\"removal_from_office\"}",
            409, "/form", "form");
    discipline_decided(S, w.inspector, id, "removal_from_office", "2025-03-01");
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    char posts[80];
    snprintf(posts, sizeof posts, "/api/v1/posts?as_of=2026-10-20&member_id=%lld",
             (long long)w.second);
    ck_assert_uint_eq(discipline_rows(S, w.office, posts), 0);
    ck_assert_str_eq(status_of(w.second), "official");
    /* reduced on appeal, the office goes on as it was */
    discipline_done(S, w.inspector, id, "{\"step\":\"appeal\",\"day\":\"2026-11-01\"}");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"appeal_outcome\",\"day\":\"2026-11-10\",\"outcome\":\"reduced\","
                    "\"form\":\"warning\",\"decision_number\":\"7-QĐ\"}");
    ck_assert_uint_eq(discipline_rows(S, w.office, posts), 1);
    discipline_back(S, w.inspector, id, 204);
    ck_assert_uint_eq(discipline_rows(S, w.office, posts), 0);
}
END_TEST

START_TEST(what_has_lapsed_is_not_decided_but_recorded_as_lapsed)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "cell", "2026-10-01", "");
    discipline_done(S, w.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    /* 60 months and a day */
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
                    "\"reprimand\",\"violation_on\":\"2021-10-04\"}");
    discipline_done(S, w.inspector, id, "{\"step\":\"self_review\",\"day\":\"2026-10-06\"}");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":\"reprimand\","
                    "\"in_favour\":5}");
    refused(id, "{\"step\":\"decision\",\"day\":\"2026-10-08\",\"form\":\"reprimand\"}", 409,
            "/form", "lapsed");
    discipline_done(S, w.inspector, id, "{\"step\":\"lapse\",\"day\":\"2026-10-08\"}");
    ck_state(id, "lapsed");
    /* a day more, and it has not */
    int64_t other = direct_case(w.second);
    discipline_decided(S, w.inspector, other, "reprimand", "2021-10-05");
    ck_state(other, "decided");
}
END_TEST

START_TEST(a_late_appeal_is_warned_of_and_taken_up_and_its_outcome_moves_form_and_end)
{
    int64_t id = in_force(w.member, "warning", "2025-03-01");
    char path[80];
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/appeal", (long long)id);
    struct answer a = server_send(S, w.inspector, "POST", path, 0,
                                  "{\"day\":\"2026-11-20\",\"received_on\":\"2026-10-16\"}");
    ck_status(a, 201);
    ck_assert(strstr(a.body, "discipline_appeal_days") != NULL);
    ck_assert(strstr(a.body, "\"state\":\"unmet\"") != NULL);
    answer_free(&a);
    ck_state(id, "appealed");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_on"), "2027-02-18");
    ck_assert_str_eq(discipline_text(S, w.office, id, "state"), "in_force"); /* it holds */
    refused(id,
            "{\"step\":\"appeal_outcome\",\"day\":\"2026-11-23\",\"outcome\":\"reduced\",\"form\":"
            "\"expulsion\",\"decision_number\":\"20-QĐ\"}",
            400, "/form", "order");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"appeal_outcome\",\"day\":\"2026-11-23\",\"outcome\":\"reduced\","
                    "\"form\":\"reprimand\",\"decision_number\":\"20-QĐ\"}");
    ck_state(id, "in_force");
    ck_assert_str_eq(discipline_text(S, w.office, id, "form"), "reprimand");
    ck_assert_str_eq(discipline_text(S, w.office, id, "ends_on"), "2027-11-23");
    ck_assert_uint_eq(discipline_rows(S, w.inspector, path), 2);
    ck_assert_str_eq(discipline_text(S, w.office, id, "decision_number"), "20-QĐ");
    discipline_back(S, w.inspector, id, 204);
    ck_assert_str_eq(discipline_text(S, w.office, id, "form"), "warning");
    ck_assert_str_eq(discipline_text(S, w.office, id, "decision_number"), "12-QĐ/UBKT");
}
END_TEST

START_TEST(an_appeal_that_runs_keeps_the_decision_beyond_its_year)
{
    int64_t id = in_force(w.member, "warning", "2025-03-01");
    date_set_today("2027-10-14");
    discipline_done(S, w.inspector, id, "{\"step\":\"appeal\",\"day\":\"2027-10-14\"}");
    date_set_today("2027-10-20");
    ck_state(id, "appealed");
}
END_TEST

START_TEST(a_new_violation_within_the_year_keeps_the_old_decision_in_force)
{
    server_import(S, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100001HB,reprimand,2025-11-01,1-QĐ,base_committee\n");
    ck_assert_uint_eq(discipline_rows(S, w.office, "/api/v1/discipline"), 0); /* over since */
    int64_t id = in_force(w.member, "warning", "2026-05-01");
    char path[100];
    snprintf(path, sizeof path, "/api/v1/discipline?member_id=%lld&form=reprimand",
             (long long)w.member);
    struct answer a = server_get(S, w.office, "%s", path);
    ck_assert_str_eq(answer_text(&a, "items/0/ends_on"), "2027-10-15");
    answer_free(&a);
    discipline_back(S, w.inspector, id, 204);
    ck_assert_uint_eq(discipline_rows(S, w.office, path), 0);
}
END_TEST

START_TEST(an_imported_decision_is_appealed_and_annulled_like_any_other)
{
    server_import(S, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100001HB,warning,2026-09-01,1-QĐ,base_committee\n");
    struct answer a = server_get(S, w.inspector, "/api/v1/discipline");
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    discipline_done(S, w.inspector, id, "{\"step\":\"appeal\",\"day\":\"2026-09-20\"}");
    ck_state(id, "appealed");
    ck_assert_uint_eq(discipline_rows(S, w.inspector, "/api/v1/discipline"), 1);
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"appeal_outcome\",\"day\":\"2026-10-20\",\"outcome\":\"annulled\","
                    "\"decision_number\":\"4-QĐ\"}");
    ck_state(id, "annulled");
    ck_assert_uint_eq(discipline_rows(S, w.office, "/api/v1/discipline"), 0);
    discipline_back(S, w.inspector, id, 204);
    discipline_back(S, w.inspector, id, 204);
    discipline_back(S, w.inspector, id, 409); /* what was imported is not taken back here */
    ck_assert_str_eq(discipline_text(S, w.office, id, "state"), "in_force");
}
END_TEST

START_TEST(a_deferral_waits_on_its_ground_and_goes_on_where_it_stood)
{
    int64_t id = direct_case(w.member);
    discipline_done(S, w.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
                    "\"warning\",\"violation_on\":\"2025-03-01\"}");
    refused(id, "{\"step\":\"deferral\",\"day\":\"2026-10-06\",\"ground\":\"late\"}", 400,
            "/ground", "code");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"deferral\",\"day\":\"2026-10-06\",\"ground\":\"hospital\","
                    "\"until\":\"2026-12-01\"}");
    ck_state(id, "deferred");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_on"), "2026-12-01");
    discipline_done(S, w.inspector, id, "{\"step\":\"resumption\",\"day\":\"2026-11-01\"}");
    ck_state(id, "concluded");
}
END_TEST

START_TEST(one_affair_has_several_subjects_and_one_decision_each)
{
    char more[80];
    int64_t id = direct_case(w.member);
    snprintf(more, sizeof more, ",\"without_vote\":\"superior\",\"joint_with\":%lld",
             (long long)id);
    int64_t other =
        discipline_case(S, w.inspector, w.second, "inspection_committee", "2026-10-01", more);
    char body[200];
    snprintf(body, sizeof body,
             "{\"step\":\"verification\",\"day\":\"2026-10-02\",\"also\":[%lld]}",
             (long long)other);
    discipline_done(S, w.inspector, id, body);
    ck_state(other, "verifying");
    snprintf(more, sizeof more, "/api/v1/discipline?joint_id=%lld", (long long)id);
    ck_assert_uint_eq(discipline_rows(S, w.inspector, more), 2);
    /* all or none */
    snprintf(body, sizeof body,
             "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
             "\"removal_from_office\",\"also\":[%lld]}",
             (long long)id);
    refused(other, body, 409, "/form", "form");
    ck_state(other, "verifying");
}
END_TEST

START_TEST(an_organisation_disbanded_by_discipline_ends_as_such)
{
    char body[300], path[100];
    snprintf(
        body, sizeof body,
        "{\"code\":\"D1.B1.X\",\"name\":\"Chi bộ thử\",\"kind\":\"cell\",\"category\":\"village\","
        "\"parent_id\":%lld,\"status\":\"active\",\"official_members\":5,"
        "\"members_at_formation\":5}",
        (long long)server_org(S, "D1.B1"));
    struct answer a = server_send(S, w.office, "POST", "/api/v1/organizations", 0, body);
    ck_status(a, 201);
    int64_t org = answer_int(&a, "id");
    answer_free(&a);
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"title\":\"Tổ chức vi phạm\",\"source\":\"inspection\",\"received_on\":"
        "\"2026-10-01\",\"authority\":\"upper_committee\"}",
        (long long)org);
    a = server_send(S, w.inspector, "POST", "/api/v1/discipline", 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    /* a member's form is none of an organisation's */
    discipline_done(S, w.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    refused(
        id,
        "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":\"expulsion\"}",
        409, "/form", "form");
    discipline_back(S, w.inspector, id, 204);
    discipline_decided(S, w.inspector, id, "disbandment", "2025-03-01");
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    snprintf(path, sizeof path, "/api/v1/organizations/%lld/dissolution", (long long)org);
    a = server_send(S, w.office, "POST", path, 0, "{\"effective_on\":\"2026-11-20\"}");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "status"), "disbanded");
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("discipline_cases", 60, start, stop,
             a_case_goes_through_the_cell_and_the_superior_until_it_ends_by_itself,
             a_vote_that_fell_short_is_recorded_and_the_cell_votes_again,
             the_office_learns_of_a_decision_on_the_day_it_is_announced_and_not_before,
             an_expulsion_ends_membership_and_offices_and_its_annulment_brings_the_member_back,
             a_removal_from_office_ends_the_offices_and_needs_one,
             what_has_lapsed_is_not_decided_but_recorded_as_lapsed,
             a_late_appeal_is_warned_of_and_taken_up_and_its_outcome_moves_form_and_end,
             an_appeal_that_runs_keeps_the_decision_beyond_its_year,
             a_new_violation_within_the_year_keeps_the_old_decision_in_force,
             an_imported_decision_is_appealed_and_annulled_like_any_other,
             a_deferral_waits_on_its_ground_and_goes_on_where_it_stood,
             one_affair_has_several_subjects_and_one_decision_each,
             an_organisation_disbanded_by_discipline_ends_as_such)
