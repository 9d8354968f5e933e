/*
 * The real program as another process: commands with what they print, and a server that can be
 * ended by any signal. Everything lives in one temporary folder; whatever still runs when the test
 * ends (or dies) is killed.
 */
#ifndef CHIBO_TESTS_HARNESS_PROCESS_H
#define CHIBO_TESTS_HARNESS_PROCESS_H

#include "api/harness.h"

#include <sys/types.h>

struct program {
    const char *binary;
    char dir[64];        /* the temporary folder */
    char data[80];       /* DIR/data, made by the first command */
    struct buf out, err; /* of the last command; of the server so far */
    pid_t server;        /* 0: none runs */
    int server_out;
    struct server at; /* host and port, for server_ask; no app inside */
};

void program_start(struct program *p, const char *binary);
void program_stop(struct program *p);
/* Runs `chibo WORDS… --data DIR/data`; words end with NULL; input may be NULL. The exit code, or
   minus the signal that ended it. */
int program_run(struct program *p, const char *input, ...) __attribute__((sentinel));
/* As it stands, without --data. */
int program_run_plain(struct program *p, const char *input, ...) __attribute__((sentinel));
/* The last command printed exactly this (or for one that ends with "…", begins so). */
void program_printed(struct program *p, const char *expected);
/* The last line of what was printed, without its end. Static buffer. */
const char *program_last_line(struct program *p);
/* Starts `serve` on port 0 with further words and reads its output until it listens. */
void program_serve(struct program *p, const char *word, ...) __attribute__((sentinel));
/* Sends the signal, waits; exit code or minus the signal. */
int program_end(struct program *p, int signal);
/* DIR/name, static buffer (four of them in turn). */
const char *program_path(struct program *p, const char *name);
void program_write_file(struct program *p, const char *name, const char *text);
/* The file's bytes; free() it. */
char *program_read_file(struct program *p, const char *name, size_t *n);

#endif
