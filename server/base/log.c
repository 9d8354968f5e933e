/* One line an event, written by one write(2). Knows nothing of requests or people. */
#include "base/log.h"

#include "base/date.h"
#include "base/files.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024

static atomic_int lowest = LOG_INFO;

void log_set_level(enum log_level level)
{
    atomic_store(&lowest, (int)level);
}

bool log_shown(enum log_level level)
{
    return (int)level >= atomic_load_explicit(&lowest, memory_order_relaxed);
}

void log_write(const char *lines, size_t n)
{
    (void)file_write_all(STDERR_FILENO, lines, n); /* there is nowhere left to complain */
}

void log_line(enum log_level level, const char *event, const char *format, ...)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    if (!log_shown(level))
        return;
    int saved = errno; /* callers log and then report errno */
    time_text now;
    time_now(now);
    char line[LINE_MAX_BYTES + 1]; /* the last byte is for the line break */
    int head = snprintf(line, LINE_MAX_BYTES, "ts=%s level=%s event=%s ", now, names[level], event);
    size_t n = head < 0 ? 0 : (size_t)head;
    if (n < LINE_MAX_BYTES) {
        va_list args;
        va_start(args, format);
        int more = vsnprintf(line + n, LINE_MAX_BYTES - n, format, args);
        va_end(args);
        n += more < 0 ? 0 : (size_t)more;
    }
    if (n >= LINE_MAX_BYTES)
        n = LINE_MAX_BYTES - 1;
    /* a value (an error text of a library) must not be able to forge a second line */
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)line[i] < 0x20 || line[i] == 0x7F)
            line[i] = ' ';
    }
    while (n && line[n - 1] == ' ')
        n--;
    line[n++] = '\n';
    log_write(line, n);
    errno = saved;
}
