/* What the values of one person mean together: order of dates, shapes of numbers, quality flags.
   An act is refused where an import is flagged. */
#include "base/date.h"
#include "registry/member.h"
#include "registry/member_values.h"
#include "registry/rules.h"
#include "rules/membership.h"

#include <string.h>

#define PROFILE(m, name) ((m)->profiles[(m)->n_profiles - 1].v[PROFILE_##name])
#define SPELL(s, name) ((s)->v[MEMBERSHIP_##name])

/* ---- order of dates */

static bool in_order(const char *a, const char *b)
{
    return a == NULL || b == NULL || membership_in_order(a, b);
}

const char *member_odd_date(const struct member *m, const struct spell *s)
{
    if (!in_order(PROFILE(m, born_on), spell_start(s)))
        return "born_on";
    if (!in_order(SPELL(s, admission_decided_on), SPELL(s, official_on)))
        return "official_on";
    if (!in_order(SPELL(s, admitted_on), SPELL(s, official_on)))
        return "official_on";
    if (!in_order(SPELL(s, admitted_on), SPELL(s, joined_on)))
        return "joined_on";
    if (!in_order(spell_start(s), SPELL(s, left_on)))
        return "left_on";
    return NULL;
}

/* ---- judging an act */

static enum err bad_form(struct work *w, const char *pointer, const char *vi, const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, "format", vi, en);
}

static enum err check_shapes(struct work *w, const struct member *m, const struct spell *s)
{
    const char *number = SPELL(s, record_number), *card = SPELL(s, card_number);
    if (spell_start(s) == NULL)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/admitted_on", "required",
                          "cần ngày vào Đảng hoặc ngày chuyển đến",
                          "the day of admission or of arrival is needed");
    if (number != NULL && !membership_record_number_ok(number))
        return bad_form(w, "/record_number", "phải có 6 chữ số và 1–3 chữ cái in hoa",
                        "must have 6 digits and 1–3 capital letters");
    if (card != NULL && !membership_card_number_ok(card))
        return bad_form(w, "/card_number", "phải có 8 hoặc 12 chữ số", "must have 8 or 12 digits");
    if ((SPELL(s, left_on) == NULL) != (SPELL(s, left_reason) == NULL))
        return bad_form(w, SPELL(s, left_on) ? "/left_reason" : "/left_on",
                        "ngày rời và lý do phải đi cùng nhau",
                        "day and reason of leaving belong together");
    const char *odd = member_odd_date(m, s);
    if (odd != NULL)
        return fault_fail(ERR_BAD_BODY, &w->faults, arena_printf(w->arena, "/%s", odd), "order",
                          "trái thứ tự với các ngày khác", "is out of order with the other dates");
    return OK;
}

static enum err judge_age(struct work *w, const struct member *m, const struct spell *s)
{
    const char *born = PROFILE(m, born_on), *day = SPELL(s, admitted_on);
    if (born == NULL || day == NULL || SPELL(s, joined_on) != NULL)
        return OK; /* somebody else admitted those who arrive */
    int age = membership_age(born, day);
    struct rule_param least, most;
    rule_value(w, "admission_min_age", day, 18, &least);
    rule_value(w, "admission_max_age", day, 60, &most);
    if (age >= 0 && age < least.number)
        return rule_breach(w, &least, "/born_on", "too_young",
                           "người vào Đảng phải đủ %d tuổi (tính theo tháng)",
                           "whoever is admitted must be %d (by month)");
    most.confirmed = false; /* with the provincial standing committee's consent it is allowed */
    if (age > most.number)
        return rule_breach(
            w, &most, "/born_on", "too_old",
            "trên %d tuổi chỉ kết nạp khi có văn bản đồng ý của ban thường vụ cấp tỉnh",
            "above %d only with the provincial standing committee's written consent");
    return OK;
}

