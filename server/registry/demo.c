/*
 * The synthetic province: files made in memory and imported like any office's files, then a little
 * history on top. The same number of members gives the same people; the day decides only how far
 * their lives have come. Every row says that it is made up.
 */
#include "registry/demo.h"
#include "base/date.h"
#include "registry/demo_parts.h"
#include "registry/demo_words.h"
#include "registry/dict_list.h"
#include "registry/import.h"
#include "registry/member.h"
#include "registry/member_values.h"
#include "registry/post.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define PICK(r, a) ((a)[pick(r, COUNT(a))])
#define MARK "Dữ liệu mẫu, không phải người thật"

struct dice {
    uint64_t state;
};

/* splitmix64: small, even, and the same on every machine */
static uint64_t roll(struct dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static size_t pick(struct dice *d, size_t n)
{
    return (size_t)(roll(d) % n);
}

static bool chance(struct dice *d, unsigned per_thousand)
{
    return roll(d) % 1000 < per_thousand;
}

/* ---- the plan of the tree */

struct plan {
    int communes, bases, cells; /* bases a commune, cells a base */
};

static struct plan plan_for(int members)
{
    int cells = members / 18 + 1;
    struct plan p = {.communes = cells / 40 + 2, .cells = 6};
    p.bases = cells / (p.communes * p.cells) + 1;
    return p;
}

static void put_cell_code(struct buf *b, const struct plan *p, int i)
{
    int cell = i % p->cells, base = i / p->cells % p->bases, commune = i / (p->cells * p->bases);
    buf_printf(b, "MAU.%02d.%02d.%02d", commune + 1, base + 1, cell + 1);
}

static void organizations_csv(struct buf *b, const struct plan *p)
{
    static const char *const base_names[] = {"Đảng bộ cơ quan xã", "Đảng bộ thôn vùng thấp",
                                             "Đảng bộ thôn vùng cao", "Đảng bộ các trường học"};
    static const char *const categories[] = {"agency", "village", "village", "school"};
    buf_str(b, "code,name,kind,category,parent_code,established_on,dissolved_on\n"
               "MAU,Đảng bộ tỉnh Mẫu (dữ liệu mẫu),province_party,locality,,1950-01-01,\n");
    for (int c = 0; c < p->communes; c++) {
        const char *name = communes[(size_t)c % COUNT(communes)];
        buf_printf(b, "MAU.%02d,Đảng bộ xã %s%s,commune_party,commune,MAU,2025-07-01,\n", c + 1,
                   name, c >= (int)COUNT(communes) ? " mới" : "");
        for (int k = 0; k < p->bases; k++) {
            buf_printf(b, "MAU.%02d.%02d,%s %s %d,base_party,%s,MAU.%02d,1960-02-03,\n", c + 1,
                       k + 1, base_names[k % 4], name, k / 4 + 1, categories[k % 4], c + 1);
            for (int i = 0; i < p->cells; i++)
                buf_printf(
                    b, "MAU.%02d.%02d.%02d,Chi bộ %s %d xã %s,cell,%s,MAU.%02d.%02d,1965-02-03,\n",
                    c + 1, k + 1, i + 1,
                    k % 4 == 0   ? "cơ quan"
                    : k % 4 == 3 ? "trường học"
                                 : "thôn",
                    k * p->cells + i + 1, name, categories[k % 4], c + 1, k + 1);
        }
    }
}

/* ---- people */

static const struct people *people_of(struct dice *d)
{
    int at = (int)pick(d, 100);
    for (size_t i = 0; i < COUNT(peoples); i++)
        if ((at -= peoples[i].share) < 0)
            return &peoples[i];
    return &peoples[0];
}

static void put_name(struct buf *b, struct dice *d, const struct people *p, bool female)
{
    const char *family = p->family[pick(d, 12)];
    const char *middle = female ? p->middle_female[pick(d, 6)] : p->middle_male[pick(d, 6)];
    buf_printf(b, "%s %s %s", family, middle,
               female ? p->female[pick(d, 14)] : p->male[pick(d, 14)]);
}

static void put_day(struct buf *b, int64_t day)
{
    date_text text;
    date_from_days(day, text);
    buf_str(b, text);
}

static void put_member(struct buf *b, struct dice *d, const struct plan *p, int i, int64_t today)
{
    static const char *const reasons[] = {"death",           "death",           "death",
                                          "transferred_out", "transferred_out", "removed",
                                          "resigned",        "expelled"};
    const struct people *people = people_of(d);
    bool female = chance(d, 380);
    int64_t admitted =
        today - (int64_t)(roll(d) % 9000) - (chance(d, 300) ? (int64_t)(roll(d) % 9000) : 0);
    int64_t born = admitted - 365 * (int64_t)(19 + pick(d, 22)) - (int64_t)pick(d, 365);
    bool official = today - admitted > 400 || (today - admitted > 366 && chance(d, 500));
    bool left = today - admitted > 900 && chance(d, 70);
    put_name(b, d, people, female);
    buf_printf(b, ",%s,", female ? "female" : "male");
    if (chance(d, 20))
        buf_printf(b, "%d", (int)(1970 + born / 365));
    else
        put_day(b, born);
    buf_printf(b, ",%s,%s,", people->ethnicity, PICK(d, religions));
    if (!chance(d, 30))
        buf_printf(b, "017%09d", i + 1);
    buf_printf(b, ",%06dMAU,", i + 1);
    if (official && !chance(d, 25))
        buf_printf(b, "9%07d", i + 1);
    buf_char(b, ',');
    put_cell_code(b, p, (int)pick(d, (size_t)(p->communes * p->bases * p->cells)));
    buf_char(b, ',');
    put_day(b, admitted);
    buf_char(b, ',');
    if (official) {
        date_text from, to;
        date_from_days(admitted, from);
        date_add_months(from, 12, to);
        buf_str(b, to);
    }
    const char *commune = PICK(d, communes);
    buf_printf(b, ",%s,%s,%s,%s,\"xã %s, tỉnh Mẫu\",\"xã %s, tỉnh Mẫu\",", PICK(d, general),
               PICK(d, professional), PICK(d, theory), PICK(d, occupations), PICK(d, communes),
               commune);
    if (!left && today - born > 365 * 72 && chance(d, 400))
        put_day(b, today - (int64_t)(roll(d) % 1500));
    buf_char(b, ',');
    if (left) {
        put_day(b, admitted + 500 + (int64_t)(roll(d) % (uint64_t)(today - admitted - 600)));
        buf_printf(b, ",%s", PICK(d, reasons));
    } else {
        buf_char(b, ',');
    }
    buf_printf(b, ",\"" MARK "\"\n");
}

static void members_csv(struct buf *b, struct dice *d, const struct plan *p, int members,
                        int64_t today)
{
    buf_str(
        b,
        "full_name,gender,born_on,ethnicity,religion,personal_id,record_number,card_number,cell_code,admitted_on,"
        "official_on,general_education,professional_level,theory_level,occupation,hometown,residence,exempt_on,"
        "left_on,left_reason,note\n");
    for (int i = 0; i < members; i++)
        put_member(b, d, p, i, today);
}

static void targets_csv(struct buf *b, int members, int year)
{
    buf_str(b, "org_code,indicator,from,to,value,scope\n");
    for (int y = year - 3; y <= year; y++)
        buf_printf(b, "MAU,admissions,%d-01-01,%d-12-31,%d,\n", y, y, members / 28 + 1);
}

/* ---- dossiers: some at every stretch of the way, and one of each probationer */

/* Days ago of what a dossier may have behind it, in the order of the columns. */
static const int stretches[][9] = {
    {210},
    {260, 230, 215, 210},
    {420, 390, 370, 365, 100, 80, 60},
    {480, 450, 430, 425, 160, 140, 120, 35},
    {560, 530, 500, 495, 170, 150, 130, 90, 60},
};

static void put_candidate(struct buf *b, struct dice *d, const struct plan *p, int cell,
                          const int *days_ago, int64_t today)
{
    bool female = chance(d, 520);
    put_name(b, d, people_of(d), female);
    buf_printf(b, ",%s,", female ? "female" : "male");
    put_day(b, today - 365 * (int64_t)(20 + pick(d, 14)) - (int64_t)pick(d, 365));
    buf_char(b, ',');
    put_cell_code(b, p, cell);
    buf_printf(b, ",,upper_secondary,%s", female ? "women_union" : "youth_union");
    for (int i = 0; i < 9; i++) {
        buf_char(b, ',');
        if (days_ago[i] != 0)
            put_day(b, today - days_ago[i] - (int64_t)pick(d, 12));
    }
    buf_str(b, ",,\n");
}

/* Who is in probation has a dossier; of those whose year is over, half the cells have voted. */
static void put_probationers(struct work *w, struct buf *b, int64_t today)
{
    stmt *s = conn_stmt(w->conn, SQL_demo_probationers);
    int n = 0;
    while (stmt_row(s, NULL)) {
        int64_t admitted = date_days(stmt_text(s, 1));
        bool voted = today - admitted > 375 && n++ % 2 == 0;
        buf_printf(b, ",,,,%s,,,,,,,,,,,,", stmt_text(s, 0));
        if (voted)
            put_day(b, today - 6);
        buf_char(b, ',');
        if (voted)
            put_day(b, today - 5);
        buf_char(b, '\n');
    }
    stmt_reset(s);
}

static void candidates_csv(struct work *w, struct buf *b, struct dice *d, const struct plan *p,
                           int64_t today)
{
    int n = 0;
    buf_str(b, "full_name,gender,born_on,cell_code,record_number,general_education,source,"
               "listed_on,sympathizer_on,awareness_course_on,awareness_certificate_on,"
               "application_on,verification_on,opinions_on,cell_vote_on,committee_vote_on,"
               "recognition_review_on,recognition_cell_vote_on\n");
    for (int i = 1; i < p->communes * p->bases * p->cells; i += 3)
        put_candidate(b, d, p, i, stretches[n++ % (int)COUNT(stretches)], today);
    put_probationers(w, b, today);
}

/* ---- importing text */

struct text {
    const char *at;
    size_t left;
};

static ssize_t read_text(void *ctx, void *into, size_t max)
{
    struct text *t = ctx;
    size_t n = t->left < max ? t->left : max;
    memcpy(into, t->at, n);
    t->at += n;
    t->left -= n;
    return (ssize_t)n;
}

static void first_refusal(void *ctx, const struct import_row *row)
{
    struct work *w = ctx;
    if (strcmp(row->state, "refused") == 0 && w->faults.count == 0)
        fault_add(&w->faults, "", "demo", "dòng %ld: %s %s", "line %ld: %s %s", row->line,
                  row->faults->first->pointer, row->faults->first->detail);
}

static enum err import_text(struct work *w, const char *kind, struct buf *b)
{
    struct text t = {b->p, b->len};
    struct import_result r;
    enum err e = import_read(w, kind, read_text, &t, first_refusal, w, &r);
    buf_free(b);
    return e;
}

/* ---- history on top: studies finished, cells changed, offices held */

static enum err change_level(struct work *w, int64_t id, const char *day)
{
    struct record r = {.dict = &dict_member};
    const char *changes;
    record_set_text(&r, "professional_level", "bachelor");
    record_set_text(&r, "theory_level", "intermediate");
    enum err e = member_apply(w, id, &r, day, false, &changes);
    return e == ERR_CONFLICT ? OK : e;
}

static enum err change_cell(struct work *w, int64_t id, int64_t cell_id, const char *day)
{
    struct member m;
    if (!member_load(w, id, &m))
        return OK;
    struct spell *s = member_last_spell(&m);
    if (s->v[MEMBERSHIP_left_on] != NULL || strcmp(spell_start(s), day) >= 0 || s->n_cells != 1 ||
        s->cells[0].cell_id == cell_id)
        return OK;
    int64_t tx = tx_begin(w->conn, w->tx);
    enum err e = conn_run(w->conn, SQL_membership_cell_supersede, "ii", s->cells[0].id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_membership_cell_insert, "iitti", s->membership_id,
                     s->cells[0].cell_id, s->cells[0].from, day, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_membership_cell_insert, "iitti", s->membership_id, cell_id, day,
                     DATE_MAX, tx);
    return e != OK ? e : member_respan(w, id);
}

static enum err give_secretary(struct work *w, int64_t cell_id)
{
    struct record r = {.dict = &dict_post};
    int64_t person = conn_get_int(w->conn, SQL_demo_secretary, 0, "it", cell_id, w->today), id;
    if (person == 0)
        return OK;
    record_set_int(&r, "org_id", cell_id);
    record_set_int(&r, "member_id", person);
    record_set_text(&r, "post", "secretary");
    record_set_text(&r, "term", "2025-2027");
    record_set_text(&r, "how", "elected");
    record_set_text(&r, "from", "2025-07-01");
    enum err e = post_add(w, &r, &id);
    return e == ERR_CONFLICT || e == ERR_BAD_BODY ? OK : e;
}

static enum err add_history(struct work *w, struct dice *d, const struct plan *p)
{
    int64_t last = conn_get_int(w->conn, SQL_demo_last_person, 0, ""), today = date_days(w->today);
    struct arena *outer = w->arena, *row = arena_new();
    enum err e = OK;
    for (int64_t id = 1; id <= last && e == OK; id++) {
        date_text day;
        arena_clear(row);
        w->arena = row;
        date_from_days(today - 30 - (int64_t)(roll(d) % 1400), day);
        if (chance(d, 60)) {
            e = change_level(w, id, day);
        } else if (chance(d, 40)) {
            struct buf code = {0};
            struct org_row cell;
            put_cell_code(&code, p, (int)pick(d, (size_t)(p->communes * p->bases * p->cells)));
            if (org_by_code(w, buf_text(&code), &cell))
                e = change_cell(w, id, cell.id, day);
            buf_free(&code);
        }
        faults_init(&w->faults, outer, w->faults.lang);
    }
    for (int i = 0; i < p->communes * p->bases * p->cells && e == OK; i++) {
        struct buf code = {0};
        struct org_row cell;
        arena_clear(row);
        put_cell_code(&code, p, i);
        if (org_by_code(w, buf_text(&code), &cell))
            e = give_secretary(w, cell.id);
        buf_free(&code);
        faults_init(&w->faults, outer, w->faults.lang);
    }
    w->arena = outer;
    arena_free(row);
    return e;
}

/* Cases and inspections, recorded as by whoever may keep them in the province that was imported. */
static enum err add_cases(struct work *w, const struct plan *p)
{
    int n = 0, all = p->communes * p->bases * p->cells;
    int64_t *cells = arena_alloc(w->arena, (size_t)all * sizeof *cells);
    struct org_row org;
    if (!org_by_code(w, "MAU", &org))
        return ERR_NOT_FOUND;
    struct scope scope = w->scope;
    enum cases_seen cases = w->cases;
    scope_from_path(&w->scope, org.id, org.path);
    w->cases = CASES_ALL;
    for (int i = 0; i < all; i++) {
        struct buf code = {0};
        put_cell_code(&code, p, i);
        if (org_by_code(w, buf_text(&code), &org))
            cells[n++] = org.id;
        buf_free(&code);
    }
    enum err e = demo_cases(w, cells, n);
    w->scope = scope;
    w->cases = cases;
    return e;
}

enum err demo_fill(struct work *w, int members)
{
    struct dice d = {.state = (uint64_t)members * 2654435761u + 20250701u};
    struct plan p = plan_for(members);
    struct buf b = {0};
    if (conn_get_int(w->conn, SQL_organization_count, 0, "") > 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "not_empty",
                          "dữ liệu mẫu chỉ nạp được vào sổ trống",
                          "the demo goes into an empty registry only");
    w->tx->reason = MARK;
    bool quiet = w->tx->quiet_seq;
    w->tx->quiet_seq = true;
    organizations_csv(&b, &p);
    enum err e = import_text(w, "organizations", &b);
    if (e == OK) {
        members_csv(&b, &d, &p, members, date_days(w->today));
        e = import_text(w, "members", &b);
    }
    if (e == OK) {
        targets_csv(&b, members, (int)(date_days(w->today) / 365 + 1970));
        e = import_text(w, "targets", &b);
    }
    if (e == OK)
        e = add_history(w, &d, &p);
    if (e == OK) {
        candidates_csv(w, &b, &d, &p, date_days(w->today));
        e = import_text(w, "candidates", &b);
    }
    if (e == OK)
        e = add_cases(w, &p);
    w->tx->quiet_seq = quiet;
    if (e == OK)
        e = conn_run(w->conn, SQL_org_seq_all, "i", w->tx->last_change);
    return e;
}
