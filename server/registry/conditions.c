/* The list of conditions; see the header. */
#include "registry/conditions.h"
#include "rules/admission_file.h"
#include "rules/voting.h"

struct condition *condition_add(struct work *w, const char *rule, const char *day, int usual,
                                struct conditions *out)
{
    struct condition *k = &out->at[out->n < CONDITIONS_MAX ? out->n++ : CONDITIONS_MAX - 1];
    *k = (struct condition){.state = CONDITION_UNKNOWN};
    rule_value(w, rule, day, usual, &k->rule);
    return k;
}

void condition_say(struct work *w, struct condition *k, bool met, const char *pointer,
                   const char *code, const char *vi, const char *en)
{
    k->state = met ? CONDITION_MET : k->may_except ? CONDITION_EXCEPTED : CONDITION_UNMET;
    k->pointer = pointer;
    k->code = code;
    k->detail = w->faults.lang == LANG_EN ? en : vi;
}

void condition_unknown(struct work *w, struct condition *k, const char *pointer, const char *vi,
                       const char *en)
{
    condition_say(w, k, false, pointer, "unknown", vi, en);
    if (k->state == CONDITION_UNMET)
        k->state = CONDITION_UNKNOWN;
}

enum err conditions_apply(struct work *w, const struct conditions *k)
{
    enum err e = OK;
    for (int i = 0; i < k->n; i++) {
        const struct condition *x = &k->at[i];
        if (x->state == CONDITION_MET || x->state == CONDITION_EXCEPTED)
            continue;
        bool refuses = x->rule.confirmed && !x->only_told;
        struct fault *f = fault_add(refuses ? &w->faults : &w->warnings, x->pointer, x->code, "%s",
                                    "%s", x->detail);
        f->rule = x->rule.name;
        f->value = x->rule.value;
        f->citation = x->rule.citation;
        f->confirmed = x->rule.confirmed;
        e = refuses ? ERR_RULE : e;
    }
    return e;
}

void conditions_put(struct json *j, const struct conditions *k)
{
    static const char *const states[] = {"met", "unmet", "unknown", "excepted"};
    json_open(j, '[');
    for (int i = 0; i < k->n; i++) {
        const struct condition *x = &k->at[i];
        json_open(j, '{');
        json_kstr(j, "rule", x->rule.name);
        json_kstr(j, "value", x->rule.value);
        json_kstr(j, "citation", x->rule.citation);
        json_kbool(j, "confirmed", x->rule.confirmed);
        json_kbool(j, "refuses", x->rule.confirmed && !x->only_told);
        json_kstr(j, "state", states[x->state]);
        json_kbool(j, "may_be_excepted", admission_may_except(x->rule.name));
        json_kstr(j, "pointer", x->pointer);
        json_kstr(j, "detail", x->detail);
        json_close(j, '}');
    }
    json_close(j, ']');
}

const char *conditions_text(struct work *w, const struct conditions *k)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    conditions_put(&j, k);
    const char *text = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    return text;
}

void condition_vote(struct work *w, struct condition *k, int in_favour, int eligible,
                    const char *pointer)
{
    struct vote_share s;
    if (!vote_share_parse(k->rule.value, &s))
        s = (struct vote_share){2, 3, false};
    int needed = vote_share_needed(&s, eligible);
    condition_say(
        w, k, vote_share_reached(&s, in_favour, eligible), pointer, "share",
        arena_printf(w->arena, "%d trên %d tán thành, cần ít nhất %d", in_favour, eligible, needed),
        arena_printf(w->arena, "%d of %d in favour, %d are needed", in_favour, eligible, needed));
}
