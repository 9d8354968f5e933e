/* Transfers: proposed by the cell, sent with a letter, arrived or back; who sees and does what; the
   member counts exactly once all the while; many at once; taking back. */
#include "api/harness_candidate.h"
#include "api/harness_transfer.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct transfer_world w;

static void start(void)
{
    transfer_world_start(&w, "D1.B1.C1");
}

static void stop(void)
{
    transfer_world_stop(&w);
}

static struct answer propose(const char *token, int64_t person, const char *more)
{
    char path[80], body[400];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)person);
    snprintf(body, sizeof body, "{\"kind\":\"official\",\"to_cell_id\":%lld%s}", (long long)w.to,
             more);
    return server_send(&w.s, token, "POST", path, 0, body);
}

static int64_t sent(const char *more)
{
    char all[300];
    snprintf(all, sizeof all, TRANSFER_LETTER "%s", more);
    struct answer a = propose(w.sender, w.member, all);
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "state"), "sent");
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

START_TEST(a_member_under_way_counts_at_the_sender_and_from_the_arrival_at_the_receiver)
{
    int64_t d1 = members_counted(&w.s, w.office, "D1", "2026-09-30"),
            d2 = members_counted(&w.s, w.office, "D2", "2026-09-30");
    int64_t id = sent("");
    ck_assert_str_eq(transfer_activity(&w), "in_transfer");
    ck_assert_int_eq(members_counted(&w.s, w.office, "D1", "2026-11-01"), d1);
    answer_done(transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-11-05\"}"));
    ck_assert_str_eq(transfer_activity(&w), "active");
    ck_assert_int_eq(members_counted(&w.s, w.office, "D1", "2026-11-04"), d1);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D1", "2026-11-05"), d1 - 1);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2", "2026-11-04"), d2);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2", "2026-11-05"), d2 + 1);
    struct answer a = server_get(&w.s, w.receiver, "/api/v1/members/%lld", (long long)w.member);
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&w.s, w.sender, "/api/v1/members/%lld", (long long)w.member);
    ck_status(a, 404);
    answer_free(&a);
    /* the days at the sender stay in its life, the sender's cell does not */
    a = server_get(&w.s, w.receiver, "/api/v1/members/%lld/history", (long long)w.member);
    ck_assert(json_is_null(answer_at(&a, "life/0/cell")));
    ck_assert_ptr_nonnull(strstr(a.body, "\"D2.B1.C1\""));
    answer_free(&a);
    answer_refused(transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-11-06\"}"), 409,
                   "/state", "order");
}
END_TEST

