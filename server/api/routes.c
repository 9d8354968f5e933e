/* routes.def as data, and the check at start that refuses a table with gaps. */
#include "api/routes.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

#include <string.h>

#define D_NONE NULL
#define D_organization &dict_organization
#define D_cell &dict_cell
#define D_directory &dict_directory
#define D_placement &dict_placement
#define D_organization_suspension &dict_organization_suspension
#define D_organization_act &dict_organization_act
#define D_post &dict_post
#define D_congress &dict_congress
#define D_member &dict_member
#define D_candidate &dict_candidate
#define D_candidate_step &dict_candidate_step
#define D_candidate_document &dict_candidate_document
#define D_candidate_exit &dict_candidate_exit
#define D_status_change &dict_status_change
#define D_transfer &dict_transfer
#define D_badge_forecast &dict_badge_forecast
#define D_badge &dict_badge
#define D_family &dict_family
#define D_training &dict_training
#define D_work_history &dict_work_history
#define D_target &dict_target
#define D_discipline &dict_discipline
#define D_discipline_case &dict_discipline_case
#define D_discipline_step &dict_discipline_step
#define D_discipline_reader &dict_discipline_reader
#define D_discipline_appeal &dict_discipline_appeal
#define D_inspection &dict_inspection
#define D_document &dict_document
#define D_inspection_subject &dict_inspection_subject
#define D_inspection_recommendation &dict_inspection_recommendation
#define D_calendar &dict_calendar
#define D_rule &dict_rule
#define D_import &dict_import
#define D_import_row &dict_import_row
#define D_user &dict_user
#define D_grant &dict_grant
#define D_token &dict_token
#define D_session &dict_session
#define D_setup &dict_setup
#define D_password &dict_password
#define D_national_export &dict_national_export
#define D_saved_filter &dict_saved_filter
#define D_template &dict_template
#define D_totp &dict_totp
#define D_totp_end &dict_totp_end
#define D_open_session &dict_open_session
#define D_audit &dict_audit
#define D_access_log &dict_access_log
#define D_change &dict_change
#define D_setting &dict_setting
#define D_backup &dict_backup
#define D_backup_drill &dict_backup_drill

#define ROUTE(method_, path_, permission_, lane_, params_, body_, body_dict_, answer_,             \
              answer_dict_, handler_, vi_, en_)                                                    \
    {.method = HTTP_##method_,                                                                     \
     .path = path_,                                                                                \
     .permission = PERMISSION_##permission_,                                                       \
     .lane = LANE_##lane_,                                                                         \
     .params = params_,                                                                            \
     .body = BODY_##body_,                                                                         \
     .body_dict = D_##body_dict_,                                                                  \
     .answer = ANSWER_##answer_,                                                                   \
     .answer_dict = D_##answer_dict_,                                                              \
     .handler = handler_,                                                                          \
     .handler_name = #handler_,                                                                    \
     .vi = vi_,                                                                                    \
     .en = en_},

const struct route routes[] = {
#include "api/routes.def"
};
const size_t routes_count = sizeof routes / sizeof *routes;

#define JSON_BODY_LIMIT (256u * 1024u)
#define FILE_BODY_LIMIT (64u * 1024u * 1024u)
#define SCAN_BODY_LIMIT (20u * 1024u * 1024u)

void routes_http(struct http_route *out)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        out[i] = (struct http_route){.method = r->method, .pattern = r->path};
        out[i].body_limit = JSON_BODY_LIMIT;
        if (r->body == BODY_CREATE || r->body == BODY_JSON)
            out[i].body = HTTP_BODY_JSON;
        else if (r->body == BODY_PATCH)
            out[i].body = r->method == HTTP_PATCH ? HTTP_BODY_MERGE : HTTP_BODY_JSON;
        else if (r->body == BODY_FILE) {
            out[i].body = HTTP_BODY_FILE;
            out[i].body_limit = FILE_BODY_LIMIT;
            out[i].spool = true;
        } else if (r->body == BODY_SCAN) {
            out[i].body = HTTP_BODY_SCAN;
            out[i].body_limit = SCAN_BODY_LIMIT;
            out[i].spool = out[i].veiled = true;
        }
    }
}

const char *routes_gap(void)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        if (strncmp(r->path, "/api/v1/", 8) != 0)
            return "a path outside /api/v1";
        if (r->handler == NULL || r->permission >= PERMISSION_COUNT)
            return "a row without handler or permission";
        if ((r->body == BODY_CREATE || r->body == BODY_PATCH) && r->body_dict == NULL)
            return "a body shape without a dictionary";
        if ((r->answer == ANSWER_LIST || r->answer == ANSWER_OBJECT ||
             r->answer == ANSWER_CREATED) &&
            r->answer_dict == NULL)
            return "an answer shape without a dictionary";
        if (r->method == HTTP_GET && (r->lane == LANE_WRITE || r->lane == LANE_MANY))
            return "a GET on the writer";
        if (r->method != HTTP_GET && r->lane == LANE_READ)
            return "a change on the READ lane";
    }
    return NULL;
}
