/* Dimensions and measures: the only SQL that a question can name. DAY is replaced by the day that
   is counted on: d.day for a stock, the event's own for admissions and discipline. */
#include "report/statistics.h"

#include <string.h>

#define M (1u << STATISTIC_MEMBERS)
#define A (1u << STATISTIC_ADMISSIONS)
#define O (1u << STATISTIC_ORGANIZATIONS)
#define F (1u << STATISTIC_FLOWS)
#define D (1u << STATISTIC_DISCIPLINE)
#define I (1u << STATISTIC_INSPECTIONS)

/* Whole years; who is known by year only is taken to be born on 1 July (domain.md §9). */
#define AGE                                                                                        \
    "(CAST(substr(DAY, 1, 4) AS INTEGER) - CAST(substr(s.born_on, 1, 4) AS INTEGER)"               \
    " - (substr(DAY || '-01-01', 6, 5) < CASE length(s.born_on) WHEN 4 THEN '07-01'"               \
    " WHEN 7 THEN substr(s.born_on, 6) || '-01' ELSE substr(s.born_on, 6) END))"
#define PARTY_AGE                                                                                  \
    "(CAST(substr(DAY, 1, 4) AS INTEGER) - CAST(substr(s.party_from, 1, 4) AS INTEGER)"            \
    " - (substr(DAY || '-01-01', 6, 5) < CASE length(s.party_from) WHEN 4 THEN '01-01'"            \
    " WHEN 7 THEN substr(s.party_from, 6) || '-01' ELSE substr(s.party_from, 6) END))"
#define BAND(x, a, la, b, lb, c, lc, e, le, last)                                                  \
    "CASE WHEN " x " <= " a " THEN '" la "' WHEN " x " <= " b " THEN '" lb "' WHEN " x " <= " c    \
    " THEN '" lc "' WHEN " x " <= " e " THEN '" le "' ELSE '" last "' END"
#define SIZE                                                                                       \
    "(SELECT count(*) FROM member_span x WHERE x.cell_id = c.id AND x.counted = 1"                 \
    " AND x.valid_from <= DAY AND x.valid_to > DAY)"
#define FACT(column)                                                                               \
    "(SELECT k." column " FROM org_fact k WHERE k.org_id = s.cell_id AND k.superseded_tx IS NULL"  \
    " AND k.valid_from <= DAY AND k.valid_to > DAY)"

/* The highest office that the member held when it was decided: the decision itself may end it. */
#define POST                                                                                       \
    "(SELECT x.post FROM post x WHERE x.person_id = t.person_id AND x.superseded_tx IS NULL"       \
    " AND x.deleted = 0 AND x.valid_from < DAY AND x.valid_to >= DAY"                              \
    " ORDER BY CASE x.post WHEN 'secretary' THEN 1 WHEN 'standing_deputy_secretary' THEN 2"        \
    " WHEN 'deputy_secretary' THEN 3 WHEN 'standing_member' THEN 4 WHEN 'committee_member' THEN 5" \
    " ELSE 6 END LIMIT 1)"

