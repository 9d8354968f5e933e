/*
 * Discipline cases and inspections of the synthetic province: one at every stretch of the way, as
 * if an inspection committee had kept them. Written as bodies of the API, so that the same checks
 * and rules hold; @N is the day N days ago, @V all votes of the cell on that day.
 */
#include "base/date.h"
#include "registry/demo_parts.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"
#include "registry/inspection.h"
#include "registry/tree.h"
#include "registry/voters.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- what happens */

struct script {
    bool of_cell;      /* the subject is the cell itself, else a member of it */
    const char *paper; /* recorded after the decision, or NULL */
    const char *open;
    const char *steps[8];
};

#define VERIFIED(day) "{\"step\":\"verification\",\"day\":\"@" day "\"}"
#define CONCLUDED(day, form, more)                                                                 \
    "{\"step\":\"conclusion\",\"day\":\"@" day "\",\"agreed\":true,\"form\":\"" form "\"" more "}"
#define DECIDED(day, form, number)                                                                 \
    "{\"step\":\"decision\",\"day\":\"@" day "\",\"form\":\"" form                                 \
    "\",\"decision_number\":\"" number "\"}"
#define ANNOUNCED(day) "{\"step\":\"announcement\",\"day\":\"@" day "\"}"
#define VOTED(day, form)                                                                           \
    "{\"step\":\"cell_vote\",\"day\":\"@" day "\",\"form\":\"" form "\",\"in_favour\":@V}"

static const struct script scripts[] = {
    {false,
     NULL,
     "{\"title\":\"Đơn tố cáo về sử dụng đất\",\"source\":\"denunciation\",\"received_on\":\"@12\","
     "\"authority\":\"base_committee\",\"matter\":\"Tố cáo lấn chiếm đất công của thôn.\"}",
     {VERIFIED("8")}},
    {false,
     NULL,
     "{\"title\":\"Bỏ sinh hoạt chi bộ nhiều kỳ\",\"source\":\"inspection\",\"received_on\":\"@40\","
     "\"authority\":\"cell\",\"violation_on\":\"@60\"}",
     {VERIFIED("35"), CONCLUDED("20", "reprimand", ",\"content\":\"membership_duties\""),
      "{\"step\":\"self_review\",\"day\":\"@15\"}"}},
    {false,
     "{\"decision_number\":\"3-QĐ/CB\",\"paper_on\":\"@62\"}",
     "{\"title\":\"Vi phạm quy định về đóng đảng phí\",\"source\":\"inspection\",\"received_on\":\"@110\","
     "\"authority\":\"cell\",\"violation_on\":\"@200\"}",
     {VERIFIED("100"), CONCLUDED("85", "reprimand", ""),
      "{\"step\":\"self_review\",\"day\":\"@70\"}", VOTED("65", "reprimand"),
      "{\"step\":\"decision\",\"day\":\"@65\",\"form\":\"reprimand\"}", ANNOUNCED("64")}},
    {false,
     NULL,
     "{\"title\":\"Thiếu trách nhiệm trong quản lý thu, chi\",\"source\":\"audit\",\"received_on\":"
     "\"@150\",\"authority\":\"base_committee\",\"violation_on\":\"@400\"}",
     {VERIFIED("140"), CONCLUDED("110", "warning", ""),
      "{\"step\":\"self_review\",\"day\":\"@95\"}", VOTED("90", "warning"),
      "{\"step\":\"proposal\",\"day\":\"@85\",\"form\":\"warning\",\"authority\":\"base_committee\"}",
      DECIDED("60", "warning", "12-QĐ/ĐU"), ANNOUNCED("55"),
      "{\"step\":\"appeal\",\"day\":\"@40\",\"note\":\"Đề nghị xem xét lại mức kỷ luật.\"}"}},
    {false,
     NULL,
     "{\"title\":\"Bị xử lý hành chính vì vi phạm nồng độ cồn\",\"source\":\"state_discipline\","
     "\"source_on\":\"@32\",\"received_on\":\"@30\",\"authority\":\"inspection_committee\",\"without_vote\":"
     "\"superior\",\"violation_on\":\"@45\"}",
     {VERIFIED("25"), CONCLUDED("14", "reprimand", ""), DECIDED("4", "reprimand", "7-QĐ/UBKT")}},
    {true,
     NULL,
     "{\"title\":\"Buông lỏng lãnh đạo, để xảy ra vi phạm kéo dài\",\"source\":\"inspection\","
     "\"received_on\":\"@100\",\"authority\":\"upper_committee\",\"violation_on\":\"@300\"}",
     {VERIFIED("90"), CONCLUDED("60", "reprimand", ""), DECIDED("35", "reprimand", "31-QĐ/ĐU"),
      ANNOUNCED("30")}},
    {false,
     NULL,
     "{\"title\":\"Xem xét trách nhiệm trong cấp giấy xác nhận\",\"source\":\"inspection\","
     "\"received_on\":\"@70\",\"authority\":\"base_committee\",\"violation_on\":\"@500\"}",
     {VERIFIED("60"), CONCLUDED("55", "reprimand", ""),
      "{\"step\":\"deferral\",\"day\":\"@50\",\"ground\":\"hospital\"}"}},
    {false,
     NULL,
     "{\"title\":\"Phản ánh về lối sống\",\"source\":\"denunciation\",\"received_on\":\"@90\","
     "\"authority\":\"cell\"}",
     {VERIFIED("80"),
      "{\"step\":\"conclusion\",\"day\":\"@60\",\"agreed\":false,\"note\":\"Không có căn cứ.\"}"}},
    {false,
     "{\"decision_number\":\"1-QĐ/CB\",\"paper_on\":\"@512\"}",
     "{\"title\":\"Không chấp hành phân công\",\"source\":\"other\",\"received_on\":\"@560\","
     "\"authority\":\"cell\",\"violation_on\":\"@600\"}",
     {VERIFIED("550"), CONCLUDED("530", "reprimand", ""),
      "{\"step\":\"self_review\",\"day\":\"@520\"}", VOTED("515", "reprimand"),
      "{\"step\":\"decision\",\"day\":\"@515\",\"form\":\"reprimand\"}", ANNOUNCED("514")}},
};

