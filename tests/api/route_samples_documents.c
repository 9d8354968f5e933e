/* Documents in the sample of every route: in each place a member's paper with its scan, one
   without, and one to take out. */
#include "api/harness_document.h"
#include "api/route_samples.h"

#include <string.h>

void samples_documents(struct samples *m, enum place p)
{
    m->scanned[p] = document_new(m->s, m->office, "member_id", m->member[p]);
    m->unscanned[p] = document_new(m->s, m->office, "member_id", m->member[p]);
    m->scrap[p] = document_new(m->s, m->office, "member_id", m->member[p]);
    document_scanned(m->s, m->office, m->scanned[p], 900);
}

int64_t samples_document_id(const struct samples *m, const struct route *r, enum place p)
{
    if (r->method == HTTP_PUT)
        return m->unscanned[p];
    return r->method == HTTP_DELETE ? m->scrap[p] : m->scanned[p];
}