static enum err judge_probation(struct work *w, const struct spell *s)
{
    const char *admitted = SPELL(s, admitted_on), *official = SPELL(s, official_on);
    struct rule_param p;
    if (admitted == NULL || official == NULL)
        return OK;
    rule_value(w, "probation_months", admitted, 12, &p);
    if (membership_probation_short(admitted, official, p.number) == 0)
        return OK;
    return rule_breach(w, &p, "/official_on", "probation",
                       "thời gian dự bị là %d tháng kể từ lễ kết nạp",
                       "probation lasts %d months from the ceremony");
}

enum err member_judge(struct work *w, const struct member *m, bool admission, bool recognition)
{
    const struct spell *s = member_last_spell(m);
    enum err e = check_shapes(w, m, s);
    if (e == OK && admission)
        e = judge_age(w, m, s);
    if (e == OK && recognition)
        e = judge_probation(w, s);
    return e;
}

/* ---- flags */

struct wanted {
    const char *code;
    bool set;
};

static bool before_cell(struct work *w, const struct spell *s)
{
    if (s->n_cells == 0 || spell_start(s) == NULL)
        return false;
    const char *since = conn_get_text(w->conn, w->arena, SQL_cell_established, "i",
                                      s->cells[s->n_cells - 1].cell_id);
    return since != NULL && !membership_in_order(since, spell_start(s));
}

static bool odd_age(const struct member *m, const struct spell *s)
{
    const char *born = PROFILE(m, born_on), *day = SPELL(s, admitted_on);
    if (born == NULL || day == NULL)
        return false;
    int age = membership_age(born, day);
    return age >= 0 && (age < 18 || age > 60);
}

static bool odd_number(const struct spell *s)
{
    const char *number = SPELL(s, record_number), *card = SPELL(s, card_number);
    return (number != NULL && !membership_record_number_ok(number)) ||
           (card != NULL && !membership_card_number_ok(card));
}

enum err member_flags(struct work *w, const struct member *m)
{
    const struct spell *s = member_last_spell(m);
    bool present = SPELL(s, left_on) == NULL; /* who has left needs no number any more */
    struct wanted wanted[] = {
        {"membership_before_cell", before_cell(w, s)},
        {"missing_personal_id", present && PROFILE(m, personal_id) == NULL},
        {"missing_card_number",
         present && SPELL(s, official_on) != NULL && SPELL(s, card_number) == NULL},
        {"missing_record_number", SPELL(s, record_number) == NULL},
        {"missing_born_on", PROFILE(m, born_on) == NULL},
        {"missing_gender", PROFILE(m, gender) == NULL},
        {"odd_dates", member_odd_date(m, s) != NULL},
        {"odd_age", odd_age(m, s)},
        {"odd_number", odd_number(s)},
    };
    const size_t n = sizeof wanted / sizeof *wanted;
    bool have[sizeof wanted / sizeof *wanted] = {false};
    stmt *q = conn_stmt(w->conn, SQL_flag_codes);
    stmt_bind(q, "ti", "members", m->id);
    while (!m->fresh && stmt_row(q, NULL))
        for (size_t i = 0; i < n; i++)
            have[i] = have[i] || strcmp(wanted[i].code, stmt_text(q, 0)) == 0;
    enum err e = OK;
    for (size_t i = 0; i < n && e == OK; i++) {
        if (wanted[i].set == have[i])
            continue;
        e = conn_run(w->conn, wanted[i].set ? SQL_flag_set : SQL_flag_clear, "titi", "members",
                     m->id, wanted[i].code, tx_begin(w->conn, w->tx));
    }
    return e;
}

int member_flag_codes(const struct member *m, struct work *w, const char *out[16])
{
    int n = 0;
    stmt *q = conn_stmt(w->conn, SQL_flag_codes);
    stmt_bind(q, "ti", "members", m->id);
    while (stmt_row(q, NULL) && n < 16)
        out[n++] = arena_dup(w->arena, stmt_text(q, 0));
    stmt_reset(q);
    return n;
}
