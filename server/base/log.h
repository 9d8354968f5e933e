/*
 * Structured log: one line of key=value pairs on stderr, made whole before it is written, so that
 * lines of several threads never mix. Never hand it personal data: no names, no search words,
 * no paths with values, only route patterns, codes, numbers and ids of requests.
 */
#ifndef CHIBO_BASE_LOG_H
#define CHIBO_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

void log_set_level(enum log_level level);
bool log_shown(enum log_level level);
/* Whole lines as they stand, made by who gathers many of them. */
void log_write(const char *lines, size_t n);
/* event is a fixed word; the format gives the pairs: log_line(LOG_INFO, "ready", "port=%d", p) */
void log_line(enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