START_TEST(the_receiver_sees_what_the_letter_says_and_nothing_else_until_the_arrival)
{
    int64_t id = sent("");
    struct answer a = server_get(&w.s, w.receiver, "/api/v1/transfers?incoming=true&state=sent");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/letter_number"), "12-GTSHĐ");
    ck_assert_str_eq(answer_text(&a, "items/0/record_number"), "100002HB");
    answer_free(&a);
    a = server_get(&w.s, w.receiver, "/api/v1/members/%lld", (long long)w.member);
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(&w.s, w.viewer, "/api/v1/transfers/%lld", (long long)id);
    ck_status(a, 200);
    ck_assert(json_is_true(answer_at(&a, "incoming")));
    ck_assert(json_is_false(answer_at(&a, "outgoing")));
    answer_free(&a);
    a = server_get(&w.s, w.sender, "/api/v1/transfers/%lld", (long long)id);
    ck_assert(json_is_false(answer_at(&a, "incoming")));
    ck_assert(json_is_true(answer_at(&a, "outgoing")));
    answer_free(&a);
    char *third = server_token(&w.s, ROLE_OFFICE, server_org(&w.s, "D1.B2"));
    a = server_get(&w.s, third, "/api/v1/transfers/%lld", (long long)id);
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(&w.s, third, "/api/v1/transfers?count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), 0);
    answer_free(&a);
    free(third);
}
END_TEST

START_TEST(a_cell_proposes_and_the_office_sends_or_refuses)
{
    answer_refused(propose(w.secretary, w.member, TRANSFER_LETTER), 403, "/sent_on", "not_by_cell");
    struct answer a =
        propose(w.secretary, w.member,
                ",\"basis_on\":\"2026-06-01\",\"cause\":\"work\",\"reason\":\"theo đơn\"");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "cause"), "work");
    int64_t id = answer_int(&a, "id");
    ck_assert_str_eq(answer_text(&a, "state"), "proposed");
    /* sixty working days, 2 September and its neighbour off */
    ck_assert_str_gt(answer_text(&a, "send_by"), "2026-08-20");
    answer_free(&a);
    answer_refused(propose(w.secretary, w.member, ""), 409, "/member_id", "under_way");
    ck_assert_str_eq(transfer_activity(&w), "active");
    a = transfer_act(&w.s, w.secretary, id, "decision",
                     "{\"letter_number\":\"1\",\"sent_on\":\"2026-11-20\"}");
    ck_status(a, 403);
    answer_free(&a);
    answer_refused(transfer_act(&w.s, w.receiver, id, "decision",
                                "{\"letter_number\":\"1\",\"sent_on\":\"2026-11-20\"}"),
                   403, "", "not_sender");
    answer_refused(transfer_act(&w.s, w.sender, id, "decision", "{\"letter_number\":\"1\"}"), 400,
                   "/sent_on", "required");
    a = transfer_act(&w.s, w.sender, id, "decision",
                     "{\"letter_number\":\"1\",\"sent_on\":\"2026-11-20\"}");
    ck_status(a, 200);
    ck_assert_ptr_nonnull(strstr(a.body, "transfer_start_working_days")); /* late, and told so */
    ck_assert_str_eq(answer_text(&a, "state"), "sent");
    answer_free(&a);
    ck_assert_str_eq(transfer_activity(&w), "in_transfer");
    transfer_take_back(&w.s, w.office, w.sender, id, 204); /* waits for the decision again */
    ck_assert_str_eq(transfer_activity(&w), "active");
    a = transfer_act(&w.s, w.sender, id, "decision",
                     "{\"agreed\":false,\"why\":\"chưa đủ điều kiện\"}");
    ck_assert_str_eq(answer_text(&a, "state"), "refused");
    answer_free(&a);
}
END_TEST

START_TEST(who_comes_back_and_who_is_taken_back_stands_as_before)
{
    int64_t d1 = members_counted(&w.s, w.office, "D1", "2026-11-24"), id = sent("");
    transfer_take_back(&w.s, w.office, w.receiver, id, 403);
    transfer_take_back(&w.s, w.office, w.sender, id, 204);
    ck_assert_str_eq(transfer_activity(&w), "active");
    struct answer a = server_get(&w.s, w.sender, "/api/v1/transfers/%lld", (long long)id);
    ck_status(a, 404);
    answer_free(&a);
    id = sent("");
    answer_refused(transfer_act(&w.s, w.sender, id, "return", "{\"day\":\"2026-09-01\"}"), 400,
                   "/day", "order");
    answer_done(transfer_act(&w.s, w.sender, id, "return",
                             "{\"day\":\"2026-11-10\",\"why\":\"không nộp hồ sơ\"}"));
    ck_assert_str_eq(transfer_activity(&w), "active");
    a = propose(w.sender, w.member, ",\"letter_number\":\"14\",\"sent_on\":\"2026-11-12\"");
    ck_status(a, 201);
    id = answer_int(&a, "id");
    answer_free(&a);
    answer_done(transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-11-20\"}"));
    transfer_take_back(&w.s, w.office, w.receiver, id, 204);
    ck_assert_str_eq(transfer_activity(&w), "in_transfer");
    ck_assert_int_eq(members_counted(&w.s, w.office, "D1", "2026-11-24"), d1);
}
END_TEST

