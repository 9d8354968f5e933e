/* Differences as JSON; see diff.h. */
#include "registry/diff.h"

void diff_open(struct diff *d)
{
    *d = (struct diff){.n = 0};
    json_init(&d->f, &d->fields);
    json_init(&d->b, &d->before);
    json_init(&d->a, &d->after);
    json_init(&d->p, &d->pairs);
    json_open(&d->f, '[');
    json_open(&d->b, '{');
    json_open(&d->a, '{');
    json_open(&d->p, '{');
}

void diff_add(struct diff *d, const char *name, const char *before, const char *after)
{
    json_str(&d->f, name);
    json_kstr(&d->b, name, before);
    json_kstr(&d->a, name, after);
    json_key(&d->p, name);
    json_open(&d->p, '[');
    json_str(&d->p, before);
    json_str(&d->p, after);
    json_close(&d->p, ']');
    d->n++;
}

static const char *finish(struct arena *a, struct json *j, char bracket)
{
    json_close(j, bracket);
    const char *text = arena_dup(a, buf_text(j->out));
    buf_free(j->out);
    return text;
}

struct diff_texts diff_close(struct arena *a, struct diff *d)
{
    return (struct diff_texts){.fields = finish(a, &d->f, ']'),
                               .before = finish(a, &d->b, '}'),
                               .after = finish(a, &d->a, '}'),
                               .pairs = finish(a, &d->p, '}')};
}
