/* Temporary stays: the membership stays where it is, who votes meanwhile, guests from outside. */
#include "api/harness_candidate.h"
#include "api/harness_transfer.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct transfer_world w;

static void start(void)
{
    transfer_world_start(&w, "D2.B1.C1");
}

static void stop(void)
{
    transfer_world_stop(&w);
}

START_TEST(a_temporary_stay_leaves_the_membership_where_it_is_and_has_an_end)
{
    char path[80], body[300];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)w.member);
    snprintf(body, sizeof body, "{\"kind\":\"temporary\",\"to_cell_id\":%lld" TRANSFER_LETTER "}",
             (long long)w.to);
    answer_refused(server_send(&w.s, w.sender, "POST", path, 0, body), 400, "/ends_on", "stay");
    snprintf(
        body, sizeof body,
        "{\"kind\":\"temporary\",\"to_cell_id\":%lld,\"ends_on\":\"2026-10-01\"" TRANSFER_LETTER
        "}",
        (long long)w.to);
    answer_refused(server_send(&w.s, w.sender, "POST", path, 0, body), 400, "/ends_on", "order");
    snprintf(
        body, sizeof body,
        "{\"kind\":\"temporary\",\"to_cell_id\":%lld,\"ends_on\":\"2027-03-01\"" TRANSFER_LETTER
        "}",
        (long long)w.to);
    struct answer a = server_send(&w.s, w.sender, "POST", path, 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id"), d2 = members_counted(&w.s, w.office, "D2", "2026-09-30");
    answer_free(&a);
    answer_done(transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-10-05\"}"));
    ck_assert_str_eq(transfer_activity(&w), "active");
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2", "2026-11-24"), d2);
    a = transfer_act(&w.s, w.sender, id, "return", "{\"day\":\"2026-11-10\"}");
    ck_assert_str_eq(answer_text(&a, "state"), "ended");
    answer_free(&a);
}
END_TEST

/* How many vote in the sender's cell on the day. */
static int64_t voters(const char *day)
{
    struct answer a =
        server_get(&w.s, w.office, "/api/v1/members/%lld/status-changes/checklist?day=%s",
                   (long long)dossier_member(&w.s, w.office, "100001HB"), day);
    ck_assert_str_eq(answer_text(&a, "acts/7/kind"), "name_removal");
    int64_t n = answer_int(&a, "acts/7/vote/eligible");
    answer_free(&a);
    return n;
}

START_TEST(who_stays_in_another_party_for_a_time_does_not_vote_at_home_meanwhile)
{
    char path[80], body[300];
    int64_t all = voters("2026-11-24");
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)w.member);
    snprintf(
        body, sizeof body,
        "{\"kind\":\"temporary\",\"to_cell_id\":%lld,\"ends_on\":\"2027-03-01\"" TRANSFER_LETTER
        "}",
        (long long)server_org(&w.s, "D1.B1.C2"));
    struct answer a = server_send(&w.s, w.sender, "POST", path, 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    ck_assert_int_eq(voters("2026-11-24"), all); /* the same base party */
    transfer_take_back(&w.s, w.office, w.sender, id, 204);
    snprintf(
        body, sizeof body,
        "{\"kind\":\"temporary\",\"to_cell_id\":%lld,\"ends_on\":\"2027-03-01\"" TRANSFER_LETTER
        "}",
        (long long)w.to);
    a = server_send(&w.s, w.sender, "POST", path, 0, body);
    ck_status(a, 201);
    id = answer_int(&a, "id");
    answer_free(&a);
    ck_assert_int_eq(voters("2026-09-30"), all);
    ck_assert_int_eq(voters("2026-10-01"), all - 1);
    answer_done(transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-10-05\"}"));
    answer_done(transfer_act(&w.s, w.sender, id, "return", "{\"day\":\"2026-11-10\"}"));
    ck_assert_int_eq(voters("2026-11-09"), all - 1);
    ck_assert_int_eq(voters("2026-11-10"), all);
}
END_TEST

