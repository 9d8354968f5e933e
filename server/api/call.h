/*
 * One call of an endpoint: what a handler gets and gives. Everything a route can say about itself
 * stands in routes.def; log-in, permission, limits, shapes, scope, audit of reads and problem
 * documents are done by dispatch.c before and after the handler.
 */
#ifndef CHIBO_API_CALL_H
#define CHIBO_API_CALL_H

#include "access/caller.h"
#include "api/app.h"
#include "base/buf.h"
#include "db/writer.h"
#include "http/http.h"
#include "registry/list.h"
#include "registry/record.h"
#include "registry/tree.h"
#include "registry/work.h"

#include <jansson.h>

/* MANY: a WRITE that may touch thousands of rows, alone in its transaction (db/writer.h).
   ASYNC: LONG, or SLOW when the client asks to be answered before the work is done. */
enum lane { LANE_READ, LANE_WRITE, LANE_MANY, LANE_SLOW, LANE_LONG, LANE_ASYNC };

/* Sets of query parameters a route takes; a parameter outside is 400. */
enum params {
    PARAMS_NONE = 0,
    PARAMS_LIST =
        1 << 0, /* limit, cursor, count, sort, fields, filters of the answer's dictionary */
    PARAMS_SCOPE = 1 << 1,   /* org, org_code, level, under_kind */
    PARAMS_AS_OF = 1 << 2,   /* as_of */
    PARAMS_SEARCH = 1 << 3,  /* q */
    PARAMS_FORMAT = 1 << 4,  /* format=json|csv (or Accept) */
    PARAMS_INCLUDE = 1 << 5, /* include=sensitive, purpose= */
    PARAMS_PERIOD = 1 << 6,  /* from, to */
    PARAMS_BY = 1 << 7,      /* by, tree, compare, measure, known_at */
    PARAMS_FEED = 1 << 8,    /* after, limit, wait */
    PARAMS_KIND = 1 << 9,    /* kind, name, sheet (imports) */
    PARAMS_INDICATOR = 1 << 10,
    PARAMS_FILTER = 1 << 11,   /* only the filters of the dictionary (statistics) */
    PARAMS_REASON = 1 << 12,   /* reason (deletions and acts without a body) */
    PARAMS_PAGE = 1 << 13,     /* limit, cursor, count without filters */
    PARAMS_VERSION = 1 << 16,  /* v: any text; tells browsers apart what was replaced */
    PARAMS_FLAG = 1 << 15,     /* flag: only rows that have this quality flag */
    PARAMS_NAME = 1 << 17,     /* name: of the file that is sent */
    PARAMS_TEMPLATE = 1 << 18, /* name, name_en, subject, code, file (templates) */
    PARAMS_STEP = 1 << 19,     /* step: what is asked of a dossier's checklist */
    PARAMS_TASKS = 1 << 20,    /* kind, kind_in, state, limit, cursor */
    PARAMS_ROUND = 1 << 21,    /* round: a day of award */
    PARAMS_GROUP = 1 << 22,    /* by alone */
    PARAMS_LANGUAGE = 1 << 23, /* language: labels in one only (dictionary) */
    PARAMS_DAY = 1 << 24,      /* day: on which something is asked */
    PARAMS_PREVIEW = 1 << 14   /* preview=true: what the act would do; nothing is written */
};

/* SCAN: a PDF, JPEG or PNG, spooled veiled (http.h). */
enum body_shape { BODY_NONE, BODY_CREATE, BODY_PATCH, BODY_JSON, BODY_FILE, BODY_SCAN };
enum answer_shape { ANSWER_OBJECT, ANSWER_LIST, ANSWER_CREATED, ANSWER_EMPTY, ANSWER_OTHER };

/* What lists and reports go out as. */
enum table_format { FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX };

struct call;
typedef enum err (*handler_fn)(struct call *c);

struct route {
    enum http_method method;
    const char *path;
    enum permission permission;
    enum lane lane;
    uint32_t params;
    enum body_shape body;
    const struct dict *body_dict;
    enum answer_shape answer;
    const struct dict *answer_dict;
    handler_fn handler;
    const char *handler_name; /* operationId */
    const char *vi, *en;      /* summary */
};
extern const struct route routes[];
extern const size_t routes_count;

