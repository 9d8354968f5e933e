/* What the cell's vote asks of the person, of those who introduce, and of an earlier member. */
#include "base/date.h"
#include "registry/candidate_judge.h"
#include "registry/member.h"

#include <string.h>

static void judge_age(struct work *w, const struct candidate *c, const char *day,
                      struct conditions *out)
{
    struct condition *least = condition_of(w, c, "admission_min_age", day, 18, out);
    struct condition *most = condition_of(w, c, "admission_max_age", day, 60, out);
    if (c->born_on == NULL) {
        condition_unknown(w, least, "/born_on", "chưa có ngày sinh", "the birth date is missing");
        condition_unknown(w, most, "/born_on", "chưa có ngày sinh", "the birth date is missing");
        return;
    }
    int age = admission_age(c->born_on, day, least->rule.number, most->rule.number);
    condition_say(w, least, age >= 0, "/born_on", "too_young",
                  arena_printf(w->arena, "đủ %d tuổi, tính theo tháng", least->rule.number),
                  arena_printf(w->arena, "at least %d years old, by month", least->rule.number));
    condition_say(
        w, most, age <= 0, "/born_on", "too_old",
        arena_printf(w->arena,
                     "không quá %d tuổi, hoặc có văn bản đồng ý của ban thường vụ cấp tỉnh",
                     most->rule.number),
        arena_printf(w->arena,
                     "not older than %d, or with the provincial standing committee's consent",
                     most->rule.number));
}

static void judge_schooling(struct work *w, const struct candidate *c, const char *day,
                            struct conditions *out)
{
    struct condition *k = condition_of(w, c, "admission_min_school_years", day, 9, out);
    int years = admission_school_years(c->general_education);
    if (years < 0)
        condition_unknown(w, k, "/general_education", "chưa có trình độ giáo dục phổ thông",
                          "general education is missing");
    else
        condition_say(w, k, years >= k->rule.number, "/general_education", "schooling",
                      arena_printf(w->arena, "học hết lớp %d", k->rule.number),
                      arena_printf(w->arena, "%d grades finished", k->rule.number));
}

static void judge_certificate(struct work *w, const struct candidate *c, const char *day,
                              struct conditions *out)
{
    const char *issued = candidate_paper_on(c, "awareness_certificate");
    struct condition *k =
        condition_of(w, c, "awareness_certificate_months", issued ? issued : day, 60, out);
    if (issued == NULL)
        condition_unknown(w, k, "/documents", "chưa có giấy chứng nhận lớp nhận thức về Đảng",
                          "the awareness certificate is missing");
    else
        condition_say(w, k, admission_certificate_holds(issued, day, k->rule.number), "/documents",
                      "expired",
                      arena_printf(w->arena, "giấy chứng nhận ngày %s còn hạn %d tháng",
                                   fault_day(&w->faults, issued), k->rule.number),
                      arena_printf(w->arena, "the certificate of %s holds for %d months", issued,
                                   k->rule.number));
}

/* ---- introducers */

static void judge_together(struct work *w, const struct candidate *c, int i, const char *day,
                           struct conditions *out)
{
    static const char *const pointers[] = {"/introducer_since", "/introducer2_since"};
    struct condition *k = condition_of(w, c, "introducer_months_together", day, 12, out);
    const char *since = c->introducer_since[i];
    if (since == NULL)
        condition_unknown(w, k, pointers[i], "chưa ghi cùng công tác từ ngày nào",
                          "since when they are together is missing");
    else
        condition_say(
            w, k,
            strcmp(since, day) <= 0 && date_months_between(since, day, false) >= k->rule.number,
            pointers[i], "too_short",
            arena_printf(w->arena, "người giới thiệu cùng công tác ít nhất %d tháng",
                         k->rule.number),
            arena_printf(w->arena, "the introducer is together with the person for %d months",
                         k->rule.number));
}