/* ---- bodies */

static const char *fill(struct work *w, const char *text, int64_t cell)
{
    struct buf b = {0};
    date_text day = "";
    for (const char *p = text; *p != '\0'; p++) {
        char *end = NULL;
        if (*p != '@') {
            buf_char(&b, *p);
        } else if (p[1] == 'V') {
            buf_printf(&b, "%d", voters_of_cell(w, cell, day));
            p++;
        } else {
            date_add_days(w->today, -(int)strtol(p + 1, &end, 10), day);
            buf_str(&b, day);
            p = end - 1;
        }
    }
    const char *out = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    return out;
}

/* The body as a record; its JSON lives as long as *json. */
static enum err parse(struct work *w, const struct dict *d, enum record_mode mode, const char *text,
                      json_t **json, struct record *r)
{
    *json = json_loads(text, 0, NULL);
    return *json == NULL ? ERR_BAD_BODY : record_parse(w, d, *json, mode, NULL, r);
}

/* ---- cases */

static enum err take_steps(struct work *w, const struct script *s, int64_t id, int64_t cell)
{
    enum err e = OK;
    for (size_t i = 0; i < COUNT(s->steps) && s->steps[i] != NULL && e == OK; i++) {
        struct discipline_file f;
        struct record r;
        json_t *body;
        int64_t number;
        e = parse(w, &dict_discipline_step, RECORD_CREATE, fill(w, s->steps[i], cell), &body, &r);
        if (e == OK)
            e = discipline_load(w, id, &f) ? discipline_step_add(w, &f, &r, &number)
                                           : ERR_NOT_FOUND;
        json_decref(body);
    }
    return e;
}

static enum err add_paper(struct work *w, const char *text, int64_t id)
{
    struct discipline_file f;
    struct record r;
    json_t *body;
    enum err e = parse(w, &dict_discipline_case, RECORD_PATCH, text, &body, &r);
    if (e == OK)
        e = discipline_load(w, id, &f) ? discipline_correct(w, &f, &r) : ERR_NOT_FOUND;
    json_decref(body);
    return e;
}

static enum err play(struct work *w, const struct script *s, int64_t cell, int64_t member)
{
    struct record r;
    json_t *body;
    int64_t id = 0;
    enum err e = parse(w, &dict_discipline_case, RECORD_CREATE, fill(w, s->open, cell), &body, &r);
    record_set_int(&r, s->of_cell ? "org_id" : "member_id", s->of_cell ? cell : member);
    if (e == OK)
        e = discipline_open(w, &r, false, &id);
    json_decref(body);
    if (e == OK)
        e = take_steps(w, s, id, cell);
    return e != OK || s->paper == NULL ? e : add_paper(w, fill(w, s->paper, cell), id);
}

/* ---- inspections */

