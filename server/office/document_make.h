/*
 * New DOCX documents from a plain description, in the dress of the party's papers (ui.md "Print"):
 * A4, margins 20/20/30/15 mm, 14 pt serif. One line a part of the paper:
 *
 *   heading TEXT    superior and issuer left, the Party right, place and date; TEXT below the
 * number title TEXT      in bold capitals      subtitle TEXT   in bold to TEXT         to whom,
 * centred      text TEXT       a paragraph field TEXT      a line of facts       sign recipients
 * left, signature right table 5c|30|…   widths in per cent (c: centred); then  head A|B|…  and  row
 * A|B|… landscape, pages                      sideways; numbers on the pages from the second on
 */
#ifndef CHIBO_OFFICE_DOCUMENT_MAKE_H
#define CHIBO_OFFICE_DOCUMENT_MAKE_H

#include "base/crypto.h"

#include <stdbool.h>

/* Writes the document to `path`, which must not exist; the same description gives the same bytes
   in every part. */
bool document_make(const char *description, const char *path);
/* Tells documents apart: changes with the description and with what is made of it. */
void document_make_hash(const char *description, char hex[HASH_HEX]);

#endif