static void judge_introducers(struct work *w, const struct candidate *c, const char *day,
                              struct conditions *out)
{
    int official = 0;
    for (int i = 0; i < 2; i++)
        if (c->introducer[i] != 0)
            official +=
                conn_get_int(w->conn, SQL_member_official_on, 0, "it", c->introducer[i], day) > 0;
    const char *body = c->introducing_body ? c->introducing_body : "";
    struct condition *k = condition_of(w, c, "admission_introducers", day, 2, out);
    condition_say(w, k,
                  admission_introduced(official, strcmp(body, "youth_union") == 0,
                                       strcmp(body, "trade_union") == 0),
                  "/introducer_id", "too_few",
                  arena_printf(w->arena,
                               "có %d đảng viên chính thức giới thiệu (cần 2, hoặc 1 cùng Đoàn "
                               "hoặc công đoàn cơ sở)",
                               official),
                  arena_printf(w->arena,
                               "%d official members introduce (2 are needed, or 1 with the youth "
                               "or trade union)",
                               official));
    for (int i = 0; i < 2; i++)
        if (c->introducer[i] != 0)
            judge_together(w, c, i, day, out);
}

/* ---- an earlier member */

static void judge_return(struct work *w, const struct candidate *c, const char *day,
                         struct conditions *out)
{
    struct member m;
    if (!member_load(w, c->previous_id, &m))
        return;
    const struct spell *last = member_last_spell(&m);
    const char *left = last->v[MEMBERSHIP_left_on], *why = last->v[MEMBERSHIP_left_reason];
    int before = 0;
    for (int i = 0; i < m.n_spells; i++)
        before += strcmp(m.spells[i].v[MEMBERSHIP_entry], "readmitted") == 0;
    struct condition *out_for = condition_of(w, c, "readmission_months_out", day, 36, out);
    struct condition *times = condition_of(w, c, "readmission_times", day, 1, out);
    struct condition *barred = condition_of(w, c, "readmission_barred", day, 0, out);
    enum readmission r = left == NULL ? READMISSION_TOO_SOON
                                      : readmission_judge(left, why, c->hardship, before, day,
                                                          out_for->rule.number, times->rule.number);
    const char *p = "/previous_member_id";
    condition_say(w, out_for, r != READMISSION_TOO_SOON, p, "too_soon",
                  arena_printf(w->arena, "đã ra khỏi Đảng ít nhất %d tháng", out_for->rule.number),
                  arena_printf(w->arena, "out of the Party for %d months", out_for->rule.number));
    condition_say(w, times, r != READMISSION_TWICE, p, "again",
                  arena_printf(w->arena, "chỉ kết nạp lại %d lần", times->rule.number),
                  arena_printf(w->arena, "readmitted at most %d times", times->rule.number));
    condition_say(w, barred, r != READMISSION_BARRED, p, "barred",
                  "không thuộc trường hợp không xét kết nạp lại",
                  "is not one of those who are not considered");
    struct condition *consent = condition_of(w, c, "readmission_consent", day, 1, out);
    condition_say(w, consent, consent->rule.number == 0 || consent->may_except, "/documents",
                  "missing", "văn bản đồng ý của ban thường vụ cấp tỉnh",
                  "the provincial standing committee's written consent");
    if (c->record_cleared_on == NULL)
        return;
    struct condition *clear = condition_of(w, c, "readmission_months_after_record", day, 60, out);
    condition_say(
        w, clear,
        strcmp(c->record_cleared_on, day) <= 0 &&
            date_months_between(c->record_cleared_on, day, false) >= clear->rule.number,
        "/record_cleared_on", "too_soon",
        arena_printf(w->arena, "đã xóa án tích ít nhất %d tháng", clear->rule.number),
        arena_printf(w->arena, "the record was cleared %d months before", clear->rule.number));
}

void candidate_judge_person(struct work *w, const struct candidate *c, const char *day,
                            struct conditions *out)
{
    judge_age(w, c, day, out);
    judge_schooling(w, c, day, out);
    judge_certificate(w, c, day, out);
    judge_introducers(w, c, day, out);
    if (c->previous_id != 0)
        judge_return(w, c, day, out);
}