static const struct {
    const char *kind, *title;
    int from, to; /* planned: days ago, negative ahead */
    bool begun, ended;
} sessions[] = {
    {"periodic_inspection", "Kiểm tra việc thu, nộp, quản lý và sử dụng đảng phí", 80, 50, true,
     true},
    {"thematic_supervision", "Giám sát việc thực hiện nền nếp sinh hoạt chi bộ", 20, -10, true,
     false},
    {"sign_inspection", "Kiểm tra khi có dấu hiệu vi phạm về quản lý đất đai", -20, -50, false,
     false},
};

static enum err add_part(struct work *w, const struct inspection *x, const struct dict *d,
                         const char *text)
{
    struct record r;
    json_t *body;
    int64_t id;
    enum err e = parse(w, d, RECORD_CREATE, text, &body, &r);
    if (e == OK)
        e = inspection_part_add(w, x, &r, &id);
    json_decref(body);
    return e;
}

static enum err change(struct work *w, int64_t id, const char *text)
{
    struct inspection x;
    struct record r;
    json_t *body;
    enum err e = parse(w, &dict_inspection, RECORD_PATCH, text, &body, &r);
    if (e == OK)
        e = inspection_load(w, id, &x) ? inspection_change(w, &x, &r) : ERR_NOT_FOUND;
    json_decref(body);
    return e;
}

static enum err hold(struct work *w, size_t i, int64_t org, int64_t cell, int64_t member)
{
    struct inspection x;
    struct record r;
    json_t *body;
    date_text from, to;
    int64_t id = 0;
    date_add_days(w->today, -sessions[i].from, from);
    date_add_days(w->today, -sessions[i].to, to);
    enum err e = parse(
        w, &dict_inspection, RECORD_CREATE,
        arena_printf(w->arena,
                     "{\"org_id\":%lld,\"year\":%.4s,\"title\":\"%s\",\"kind\":\"%s\",\"actor\":"
                     "\"inspection_committee\",\"planned_from\":\"%s\",\"planned_to\":\"%s\"}",
                     (long long)org, from, sessions[i].title, sessions[i].kind, from, to),
        &body, &r);
    if (e == OK)
        e = inspection_add(w, &r, &id);
    json_decref(body);
    if (e == OK && !inspection_load(w, id, &x))
        e = ERR_NOT_FOUND;
    if (e == OK)
        e = add_part(w, &x, &dict_inspection_subject,
                     arena_printf(w->arena, "{\"org_id\":%lld%s}", (long long)cell,
                                  sessions[i].ended
                                      ? ",\"violation\":true,\"finding\":\"Thu chậm hai quý.\""
                                      : ""));
    if (e == OK && member != 0)
        e = add_part(w, &x, &dict_inspection_subject,
                     arena_printf(w->arena, "{\"member_id\":%lld%s}", (long long)member,
                                  sessions[i].ended ? ",\"violation\":false" : ""));
    if (e == OK && sessions[i].begun)
        e = change(w, id, arena_printf(w->arena, "{\"started_on\":\"%s\"}", from));
    if (e == OK && sessions[i].ended)
        e = change(w, id,
                   fill(w,
                        "{\"concluded_on\":\"@45\",\"conclusion\":\"Đã chấp hành; còn thu chậm.\"}",
                        0));
    if (e == OK && sessions[i].ended)
        e = add_part(
            w, &x, &dict_inspection_recommendation,
            fill(
                w,
                "{\"what\":\"Lập lại sổ thu đảng phí\",\"addressee\":\"Chi ủy\",\"due_on\":\"@5\"}",
                0));
    return e;
}

/* ---- the whole */

static int64_t member_of(struct work *w, int64_t cell, int n)
{
    return conn_get_int(w->conn, SQL_demo_subject, 0, "iti", cell, w->today, (int64_t)n);
}

/* Each script in another cell that is large enough to vote; sessions of the first commune. */
enum err demo_cases(struct work *w, const int64_t *cells, int n)
{
    struct org_row cell, base;
    enum err e = OK;
    int at = 0;
    for (size_t i = 0; i < COUNT(scripts) && e == OK; i++) {
        while (at < n && member_of(w, cells[at], 2) == 0)
            at++;
        if (at >= n)
            break;
        e = play(w, &scripts[i], cells[at], member_of(w, cells[at], (int)(i % 2)));
        at++;
    }
    if (n == 0 || e != OK || !org_get(w, cells[0], &cell) || !org_get(w, cell.parent_id, &base))
        return e;
    for (size_t i = 0; i < COUNT(sessions) && e == OK; i++)
        e = hold(w, i, base.parent_id, cells[0], member_of(w, cells[0], 0));
    return e;
}