START_TEST(a_place_outside_takes_the_member_out_of_the_register_when_it_says_so)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)w.member);
    struct answer a = server_send(
        &w.s, w.sender, "POST", path, 0,
        "{\"kind\":\"official\",\"to_outside\":\"Đảng bộ tỉnh Lào Cai\"" TRANSFER_LETTER "}");
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    a = transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-11-05\"}");
    ck_status(a, 404);
    answer_free(&a);
    answer_done(transfer_act(&w.s, w.sender, id, "arrival", "{\"day\":\"2026-11-05\"}"));
    a = server_get(&w.s, w.office, "/api/v1/members/%lld", (long long)w.member);
    ck_assert_str_eq(answer_text(&a, "status"), "transferred_out");
    answer_free(&a);
    a = server_get(&w.s, w.office,
                   "/api/v1/statistics/flows?org_code=P&from=2026-11-01&to=2026-11-20");
    ck_assert_int_eq(answer_int(&a, "decrease/transferred_out"), 1);
    answer_free(&a);
}
END_TEST

START_TEST(many_move_in_one_act_that_is_previewed_and_all_or_none)
{
    char body[300];
    int64_t other = dossier_member(&w.s, w.office, "100003HB"),
            before = members_counted(&w.s, w.office, "D2.B1.C1", "2026-11-24");
    snprintf(body, sizeof body,
             "{\"members\":[%lld,%lld],\"kind\":\"official\",\"to_cell_id\":%lld,"
             "\"arrived_on\":\"2026-10-01\"" TRANSFER_LETTER "}",
             (long long)w.member, (long long)other, (long long)w.to);
    struct answer a =
        server_send(&w.s, w.office, "POST", "/api/v1/transfers?preview=true", 0, body);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "moved"), 2);
    answer_free(&a);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2.B1.C1", "2026-11-24"), before);
    /* of whom the caller does not see not even the name is told */
    char strangers[300];
    snprintf(strangers, sizeof strangers,
             "{\"members\":[%lld,999999],\"kind\":\"official\",\"to_cell_id\":%lld" TRANSFER_LETTER
             "}",
             (long long)other, (long long)w.to);
    a = server_send(&w.s, w.receiver, "POST", "/api/v1/transfers?preview=true", 0, strangers);
    ck_status(a, 200);
    ck_assert(json_is_null(answer_at(&a, "items/0/full_name")));
    ck_assert_str_eq(answer_text(&a, "items/0/refused"), answer_text(&a, "items/1/refused"));
    answer_free(&a);
    snprintf(strangers, sizeof strangers,
             "{\"members\":[%lld],\"values\":{\"note\":\"x\"},\"reason\":\"x\"}", (long long)other);
    a = server_send(&w.s, w.receiver, "POST", "/api/v1/members/changes?preview=true", 0, strangers);
    ck_status(a, 200);
    ck_assert(json_is_null(answer_at(&a, "items/0/full_name")));
    answer_free(&a);
    /* the receiver's day is the receiver's */
    answer_refused(server_send(&w.s, w.sender, "POST", "/api/v1/transfers", 0, body), 409,
                   "/members", "refused");
    a = server_send(&w.s, w.office, "POST", "/api/v1/transfers", 0, body);
    ck_status(a, 200);
    int64_t save = answer_int(&a, "save_id");
    answer_free(&a);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2.B1.C1", "2026-11-24"), before + 2);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2.B1.C1", "2026-09-30"), before);
    a = server_get(&w.s, w.office, "/api/v1/transfers?limit=1");
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    transfer_take_back(&w.s, w.office, w.office, id, 409);
    snprintf(body, sizeof body, "/api/v1/audit/%lld/undo", (long long)save);
    a = server_send(&w.s, w.office, "POST", body, 0, NULL);
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(members_counted(&w.s, w.office, "D2.B1.C1", "2026-11-24"), before);
}
END_TEST