struct call {
    struct app *app;
    struct http_request *http;
    const struct route *route;
    struct caller caller;
    struct actor actor;
    struct tx tx;
    struct work work;          /* conn, arena, scope, faults … */
    int64_t id[4];             /* {…} of the path that are numbers; a bad number is 404 */
    json_t *json;              /* parsed body, attached to the arena; NULL without one */
    struct record body;        /* when the route names a body dictionary */
    struct list_request *list; /* list parameters, parsed and checked before the handler; or NULL */
    int64_t if_match;          /* version of If-Match; 0: none given, -1: "*" */
    enum table_format format;  /* of lists and reports: format= or Accept */
    /* what came out */
    int status;     /* 0: 200, or 201 for ANSWER_CREATED, 204 for ANSWER_EMPTY */
    struct buf out; /* JSON (or what content_type says) */
    const char *content_type;
    int out_fd; /* ≥ 0: a file to send instead of out */
    uint64_t out_fd_size;
    struct http_stream out_stream; /* instead of out, when its read is set */
    int64_t etag_version;          /* ≠ 0: ETag: "N" */
    const char *etag;              /* another strong tag, quoted; If-None-Match gives 304 */
    const char *location;          /* of a created object */
    int retry_after;               /* seconds, for BUSY and THROTTLED */
    const char *cookie;            /* Set-Cookie */
    /* readings of sensitive data: recorded before the answer leaves */
    struct list_result listed; /* what call_list showed */
    struct reading reading;    /* fields != NULL: there is something to record */
    bool keep;                 /* call_write, WRITE lane: commit although the result is an error */
    bool steady;            /* made of nothing but the store, the day and the caller: may be kept */
    int wait_ms;            /* READ lane: nothing to tell yet; asked again after news, so long */
    int64_t wait_from;      /* … when the sequence of the caller's organisation passed this */
    bool wait_over;         /* … and now it must tell what there is */
    bool preview;           /* WRITE lane: what the act did is shown and rolled back */
    bool previewed;         /* … and was */
    bool once;              /* the answer holds a secret: never kept for a replay */
    const char *attachment; /* file name of a download */
    void *scratch;          /* a SLOW handler's own, between it and its call_write */
    struct write_job job;   /* the lane's own */
    enum err result;
};

/* Value of a query parameter or NULL. Known and unrepeated: dispatch saw to that. */
const char *call_param(const struct call *c, const char *name);
/* Adds a fault for a parameter or pointer and returns ERR_BAD_PARAMETER / ERR_BAD_BODY. */
enum err call_bad_param(struct call *c, const char *name, const char *code, const char *vi,
                        const char *en);
/* A text of the body, NULL when it is absent; a fault when it is no text, is missing though
   required, or is no real day though day. */
const char *call_text(struct call *c, const char *name, bool required, bool day);
/* OK when the object holds nothing but these names (NULL-terminated). */
enum err call_only(struct call *c, const json_t *object, const char *const *names);
/* reason= of an act that takes something back; ERR_BAD_PARAMETER without one. */
enum err call_need_reason(struct call *c);
/* The parameter day, when it is there, is a real day: else a fault and ERR_BAD_PARAMETER. */
enum err call_check_day(struct call *c);
/* ERR_NO_PRECONDITION, ERR_STALE (with the current version in `ETag` and the problem) or OK. */
enum err call_check_version(struct call *c, int64_t version);
/*
 * A PATCH's own names: effective_on (checked) or NULL, and then a reason is required (api.md §2:
 * without effective_on it is a correction of what was always so). The reason goes into the save.
 */
enum err call_effective_on(struct call *c, const char **day);
/* Adds flag= to a list whose rows are known by id_sql; resource as in quality_flag. */
enum err call_flag_filter(struct call *c, struct list_request *q, const char *resource,
                          const char *id_sql);
/* Notes that these persons' sensitive fields are in the answer. fields: JSON array. */
void call_note_reading(struct call *c, const char *fields, const int64_t *people, size_t n);
/* The same for rows of discipline, whoever they are about: a file read is a confidential reading.
 */
void call_note_discipline(struct call *c, const int64_t *rows, int n);
/* The wanted sensitive reading: include=sensitive given and allowed; *e is ERR_FORBIDDEN otherwise.
 */
bool call_wants_sensitive(struct call *c, enum err *e);
/*
 * The usual list handler: takes q with from/where/dict set, reads all list parameters, scope and
 * search are the handler's; writes JSON or streams CSV to an unlinked file; Link header; reading.
 */
enum err call_list(struct call *c, struct list_request *q);
/* The usual object handler. */
enum err call_object(struct call *c, struct list_request *q);
/* org, org_code, level, under_kind, as_of, tree of this call. */
enum err call_org_filter(struct call *c, struct org_filter *out);
/* After a write: answers with the object as GET at `path` would give it (same handler, same conn).
 */
enum err call_answer_with(struct call *c, handler_fn get, int64_t id);
/* Whether the client asked to be answered before the work is done (RFC 7240). */
bool call_wants_async(const struct call *c);
/* Runs run(call) as a writer job from the SLOW lane and waits: inside, c->work.conn is the writer's
   and c->work.tx the call's. */
enum err call_write(struct call *c, enum err (*run)(struct call *c));

#endif
