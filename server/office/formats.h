/* What a number means in a sheet: one of the parts of sheet.h. */
#ifndef CHIBO_OFFICE_FORMATS_H
#define CHIBO_OFFICE_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

enum number_kind { NUMBER_PLAIN, NUMBER_DATE, NUMBER_ZEROS };
struct number_format {
    enum number_kind kind;
    int zeros; /* digits that the format always shows */
};

/* From a format code ("dd/mm/yyyy", "000000"), or the number of a built-in one when code is NULL.
 */
struct number_format number_format(int id, const char *code);
/* Writes the text of a number, at most 32 bytes with the NUL. */
void number_text(double value, struct number_format format, bool since_1904, char out[static 32]);

#endif
