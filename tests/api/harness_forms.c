/* What a good request on each route says; a route with a body and without a row here has no sample.
 */
#include "api/harness_forms.h"

#include <string.h>

const char route_form_docx[] = "docx";

/* clang-format off */
static const struct route_form forms[] = {
    {"POST /api/v1/setup", "{\"code\":\"x\",\"username\":\"x\",\"full_name\":\"x\",\"password\":\"x\"}", NULL},
    {"POST /api/v1/session", "{\"username\":\"mot\",\"password\":\"sai\"}", NULL},
    {"PATCH /api/v1/session", "{\"grant_id\":1}", NULL},
    {"POST /api/v1/session/password", "{\"new\":\"mot mat khau du dai\"}", NULL},
    {"POST /api/v1/session/totp", "{\"password\":\"mot mat khau du dai\"}", NULL},
    {"PATCH /api/v1/session/totp", "{\"code\":\"123456\"}", NULL},
    {"DELETE /api/v1/session/totp", "{\"password\":\"mot mat khau du dai\",\"code\":\"123456\"}", NULL},
    {"POST /api/v1/backups/drills", "{}", NULL},
    {"PATCH /api/v1/settings", "{\"classification\":\"internal\"}", NULL},
    {"POST /api/v1/users", "{\"username\":\"hai\",\"full_name\":\"Hai\",\"role\":\"viewer\",\"org_id\":%R}", NULL},
    {"PATCH /api/v1/users/{id}", "{\"full_name\":\"Tên mới\"}", NULL},
    {"POST /api/v1/users/{id}/grants", "{\"role\":\"auditor\",\"org_id\":%R}", NULL},
    {"POST /api/v1/tokens", "{\"name\":\"nữa\",\"role\":\"dashboard\",\"org_id\":%R}", NULL},
    {"POST /api/v1/organizations", "{\"code\":\"MOI.%O\",\"name\":\"Chi bộ mới\",\"kind\":\"cell\",\"category\":\"village\",\"parent_id\":%O,\"status\":\"active\",\"official_members\":5,\"members_at_formation\":5}", NULL},
    {"PATCH /api/v1/organizations/{id}", "{\"phone\":\"0218\",\"reason\":\"thử\"}", NULL},
    {"POST /api/v1/organizations/placements", "{\"items\":[{\"org_id\":%C,\"parent_id\":%O}],\"effective_on\":\"2026-11-03\"}", "preview=true"},
    {"POST /api/v1/organizations/{id}/merge", "{\"sources\":[%S],\"effective_on\":\"2026-11-01\"}", "preview=true"},
    {"POST /api/v1/organizations/{id}/split", "{\"parts\":[{\"code\":\"X9\",\"name\":\"Mới\",\"kind\":\"section_party\",\"approval\":\"1-CV\"}],\"keep\":true,\"effective_on\":\"2026-11-01\"}", "preview=true"},
    {"POST /api/v1/congresses", "{\"org_id\":%O,\"term\":\"2030-2035\"}", NULL},
    {"PATCH /api/v1/congresses/{id}", "{\"number\":\"II\"}", NULL},
    {"DELETE /api/v1/congresses/{id}", NULL, "reason=nham"},
    {"POST /api/v1/organizations/{id}/placement", "{\"parent_id\":%D,\"effective_on\":\"2026-11-01\"}", NULL},
    {"POST /api/v1/organizations/{id}/dissolution", "{\"effective_on\":\"2026-11-02\"}", NULL},
    {"POST /api/v1/posts", "{\"org_id\":%O,\"post\":\"deputy_secretary\",\"member_id\":%M,\"from\":\"2025-01-01\"}", NULL},
    {"PATCH /api/v1/posts/{id}", "{\"to\":\"2026-01-01\"}", NULL},
    {"DELETE /api/v1/posts/{id}", NULL, "reason=nham"},
    {"POST /api/v1/members", "{\"full_name\":\"Người Mới\",\"cell_id\":%C,\"admitted_on\":\"2020-01-01\",\"official_on\":\"2021-01-01\"}", NULL},
    {"PATCH /api/v1/members/{id}", "{\"phone\":\"0912\",\"reason\":\"thử\"}", NULL},
    {"POST /api/v1/members/{id}/corrections", "{\"phone\":\"0913\",\"reason\":\"thử\"}", NULL},
    {"POST /api/v1/members/changes", "{\"members\":[%m],\"values\":{\"workplace\":\"Trường\"},\"reason\":\"thử\"}", NULL},
    {"POST /api/v1/saved-filters", "{\"resource\":\"members\",\"name\":\"Nữ\",\"query\":\"gender=female\",\"shared\":true}", NULL},
    {"POST /api/v1/members/duplicates", "{\"one\":%m,\"two\":%N}", NULL},
    {"POST /api/v1/members/{id}/merge", "{\"from\":%N}", "preview=true"},
    {"PUT /api/v1/members/{id}/photo", "\x89PNG\r\n\x1a\n ảnh", NULL},
    {"DELETE /api/v1/members/{id}/photo", NULL, "reason=nham"},
    {"POST /api/v1/members/{id}/family", "{\"relation\":\"mother\",\"full_name\":\"Mẹ Mẫu\"}", NULL},
    {"PATCH /api/v1/members/{id}/family/{row}", "{\"full_name\":\"Tên mới\"}", NULL},
    {"DELETE /api/v1/members/{id}/family/{row}", NULL, "reason=nham"},
    {"POST /api/v1/members/{id}/training", "{\"kind\":\"theory\",\"school\":\"Trường\"}", NULL},
    {"PATCH /api/v1/members/{id}/training/{row}", "{\"school\":\"Trường khác\"}", NULL},
    {"DELETE /api/v1/members/{id}/training/{row}", NULL, "reason=nham"},
    {"POST /api/v1/members/{id}/work-history", "{\"from_on\":\"2006\",\"to_on\":\"2007\",\"what\":\"Kế toán\"}", NULL},
    {"PATCH /api/v1/members/{id}/work-history/{row}", "{\"what\":\"Việc khác\"}", NULL},
    {"DELETE /api/v1/members/{id}/work-history/{row}", NULL, "reason=nham"},
    {"POST /api/v1/members/{id}/status-changes", "{\"kind\":\"lost_contact\",\"day\":\"2026-11-20\"}", NULL},
    {"DELETE /api/v1/members/{id}/status-changes/{row}", NULL, "reason=nham"},
    {"POST /api/v1/members/{id}/transfers", "{\"kind\":\"official\",\"to_outside\":\"Nơi khác\"}", NULL},
    {"POST /api/v1/transfers", "{\"members\":[%W],\"kind\":\"official\",\"to_outside\":\"Nơi khác\",\"letter_number\":\"2\",\"sent_on\":\"2026-11-19\"}", NULL},
    {"DELETE /api/v1/transfers/{id}", NULL, "reason=nham"},
    {"POST /api/v1/transfers/{id}/decision", "{\"letter_number\":\"3\",\"sent_on\":\"2026-11-18\"}", NULL},
    {"POST /api/v1/transfers/{id}/arrival", "{\"day\":\"2026-11-17\"}", NULL},
    {"POST /api/v1/transfers/{id}/return", "{\"day\":\"2026-11-17\",\"why\":\"Không đến\"}", NULL},
    {"POST /api/v1/badges", "{\"member_id\":%B,\"years\":30,\"awarded_on\":\"2026-11-07\"}", NULL},
    {"PATCH /api/v1/badges/{id}", "{\"badge_number\":\"77\"}", NULL},
    {"DELETE /api/v1/badges/{id}", NULL, "reason=nham"},
    {"POST /api/v1/candidates", "{\"full_name\":\"Quàng Văn Mới\",\"cell_id\":%C,\"listed_on\":\"2026-01-05\"}", NULL},
    {"PATCH /api/v1/candidates/{id}", "{\"phone\":\"0914\"}", NULL},
    {"DELETE /api/v1/candidates/{id}", NULL, "reason=nham"},
    {"POST /api/v1/candidates/{id}/steps", "{\"step\":\"sympathizer\",\"day\":\"2026-01-07\"}", NULL},
    {"DELETE /api/v1/candidates/{id}/steps/{row}", NULL, "reason=nham"},
    {"POST /api/v1/candidates/{id}/documents", "{\"kind\":\"other\",\"issued_on\":\"2026-01-06\"}", NULL},
    {"DELETE /api/v1/candidates/{id}/documents/{row}", NULL, "reason=nham"},
    {"POST /api/v1/candidates/{id}/exit", "{\"exit\":\"refused\",\"day\":\"2026-01-09\",\"why\":\"Thử\"}", NULL},
    {"DELETE /api/v1/candidates/{id}/exit", NULL, "reason=nham"},
    {"POST /api/v1/targets", "{\"org_id\":%O,\"indicator\":\"admissions\",\"from\":\"2025-01-01\",\"to\":\"2025-12-31\",\"value\":3}", NULL},
    {"PATCH /api/v1/targets/{id}", "{\"value\":4}", NULL},
    {"DELETE /api/v1/targets/{id}", NULL, "reason=nham"},
    {"POST /api/v1/rules", "{\"name\":\"probation_months\",\"value\":\"12\",\"effective_from\":\"2026-01-01\",\"citation\":\"thử\",\"confirmed\":true}", NULL},
    {"PATCH /api/v1/rules/{id}", "{\"confirmed\":true}", NULL},
    {"POST /api/v1/calendar", "{\"day\":\"2028-01-27\",\"kind\":\"off\",\"name\":\"Tết\",\"citation\":\"thử\"}", NULL},
    {"PATCH /api/v1/calendar/{id}", "{\"confirmed\":true}", NULL},
    {"DELETE /api/v1/calendar/{id}", NULL, "reason=nham"},
    {"POST /api/v1/templates", route_form_docx, "name=Th%E1%BB%AD&subject=member"},
    {"PUT /api/v1/templates/{id}/file", route_form_docx, NULL},
    {"PATCH /api/v1/templates/{id}", "{\"name\":\"Tên mới\"}", NULL},
    {"POST /api/v1/templates/{id}/restore", "{\"number\":1}", NULL},
    {"POST /api/v1/templates/{id}/fill", "{\"members\":[%M]}", NULL},
    {"POST /api/v1/imports", "full_name,cell_code,record_number,admitted_on,official_on\nLò Văn Nhập,D1.B1.C1,200001HB,2001-01-01,2002-01-01\n", "kind=members"},
    {"POST /api/v1/national-exports", "{}", NULL},
    {"GET /api/v1/statistics/admissions", NULL, "from=2026-01-01&to=2026-12-31"},
    {"GET /api/v1/statistics/flows", NULL, "from=2026-01-01&to=2026-10-31"},
    {"GET /api/v1/statistics/targets", NULL, "from=2026-01-01&to=2026-12-31&indicator=admissions"},
    {"GET /api/v1/members/{id}/family", NULL, "include=sensitive"},
    {"GET /api/v1/members/{id}/family/{row}", NULL, "include=sensitive"},
};
/* clang-format on */

const struct route_form *route_form_of(const char *method_path)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].method_path, method_path) == 0)
            return &forms[i];
    return NULL;
}
