/*
 * The papers of an admission dossier in the order of the file (HD 12-HD/BTCTW 2022; domain.md §4):
 * which step needs which, and which form is usual. Codes of forms beyond 5-KNĐ differ between
 * issues, so they are hints and never judged. No I/O.
 */
#ifndef CHIBO_RULES_ADMISSION_FILE_H
#define CHIBO_RULES_ADMISSION_FILE_H

#include "rules/admission.h"

#include <stddef.h>

/* Who introduces besides members decides which resolution the file holds. */
enum introducing_body { INTRODUCING_NONE, INTRODUCING_YOUTH_UNION, INTRODUCING_TRADE_UNION };

struct admission_paper {
    const char *kind;      /* code of candidate_document */
    const char *form_code; /* "5-KNĐ" or NULL */
    int count;             /* how many the file needs */
};
#define ADMISSION_PAPERS_MAX 4
/* Papers that must be there at the step; returns how many. introducers: members who introduce. */
size_t admission_papers(enum admission_step step, int introducers, enum introducing_body body,
                        struct admission_paper out[ADMISSION_PAPERS_MAX]);
/* Whether the step is a decision with a number. */
bool admission_step_decides(enum admission_step step);
/* Whether the superior may allow an exception from the rule in writing (294-QĐ/TW; 06-HD/TW):
   age over the limit, schooling, late decisions and ceremonies, votes that failed three times,
   the return of an earlier member. */
bool admission_may_except(const char *rule);
/* Grades finished with this general education; -1 for none known. */
int admission_school_years(const char *general_education);

#endif