/* clang-format off */
static const struct dimension dimensions[] = {
    {"status", VALUE_CODE, M, false, "s.status"},
    {"activity", VALUE_CODE, M, false, "s.activity"},
    {"gender", VALUE_CODE, M | A, false, "s.gender"},
    {"ethnicity", VALUE_CODE, M | A, true, "s.ethnicity"},
    {"minority", VALUE_BOOL, M | A, true, "CASE WHEN s.ethnicity IS NULL THEN NULL ELSE s.ethnicity <> '01' END"},
    {"religion", VALUE_CODE, M | A, true, "s.religion"},
    {"age_band", VALUE_CODE, M | A, false,
     "CASE WHEN s.born_on IS NOT NULL THEN " BAND(AGE, "30", "18-30", "40", "31-40", "50", "41-50", "60", "51-60", "61+") " END"},
    {"party_age_band", VALUE_CODE, M, false,
     "CASE WHEN s.party_from IS NOT NULL THEN CASE WHEN " PARTY_AGE " < 10 THEN '0-9' WHEN " PARTY_AGE
     " < 20 THEN '10-19' WHEN " PARTY_AGE " < 30 THEN '20-29' WHEN " PARTY_AGE " < 40 THEN '30-39' WHEN " PARTY_AGE
     " < 50 THEN '40-49' ELSE '50+' END END"},
    {"general_education", VALUE_CODE, M | A, false, "s.general_education"},
    {"professional_level", VALUE_CODE, M | A, false, "s.professional_level"},
    {"theory_level", VALUE_CODE, M | A, false, "s.theory_level"},
    {"occupation", VALUE_CODE, M | A, false, "s.occupation"},
    {"cell", VALUE_ORG, M | A | D | I, false, "s.cell_id"},
    {"unit", VALUE_ORG, M | A | O | F | D | I, false, NULL},
    {"kind", VALUE_CODE, M | A | D, false, FACT("kind")},
    {"category", VALUE_CODE, M | A | D, false, FACT("category")},
    {"month", VALUE_CODE, A | F | D | I, false, "CASE WHEN length(s.valid_from) >= 7 THEN substr(s.valid_from, 1, 7) END"},
    {"quarter", VALUE_CODE, A | F | D | I, false,
     "CASE WHEN length(s.valid_from) >= 7 THEN substr(s.valid_from, 1, 4) || '-Q' ||"
     " ((CAST(substr(s.valid_from, 6, 2) AS INTEGER) + 2) / 3) END"},
    {"year", VALUE_NUMBER, A | F | D | I, false, "substr(s.valid_from, 1, 4)"},
    {"kind", VALUE_CODE, I, false, "t.kind"},
    {"actor", VALUE_CODE, I, false, "t.actor"},
    {"state", VALUE_CODE, I, false,
     "CASE WHEN t.cancelled_on IS NOT NULL THEN 'cancelled' WHEN t.concluded_on IS NOT NULL THEN 'concluded'"
     " WHEN t.started_on IS NOT NULL THEN 'running' ELSE 'planned' END"},
    {"subject", VALUE_CODE, D, false, "t.subject"},
    {"form", VALUE_CODE, D, false, "t.form"},
    {"content", VALUE_CODE, D, false, "t.content"},
    {"authority", VALUE_CODE, D, false, "t.authority"},
    {"post", VALUE_CODE, D, false, POST},
    {"kind", VALUE_CODE, O, false, "f.kind"},
    {"category", VALUE_CODE, O, false, "f.category"},
    {"status", VALUE_CODE, O, false, "f.status"},
    {"size_band", VALUE_CODE, O, false,
     "CASE WHEN f.kind IN ('cell', 'base_cell') THEN CASE WHEN " SIZE " < 3 THEN '0-2' WHEN " SIZE
     " < 9 THEN '3-8' WHEN " SIZE " < 30 THEN '9-29' ELSE '30+' END END"},
};

static const struct measure measures[] = {
    {"average_age", "avg(CASE WHEN s.born_on IS NOT NULL THEN " AGE " END)", true, M | A},
    {"average_party_age", "avg(CASE WHEN s.party_from IS NOT NULL THEN " PARTY_AGE " END)", true, M | A},
    {"missing_personal_id", "sum((SELECT p.personal_id FROM profile p WHERE p.id = s.profile_id) IS NULL)", false, M | A},
    {"missing_card_number", "sum((SELECT m.card_number FROM membership m WHERE m.id = s.membership_row) IS NULL)", false, M | A},
    {"missing_record_number", "sum((SELECT m.record_number FROM membership m WHERE m.id = s.membership_row) IS NULL)", false, M | A},
    {"missing_born_on", "sum(s.born_on IS NULL)", false, M | A},
    {"subjects", "sum((SELECT count(*) FROM inspection_subject y WHERE y.inspection_id = t.id AND y.deleted_tx IS NULL))", false, I},
    {"organizations", "sum((SELECT count(*) FROM inspection_subject y WHERE y.inspection_id = t.id AND y.deleted_tx IS NULL AND y.subject_id IS NOT NULL))", false, I},
    {"members", "sum((SELECT count(*) FROM inspection_subject y WHERE y.inspection_id = t.id AND y.deleted_tx IS NULL AND y.person_id IS NOT NULL))", false, I},
    {"violations", "sum((SELECT count(*) FROM inspection_subject y WHERE y.inspection_id = t.id AND y.deleted_tx IS NULL AND y.violation = 1))", false, I},
};

bool statistic_of_events(enum statistic s)
{
    return s == STATISTIC_ADMISSIONS || s == STATISTIC_DISCIPLINE || s == STATISTIC_INSPECTIONS;
}

const struct dimension *dimension_find(enum statistic s, const char *name)
{
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++)
        if (strcmp(dimensions[i].name, name) == 0 && (dimensions[i].statistics >> s & 1u))
            return &dimensions[i];
    return NULL;
}

const struct measure *measure_find(enum statistic s, const char *name)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].name, name) == 0 && (measures[i].statistics >> s & 1u))
            return &measures[i];
    return NULL;
}

int measures_own(enum statistic s, const struct measure **out)
{
    int n = 0;
    for (size_t i = 0; i < sizeof measures / sizeof *measures && s == STATISTIC_INSPECTIONS; i++)
        if (measures[i].statistics == I)
            out[n++] = &measures[i];
    return n;
}
