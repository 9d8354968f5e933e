/*
 * Answers an event thread gave lately: dashboards and pages ask the same again and again while
 * nothing changes. An answer holds for one commit counter, one day and one caller acting under one
 * grant in one language, so nothing of rights or masking is decided here: the caller was let in by
 * dispatch.c before. Answers that show sensitive fields are never kept, nor any that a handler did
 * not call steady (made of nothing but the store, the day and the caller).
 * Belongs to one thread; bounded by ANSWER_CACHE_BYTES.
 */
#ifndef CHIBO_API_ANSWER_CACHE_H
#define CHIBO_API_ANSWER_CACHE_H

#include "api/call.h"

#define ANSWER_CACHE_BYTES (4u * 1024u * 1024u)

struct answer_cache;
struct answer_cache *answer_cache_new(void);
void answer_cache_free(struct answer_cache *k);

/* Puts the kept answer into the call (body, version, Link) as its handler would; false: none. */
bool answer_cache_get(struct answer_cache *k, uint64_t commits, struct call *c);
/* Keeps a copy of a handler's answer; call before answer_send, which takes the body away. */
void answer_cache_put(struct answer_cache *k, uint64_t commits, const struct call *c);

#endif
