/* Kept answers, found by a hash of what was asked and by whom; see answer_cache.h. */
#include "api/answer_cache.h"
#include "base/crypto.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS 2048 /* a power of two */
#define WAYS 4
#define BODY_MAX (64u * 1024u)

struct kept {
    uint8_t key[HASH_BYTES];
    uint64_t commits, used;
    int64_t etag_version;
    char *body; /* NULL: the slot is empty */
    size_t len;
    char *link; /* of a list with a next page, or NULL */
    char *etag; /* of a statistic, or NULL */
};

struct answer_cache {
    struct kept slot[SLOTS];
    size_t bytes;
    uint64_t clock;
    unsigned hand; /* the next slot to be given up when there is no room */
};

struct answer_cache *answer_cache_new(void)
{
    return calloc(1, sizeof(struct answer_cache));
}

static void drop(struct answer_cache *k, struct kept *s)
{
    if (s->body == NULL)
        return;
    k->bytes -= s->len;
    free(s->body);
    free(s->link);
    free(s->etag);
    *s = (struct kept){.body = NULL};
}

void answer_cache_free(struct answer_cache *k)
{
    for (unsigned i = 0; k != NULL && i < SLOTS; i++)
        drop(k, &k->slot[i]);
    free(k);
}

/* All an answer depends on beside the store. Each text ends with its NUL, so no two run together.
 */
static void key_of(const struct call *c, uint8_t key[HASH_BYTES])
{
    const struct caller *who = &c->caller;
    const int64_t numbers[] = {who->kind,           who->user_id,  who->token_id,
                               who->grant_id,       who->role,     who->org_id,
                               who->suppress_below, c->http->lang, (int64_t)c->http->route_index};
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, numbers, sizeof numbers);
    hasher_add(&h, c->work.today, strlen(c->work.today) + 1);
    hasher_add(&h, c->http->path, strlen(c->http->path) + 1);
    for (size_t i = 0; i < c->http->n_params; i++) {
        const struct http_param *p = &c->http->params[i];
        hasher_add(&h, p->name, strlen(p->name) + 1);
        hasher_add(&h, p->value, strlen(p->value) + 1);
    }
    hasher_end(&h, key);
}

/* Answers that meet share a few places, so that two or three need not push each other out. */
static struct kept *set_of(struct answer_cache *k, const uint8_t key[HASH_BYTES])
{
    unsigned i = (unsigned)key[0] | (unsigned)key[1] << 8;
    return &k->slot[(i * WAYS) & (SLOTS - 1)];
}

static struct kept *find(struct answer_cache *k, const uint8_t key[HASH_BYTES], uint64_t commits)
{
    struct kept *set = set_of(k, key);
    for (int i = 0; i < WAYS; i++)
        if (set[i].body != NULL && set[i].commits == commits &&
            memcmp(set[i].key, key, HASH_BYTES) == 0)
            return &set[i];
    return NULL;
}

/* One that no longer counts, else the one used longest ago. */
static struct kept *slot_to_fill(struct answer_cache *k, const uint8_t key[HASH_BYTES],
                                 uint64_t commits)
{
    struct kept *set = set_of(k, key), *oldest = set;
    for (int i = 0; i < WAYS; i++) {
        if (set[i].body == NULL || set[i].commits != commits)
            return &set[i];
        if (set[i].used < oldest->used)
            oldest = &set[i];
    }
    return oldest;
}

bool answer_cache_get(struct answer_cache *k, uint64_t commits, struct call *c)
{
    uint8_t key[HASH_BYTES];
    key_of(c, key);
    struct kept *s = find(k, key, commits);
    if (s == NULL)
        return false;
    s->used = ++k->clock;
    buf_add(&c->out, s->body, s->len);
    c->etag_version = s->etag_version;
    if (s->etag != NULL)
        c->etag = arena_dup(c->http->arena, s->etag);
    if (s->link != NULL)
        http_reply_header(c->http, "Link", arena_dup(c->http->arena, s->link));
    return true;
}

static void make_room(struct answer_cache *k, size_t n)
{
    while (k->bytes + n > ANSWER_CACHE_BYTES) {
        drop(k, &k->slot[k->hand]);
        k->hand = (k->hand + 1) & (SLOTS - 1);
    }
}

void answer_cache_put(struct answer_cache *k, uint64_t commits, const struct call *c)
{
    const struct http_reply *reply = &c->http->reply;
    bool link = reply->n_headers == 1 && strcmp(reply->headers[0].name, "Link") == 0;
    if (!c->steady || c->reading.fields != NULL || c->out_fd >= 0 || c->status != 0 ||
        c->content_type != NULL || c->work.warnings.count > 0 ||
        reply->n_headers > (link ? 1u : 0u) || c->out.len == 0 || c->out.len > BODY_MAX)
        return;
    uint8_t key[HASH_BYTES];
    key_of(c, key);
    struct kept *s = slot_to_fill(k, key, commits);
    drop(k, s);
    make_room(k, c->out.len);
    struct kept made = {.commits = commits,
                        .used = ++k->clock,
                        .etag_version = c->etag_version,
                        .body = malloc(c->out.len),
                        .len = c->out.len,
                        .link = link ? strdup(reply->headers[0].value) : NULL,
                        .etag = c->etag != NULL ? strdup(c->etag) : NULL};
    if (made.body == NULL || (link && made.link == NULL) ||
        (c->etag != NULL && made.etag == NULL)) {
        free(made.body);
        free(made.link);
        free(made.etag);
        return;
    }
    memcpy(made.body, c->out.p, c->out.len);
    memcpy(made.key, key, HASH_BYTES);
    *s = made;
    k->bytes += s->len;
}
