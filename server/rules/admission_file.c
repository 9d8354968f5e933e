/* Papers of the dossier; see the header for the sources. */
#include "rules/admission_file.h"

#include <string.h>

/* Papers that do not hang on who introduces. */
static const struct needed {
    enum admission_step step;
    struct admission_paper paper;
} needed[] = {
    {STEP_AWARENESS_COURSE, {"awareness_certificate", "CN-NTVĐ", 1}},
    {STEP_APPLICATION, {"application", "1-KNĐ", 1}},
    {STEP_APPLICATION, {"biography", "2-KNĐ", 1}},
    {STEP_VERIFICATION, {"verification", NULL, 1}},
    {STEP_OPINIONS, {"opinions_synthesis", "5-KNĐ", 1}},
    {STEP_CELL_VOTE, {"cell_resolution", "6-KNĐ", 1}},
    {STEP_SECTION_REVIEW, {"section_report", "7-KNĐ", 1}},
    {STEP_COMMITTEE_VOTE, {"committee_resolution", "8-KNĐ", 1}},
    {STEP_RECOGNITION_REVIEW, {"new_member_certificate", NULL, 1}},
    {STEP_RECOGNITION_REVIEW, {"self_review", "10-KNĐ", 1}},
    {STEP_RECOGNITION_REVIEW, {"helper_remark", "11-KNĐ", 1}},
    {STEP_RECOGNITION_REVIEW, {"recognition_synthesis", NULL, 1}},
    {STEP_RECOGNITION_CELL_VOTE, {"recognition_cell_resolution", NULL, 1}},
    {STEP_RECOGNITION_COMMITTEE_VOTE, {"recognition_committee_resolution", NULL, 1}},
};

size_t admission_papers(enum admission_step step, int introducers, enum introducing_body body,
                        struct admission_paper out[ADMISSION_PAPERS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (needed[i].step == step)
            out[n++] = needed[i].paper;
    if (step != STEP_CELL_VOTE)
        return n;
    if (introducers > 0)
        out[n++] = (struct admission_paper){"introduction", "3-KNĐ", introducers};
    if (body == INTRODUCING_YOUTH_UNION)
        out[n++] = (struct admission_paper){"youth_union_resolution", "4-KNĐ", 1};
    if (body == INTRODUCING_TRADE_UNION)
        out[n++] = (struct admission_paper){"trade_union_resolution", "4a-KNĐ", 1};
    return n;
}

bool admission_step_decides(enum admission_step step)
{
    return step == STEP_DECISION || step == STEP_RECOGNITION_DECISION;
}

bool admission_may_except(const char *rule)
{
    static const char *const may[] = {
        "admission_max_age",     "admission_min_school_years",
        "admission_vote_share",  "decision_extension_working_days",
        "ceremony_working_days", "readmission_consent",
    };
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        if (strcmp(may[i], rule) == 0)
            return true;
    return false;
}

int admission_school_years(const char *general_education)
{
    static const struct {
        const char *code;
        int years;
    } grades[] = {{"none", 0}, {"primary", 5}, {"lower_secondary", 9}, {"upper_secondary", 12}};
    for (size_t i = 0; general_education != NULL && i < sizeof grades / sizeof *grades; i++)
        if (strcmp(grades[i].code, general_education) == 0)
            return grades[i].years;
    return -1;
}