START_TEST(who_dies_under_way_arrives_nowhere)
{
    char path[80];
    int64_t id = sent("");
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)w.member);
    answer_refused(
        server_send(&w.s, w.sender, "POST", path, 0,
                    "{\"kind\":\"exemption\",\"day\":\"2026-11-01\",\"ground\":\"illness\"}"),
        409, "/kind", "order");
    struct answer a =
        server_send(&w.s, w.sender, "POST", path, 0, "{\"kind\":\"death\",\"day\":\"2026-11-02\"}");
    ck_status(a, 201);
    answer_free(&a);
    answer_refused(transfer_act(&w.s, w.receiver, id, "arrival", "{\"day\":\"2026-11-05\"}"), 409,
                   "/state", "order");
    a = server_get(&w.s, w.receiver, "/api/v1/transfers?state=sent&count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), 0);
    answer_free(&a);
}
END_TEST

static struct answer came(const char *token, int64_t person, const char *more)
{
    char path[80], body[300];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)person);
    snprintf(body, sizeof body,
             "{\"kind\":\"official\",\"from_outside\":\"Đảng bộ xã Ngoài, tỉnh khác\"%s}", more);
    return server_send(&w.s, token, "POST", path, 0, body);
}

START_TEST(the_letter_of_somebody_from_outside_is_kept_as_a_transfer_that_arrived)
{
#define CAME ",\"letter_number\":\"77-GTSHĐ\",\"sent_on\":\"2026-09-20\""
    char body[400];
    answer_refused(came(w.sender, w.member, CAME), 409, "/from_outside",
                   "not_joined"); /* was always here */
    snprintf(body, sizeof body,
             "{\"full_name\":\"Cầm Thị Đến\",\"cell_id\":%lld,\"admitted_on\":\"2015-01-01\","
             "\"official_on\":\"2016-01-01\",\"joined_on\":\"2026-10-05\","
             "\"joined_from\":\"Đảng bộ xã Ngoài\"}",
             (long long)w.from);
    struct answer a = server_send(&w.s, w.sender, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    int64_t person = answer_int(&a, "id");
    answer_free(&a);
    answer_refused(came(w.sender, person, ""), 400, "/sent_on", "required");
    answer_refused(came(w.sender, person, ",\"letter_number\":\"1\",\"sent_on\":\"2026-10-06\""),
                   400, "/sent_on", "order");
    answer_refused(came(w.secretary, person, CAME), 403, "/sent_on", "not_by_cell");
    a = came(w.receiver, person, CAME);
    ck_status(a, 404);
    answer_free(&a);
    a = came(w.sender, person, CAME);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    ck_assert_str_eq(answer_text(&a, "state"), "arrived");
    ck_assert_str_eq(answer_text(&a, "arrived_on"), "2026-10-05");
    ck_assert_str_eq(answer_text(&a, "from_name"), "Đảng bộ xã Ngoài, tỉnh khác");
    ck_assert_int_eq(answer_int(&a, "to_cell_id"), w.from);
    ck_assert(json_is_true(answer_at(&a, "incoming")));
    ck_assert(json_is_false(answer_at(&a, "outgoing")));
    answer_free(&a);
    answer_refused(came(w.sender, person, CAME), 409, "/from_outside", "duplicate");
    a = server_get(&w.s, w.sender, "/api/v1/transfers?incoming=true&state=arrived");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    transfer_take_back(&w.s, w.office, w.sender, id, 204);
    a = server_get(&w.s, w.sender, "/api/v1/members/%lld", (long long)person);
    ck_assert_str_eq(answer_text(&a, "activity"), "active"); /* the member stays */
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("transfers", 60, start, stop,
             a_member_under_way_counts_at_the_sender_and_from_the_arrival_at_the_receiver,
             the_receiver_sees_what_the_letter_says_and_nothing_else_until_the_arrival,
             a_cell_proposes_and_the_office_sends_or_refuses,
             who_comes_back_and_who_is_taken_back_stands_as_before,
             a_place_outside_takes_the_member_out_of_the_register_when_it_says_so,
             many_move_in_one_act_that_is_previewed_and_all_or_none,
             who_dies_under_way_arrives_nowhere,
             the_letter_of_somebody_from_outside_is_kept_as_a_transfer_that_arrived)
