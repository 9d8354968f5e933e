/* Values of the domain's dated parameters: what may stand for which unit. */
#ifndef CHIBO_RULES_PARAMETER_H
#define CHIBO_RULES_PARAMETER_H

enum parameter_fit { PARAMETER_FITS, PARAMETER_NOT_NUMBER, PARAMETER_NOT_SHARE, PARAMETER_FIXED };

/* Whether the value is one the unit can have: a share is a fraction above 0 and at most 1 ("2/3"),
   yes/no is 0 or 1, percent 0–100, a table is part of the program and not to be set, everything
   else a whole number from 0 to 9999. Any thread. */
enum parameter_fit parameter_fits(const char *unit, const char *value);

#endif
