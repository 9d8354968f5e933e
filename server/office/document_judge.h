/* Whether a Word document brings programs or reaches out of itself, wherever in it that is hidden.
 */
#ifndef CHIBO_OFFICE_DOCUMENT_JUDGE_H
#define CHIBO_OFFICE_DOCUMENT_JUDGE_H

#include "office/package.h"

/*
 * PACKAGE_EXTERNAL for relations of any part that lead elsewhere (hyperlinks aside: they wait to be
 * pressed) and for field instructions that fetch files or talk to programs; PACKAGE_MACROS for
 * buttons that start macros; PACKAGE_BROKEN for parts that are no XML.
 */
enum package_fault document_judge(struct package *p);

#endif