static struct answer guest(const char *token, const char *more)
{
    char body[400];
    snprintf(
        body, sizeof body,
        "{\"kind\":\"temporary\",\"from_outside\":\"Đảng bộ tỉnh Lào Cai\",\"to_cell_id\":%lld,"
        "\"arrived_on\":\"2026-10-05\"" TRANSFER_LETTER "%s}",
        (long long)w.to, more);
    return server_send(&w.s, token, "POST", "/api/v1/transfers/guests", 0, body);
}

#define GUEST ",\"guest_name\":\"Lò Thị Khách\",\"guest_born_on\":\"1990\""

START_TEST(a_guest_from_outside_is_counted_nowhere_and_leaves_when_the_stay_ends)
{
    int64_t d2 = members_counted(&w.s, w.office, "D2", "2026-11-24");
    answer_refused(guest(w.receiver, ",\"ends_on\":\"2027-03-01\""), 400, "/guest_name",
                   "required");
    answer_refused(guest(w.receiver, GUEST), 400, "/ends_on", "stay");
    answer_refused(guest(w.receiver, GUEST ",\"ends_on\":\"2026-10-05\""), 400, "/ends_on",
                   "order");
    answer_refused(
        guest(w.receiver, GUEST ",\"ends_on\":\"2026-12-20\",\"guest_card_number\":\"12a\""), 400,
        "/guest_card_number", "format");
    answer_refused(guest(w.sender, GUEST ",\"ends_on\":\"2026-12-20\""), 400, "/to_cell_id",
                   "not_found");
    struct answer a = guest(w.secretary, GUEST ",\"ends_on\":\"2026-12-20\"");
    ck_status(a, 403);
    answer_free(&a);
    a = guest(w.receiver, GUEST ",\"ends_on\":\"2026-12-20\"");
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    ck_assert_str_eq(answer_text(&a, "full_name"), "Lò Thị Khách");
    ck_assert_str_eq(answer_text(&a, "state"), "arrived");
    ck_assert(json_is_null(answer_at(&a, "member_id")));
    answer_free(&a);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2", "2026-11-24"), d2);
    a = server_get(&w.s, w.viewer, "/api/v1/transfers?guest=true&state=arrived");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    a = server_get(&w.s, w.sender, "/api/v1/transfers?guest=true&count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), 0);
    answer_free(&a);
    a = server_get(&w.s, w.receiver, "/api/v1/tasks?kind=stay_end");
    ck_assert_str_eq(answer_text(&a, "items/0/name"), "Lò Thị Khách");
    ck_assert_str_eq(answer_text(&a, "items/0/due_on"), "2026-12-20");
    answer_free(&a);
    a = server_get(&w.s, w.sender, "/api/v1/tasks?kind=stay_end"); /* another unit */
    ck_assert_int_eq(answer_int(&a, "total"), 0);
    answer_free(&a);
    answer_done(transfer_act(&w.s, w.receiver, id, "return", "{\"day\":\"2026-11-10\"}"));
    transfer_take_back(&w.s, w.office, w.receiver, id, 204);
    answer_done(transfer_act(&w.s, w.receiver, id, "return", "{\"day\":\"2026-11-11\"}"));
    a = server_get(&w.s, w.receiver, "/api/v1/tasks?kind=stay_end");
    ck_assert_int_eq(answer_int(&a, "total"), 0);
    answer_free(&a);
    /* and a member is none */
    char path[80], body[300];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)w.member);
    snprintf(body, sizeof body, "{\"kind\":\"official\",\"to_cell_id\":%lld" GUEST "}",
             (long long)w.to);
    answer_refused(server_send(&w.s, w.sender, "POST", path, 0, body), 400, "/guest_name", "guest");
}
END_TEST

HARNESS_MAIN("transfer_stays", 60, start, stop,
             a_temporary_stay_leaves_the_membership_where_it_is_and_has_an_end,
             who_stays_in_another_party_for_a_time_does_not_vote_at_home_meanwhile,
             a_guest_from_outside_is_counted_nowhere_and_leaves_when_the_stay_ends)
