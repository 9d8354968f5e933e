/* The life of an organisation once it is established: suspended for a time, active again, ended. */
#include "base/date.h"
#include "base/text.h"
#include "registry/organization_store.h"
#include "registry/rules.h"

#include <string.h>

static enum err too_early(struct work *w)
{
    return fault_fail(ERR_CONFLICT, &w->faults, "/effective_on", "before_last_change",
                      "phải sau ngày thành lập và sau thay đổi gần nhất",
                      "must come after the establishment and the last change");
}

static const char *status_of(const struct org_fact_row *r)
{
    return r->v[ORG_status];
}

static const struct org_fact_row *row_on(const struct org_facts *f, const char *day)
{
    const struct org_fact_row *r = &f->rows[0];
    for (int i = 1; i < f->n && strcmp(f->rows[i].from, day) <= 0; i++)
        r = &f->rows[i];
    return r;
}

/* Whether the second row is the first one active again by itself, and nothing else. */
static bool returns(const struct org_fact_row *a, const struct org_fact_row *b)
{
    bool is = strcmp(status_of(a), "suspended") == 0 && strcmp(status_of(b), "active") == 0 &&
              b->v[ORG_status_by] == NULL;
    for (int c = 0; c < ORG_COUNT && is; c++)
        is = c == ORG_status || c == ORG_status_by || text_same(a->v[c], b->v[c]);
    return is;
}

/* The end of a suspension that lies after the day is none any more when the day brings another. */
static void forget_return(struct org_facts *f, const char *day)
{
    struct org_fact_row *last = &f->rows[f->n - 1];
    if (f->n < 2 || strcmp(last->from, day) < 0 || !returns(last - 1, last))
        return;
    (last - 1)->to = last->to;
    f->n--;
}

/* ---- the end */

enum err org_end(struct work *w, int64_t id, const char *status, const char *day,
                 const char *decision)
{
    struct org_facts old, now;
    enum err e = org_facts_begin(w, id, &old, &now);
    if (e != OK)
        return e;
    const char *since = now.rows[now.n - 1].v[ORG_established_on];
    if (now.rows[now.n - 1].v[ORG_dissolved_on] != NULL)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "dissolved",
                          "tổ chức đã kết thúc hoạt động", "the organisation has ended already");
    forget_return(&now, day);
    if (strcmp(day, now.rows[now.n - 1].from) <= 0 || (since != NULL && strcmp(day, since) <= 0))
        return too_early(w);
    org_facts_set(w, &now, ORG_status, status, day);
    for (int i = 0; i < now.n; i++) {
        now.rows[i].v[ORG_dissolved_on] = day;
        now.rows[i].v[ORG_dissolved_by] = decision;
    }
    e = org_facts_replace(w, id, &old, &now);
    return e != OK
               ? e
               : org_journal(w, id, "update", "[\"status\",\"dissolved_on\",\"dissolved_by\"]",
                             NULL,
                             arena_printf(w->arena, "{\"status\":\"%s\",\"dissolved_on\":\"%s\"}",
                                          status, day));
}

enum err organization_dissolve(struct work *w, int64_t id, const char *day, const char *decision)
{
    if (conn_get_int(w->conn, SQL_organization_open_children, 0, "i", id) > 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "has_children",
                          "còn tổ chức trực thuộc đang hoạt động",
                          "organisations below it are still open");
    if (conn_get_int(w->conn, SQL_organization_members_on, 0, "it", id, day) > 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "has_members",
                          "còn đảng viên, hãy chuyển sinh hoạt trước",
                          "members still belong to it: transfer them first");
    /* the end is the one that was decided as discipline, or an ordinary one */
    bool disbanded = conn_get_int(w->conn, SQL_discipline_disbanded, 0, "i", id) > 0;
    return org_end(w, id, disbanded ? "disbanded" : "dissolved", day, decision);
}

/* ---- suspension */

static enum err changed(struct work *w, int64_t id, const struct org_facts *old,
                        struct org_facts *now, const char *before, const char *after,
                        const char *day, const char *until)
{
    struct buf b = {0};
    struct json j;
    enum err e = org_facts_replace(w, id, old, now);
    json_init(&j, &b);
    json_open(&j, '{');
    json_kstr(&j, "status", after);
    json_kstr(&j, "effective_on", day);
    json_kstr(&j, "until", until);
    json_close(&j, '}');
    if (e == OK)
        e = org_journal(w, id, "update", "[\"status\",\"status_by\"]",
                        arena_printf(w->arena, "{\"status\":\"%s\"}", before), buf_text(&b));
    buf_free(&b);
    return e;
}

static enum err judge_until(struct work *w, const char *day, const char **until)
{
    struct rule_param p;
    date_text last;
    rule_value(w, "organization_suspension_days", day, 90, &p);
    date_add_days(day, p.number, last);
    if (*until == NULL)
        *until = arena_dup(w->arena, last);
    if (strcmp(*until, day) <= 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/until", "order", "phải sau ngày bắt đầu",
                          "must come after the day");
    return strcmp(*until, last) <= 0
               ? OK
               : rule_breach(w, &p, "/until", "too_long", "đình chỉ hoạt động không quá %d ngày",
                             "a suspension lasts no longer than %d days");
}

enum err organization_suspend(struct work *w, int64_t id, const char *day, const char *until,
                              const char *decision)
{
    struct org_facts old, now;
    enum err e = org_facts_begin(w, id, &old, &now);
    if (e != OK)
        return e;
    const struct org_fact_row *last = &now.rows[now.n - 1];
    const char *since = last->v[ORG_established_on];
    if (strcmp(status_of(row_on(&now, day)), "active") != 0 ||
        strcmp(status_of(last), "active") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "order",
                          "chỉ đình chỉ được tổ chức đang hoạt động",
                          "only an active organisation can be suspended");
    if (strcmp(day, last->from) < 0 || (since != NULL && strcmp(day, since) < 0))
        return too_early(w);
    e = judge_until(w, day, &until);
    if (e != OK)
        return e;
    org_facts_set(w, &now, ORG_status, "suspended", day);
    org_facts_set(w, &now, ORG_status_by, decision, day);
    org_facts_set(w, &now, ORG_status, "active", until);
    org_facts_set(w, &now, ORG_status_by, NULL, until);
    return changed(w, id, &old, &now, "active", "suspended", day, until);
}

enum err organization_resume(struct work *w, int64_t id, const char *day, const char *decision)
{
    struct org_facts old, now;
    enum err e = org_facts_begin(w, id, &old, &now);
    if (e != OK)
        return e;
    const struct org_fact_row *r = row_on(&now, day);
    const char *before = status_of(r);
    bool suspended = strcmp(before, "suspended") == 0;
    if ((!suspended && strcmp(before, "planned") != 0) || r->v[ORG_dissolved_on] != NULL)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "order",
                          "tổ chức không bị đình chỉ, cũng không chờ hoạt động",
                          "the organisation is neither suspended nor planned");
    if (suspended && decision == NULL) /* without one it would be the end that comes by itself */
        return fault_fail(ERR_BAD_BODY, &w->faults, "/decision", "required", "cần số quyết định",
                          "the number of the decision is needed");
    forget_return(&now, day);
    if (strcmp(day, now.rows[now.n - 1].from) <= 0)
        return too_early(w);
    org_facts_set(w, &now, ORG_status, "active", day);
    org_facts_set(w, &now, ORG_status_by, decision, day);
    return changed(w, id, &old, &now, before, "active", day, NULL);
}
