/* From dossier to member, and from probationer to official member. */
#include "registry/candidate_admit.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "registry/member_admit.h"

#include <string.h>

static void put(struct record *r, const char *field, const char *value)
{
    if (value != NULL)
        record_set_text(r, field, value);
}

static const char *name_of(struct work *w, int64_t person_id)
{
    struct member m;
    return member_load(w, person_id, &m) ? m.profiles[m.n_profiles - 1].v[PROFILE_full_name] : NULL;
}

/* "Nguyễn Văn An; Trần Thị Bình" */
static const char *introducers(struct work *w, const struct candidate *c)
{
    const char *one = c->introducer[0] ? name_of(w, c->introducer[0]) : NULL;
    const char *two = c->introducer[1] ? name_of(w, c->introducer[1]) : NULL;
    if (one != NULL && two != NULL)
        return arena_printf(w->arena, "%s; %s", one, two);
    return one != NULL ? one : two;
}

static void take_membership(struct work *w, const struct candidate *c, const struct step_input *in,
                            struct record *r)
{
    const struct candidate_step *decision = &c->step[STEP_DECISION];
    put(r, "admission_decided_on", decision->day);
    put(r, "admission_decision", decision->decision_number);
    put(r, "admitted_on", in->day);
    put(r, "admission_place", in->place);
    put(r, "introducers", introducers(w, c));
}

static void take_person(const struct candidate *c, struct record *r)
{
    put(r, "occupation", c->occupation);
    put(r, "job_title", c->job_title);
    put(r, "workplace", c->workplace);
    put(r, "residence", c->residence);
    put(r, "phone", c->phone);
    put(r, "general_education", c->general_education);
    put(r, "professional_level", c->professional_level);
    put(r, "theory_level", c->theory_level);
}

static enum err admit_new(struct work *w, const struct candidate *c, const struct step_input *in,
                          int64_t *person_id)
{
    struct record r = {.dict = &dict_member};
    put(&r, "full_name", c->full_name);
    put(&r, "gender", c->gender);
    put(&r, "born_on", c->born_on);
    put(&r, "ethnicity", c->ethnicity);
    put(&r, "religion", c->religion);
    put(&r, "personal_id", c->personal_id);
    put(&r, "hometown", c->hometown);
    put(&r, "youth_union_on", c->youth_union_on);
    put(&r, "occupation_before", c->occupation);
    take_person(c, &r);
    take_membership(w, c, in, &r);
    record_set_int(&r, "cell_id", c->cell_id);
    return member_create(w, &r, person_id);
}

static enum err admit_again(struct work *w, const struct candidate *c, const struct step_input *in,
                            int64_t *person_id)
{
    struct record spell = {.dict = &dict_member}, person = {.dict = &dict_member};
    take_membership(w, c, in, &spell);
    take_person(c, &person);
    *person_id = c->previous_id;
    enum err e = member_readmit(w, c->previous_id, &spell, c->cell_id);
    return e != OK ? e : member_change(w, c->previous_id, &person, in->day);
}

enum err candidate_admit(struct work *w, const struct candidate *c, const struct step_input *in,
                         int64_t *person_id)
{
    return c->previous_id != 0 ? admit_again(w, c, in, person_id) : admit_new(w, c, in, person_id);
}

enum err candidate_recognize(struct work *w, const struct candidate *c, const struct step_input *in)
{
    struct rule_param months;
    date_text official;
    const char *begun = c->step[STEP_CEREMONY].day;
    rule_value(w, "probation_months", begun, 12, &months);
    date_add_months(begun, months.number, official);
    return member_recognize(w, c->person_id, arena_dup(w->arena, official), in->decision_number,
                            in->place);
}
