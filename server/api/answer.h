/* The second half of a call: running the handler on the writer, recording what was read, and
   turning what came out into a reply. */
#ifndef CHIBO_API_ANSWER_H
#define CHIBO_API_ANSWER_H

#include "api/call.h"

/* Fills the http reply from the call and its result; the caller resumes when it was suspended. */
void answer_send(struct call *c, enum err result);
/* Inside a writer job: replay of an Idempotency-Key, fresh scope, the handler, the kept answer. */
enum err write_call(struct call *c, struct conn *conn);
/* A write_job's run that records c->reading. */
enum err reading_run(struct conn *conn, struct write_job *job);
/* The same from the SLOW lane: queues and waits. */
enum err record_reading_now(struct call *c);

#endif
