/* Dictionaries of organisations, cells, placements and posts: identity (c.), facts of the day (f.).
 */
#include "registry/codes.h"
#include "registry/dict_list.h"

/* one line a field, however long */
/* clang-format off */
#define FACT F_CREATE | F_PATCH | F_DATED
#define PARENT_SQL                                                                                 \
    "(SELECT p.parent_id FROM placement p WHERE p.org_id = c.id AND p.superseded_tx IS NULL"       \
    " AND p.valid_to > d.day ORDER BY p.valid_from LIMIT 1)"
#define COUNT_SQL(condition)                                                                       \
    "(SELECT count(*) FROM member_span s WHERE s.cell_id = c.id AND s.counted = 1"                 \
    " AND s.valid_from <= d.day AND s.valid_to > d.day" condition ")"
#define FLAGS_SQL                                                                                  \
    "(SELECT json_group_array(q.code) FROM quality_flag q WHERE q.resource = 'organizations'"      \
    " AND q.row_id = c.id AND q.cleared_tx IS NULL)"
#define SECRETARY_SQL                                                                              \
    "(SELECT coalesce(h.holder_name, (SELECT p.full_name FROM profile p WHERE p.person_id = h.person_id" \
    " AND p.superseded_tx IS NULL AND p.valid_from <= d.day AND p.valid_to > d.day)) FROM post h"  \
    " WHERE h.org_id = c.id AND h.post = 'secretary' AND h.superseded_tx IS NULL AND h.deleted = 0" \
    " AND h.valid_from <= d.day AND h.valid_to > d.day ORDER BY h.valid_from DESC LIMIT 1)"

#define STATUS_UNTIL_SQL                                                                           \
    "CASE WHEN f.status = 'suspended' THEN (SELECT min(x.valid_from) FROM org_fact x WHERE"        \
    " x.org_id = c.id AND x.superseded_tx IS NULL AND x.valid_from > d.day"                        \
    " AND x.status <> 'suspended') END"

#define IDENTITY                                                                                   \
    {.name = "id", .sql = "c.id", .type = FIELD_ID, .ref = "organizations", .flags = F_LIST | F_COMPUTED | F_SORT, .group = "identity", .vi = "Mã trong sổ", .en = "Id"}, \
    {.name = "uid", .sql = "c.uid", .type = FIELD_UID, .flags = F_COMPUTED, .group = "identity", .vi = "Mã định danh bản ghi", .en = "Uid"}, \
    {.name = "version", .sql = "c.version", .type = FIELD_INT, .flags = F_LIST | F_COMPUTED, .group = "identity", .vi = "Phiên bản", .en = "Version"}, \
    {.name = "code", .sql = "f.code", .type = FIELD_TEXT, .min = 1, .max = 60, .flags = FACT | F_REQUIRED | F_IMPORT | F_LIST | F_SORT | F_FILTER, .group = "identity", .vi = "Mã tổ chức", .en = "Code"}, \
    {.name = "name", .sql = "f.name", .sort_sql = "c.sort_key", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = FACT | F_REQUIRED | F_IMPORT | F_LIST | F_SORT, .group = "identity", .vi = "Tên tổ chức", .en = "Name"}, \
    {.name = "kind", .sql = "f.kind", .type = FIELD_CODE, .codes = &codes_organization_kind, .flags = FACT | F_REQUIRED | F_IMPORT | F_LIST | F_SORT | F_FILTER, .group = "identity", .vi = "Loại tổ chức", .en = "Kind"}, \
    {.name = "category", .sql = "f.category", .type = FIELD_CODE, .codes = &codes_organization_category, .flags = FACT | F_IMPORT | F_LIST | F_SORT | F_FILTER, .group = "identity", .vi = "Loại hình", .en = "Category"}, \
    {.name = "parent_id", .sql = PARENT_SQL, .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .group = "identity", .vi = "Cấp trên trực tiếp", .en = "Superior"}, \
    {.name = "parent_code", .sql = "(SELECT x.code FROM organization x WHERE x.id = " PARENT_SQL ")", .type = FIELD_TEXT, .max = 60, .flags = F_IMPORT | F_COMPUTED | F_LIST, .group = "identity", .vi = "Mã cấp trên", .en = "Code of the superior"}, \
    {.name = "status", .sql = "f.status", .type = FIELD_CODE, .codes = &codes_organization_status, .flags = F_CREATE | F_LIST | F_SORT | F_FILTER, .group = "life", .vi = "Trạng thái", .en = "Status"}, \
    {.name = "established_on", .sql = "f.established_on", .type = FIELD_PARTIAL_DATE, .flags = FACT | F_IMPORT | F_LIST | F_SORT | F_FILTER, .group = "life", .vi = "Ngày thành lập", .en = "Established on"}, \
    {.name = "dissolved_on", .sql = "f.dissolved_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT | F_LIST | F_FILTER, .group = "life", .vi = "Ngày kết thúc hoạt động", .en = "Dissolved on"}

static const struct field organization_fields[] = {
    IDENTITY,
    {.name = "established_by", .sql = "f.established_by", .type = FIELD_TEXT, .max = 100, .flags = FACT, .group = "life", .vi = "Quyết định thành lập", .en = "Established by"},
    {.name = "dissolved_by", .sql = "f.dissolved_by", .type = FIELD_TEXT, .max = 100, .flags = F_COMPUTED, .group = "life", .vi = "Quyết định kết thúc", .en = "Dissolved by"},
    {.name = "status_until", .sql = STATUS_UNTIL_SQL, .type = FIELD_DATE, .flags = F_COMPUTED, .group = "life", .vi = "Đình chỉ hoạt động đến", .en = "Suspended until"},
    {.name = "status_by", .sql = "f.status_by", .type = FIELD_TEXT, .max = 100, .flags = F_COMPUTED, .group = "life", .vi = "Quyết định về trạng thái", .en = "Status decided by"},
    {.name = "approval", .sql = "f.approval", .type = FIELD_TEXT, .max = 200, .flags = FACT, .group = "life", .vi = "Văn bản đồng ý của cấp trên", .en = "Superior's approval", .hint_vi = "Cần khi quy định cho phép ngoại lệ", .hint_en = "Where the regulations allow an exception"},
    {.name = "official_members", .type = FIELD_INT, .min = 0, .max = 100000, .flags = F_CREATE, .group = "life", .vi = "Số đảng viên chính thức khi lập", .en = "Official members at formation"},
    {.name = "members_at_formation", .type = FIELD_INT, .min = 0, .max = 1000000, .flags = F_CREATE, .group = "life", .vi = "Tổng số đảng viên khi lập", .en = "All members at formation"},
    {.name = "address", .sql = "f.address", .type = FIELD_TEXT, .max = 300, .flags = FACT, .group = "contact", .vi = "Địa chỉ", .en = "Address"},
    {.name = "phone", .sql = "f.phone", .type = FIELD_TEXT, .max = 50, .flags = FACT, .group = "contact", .vi = "Điện thoại", .en = "Phone"},
    {.name = "email", .sql = "f.email", .type = FIELD_TEXT, .max = 200, .flags = FACT, .group = "contact", .vi = "Thư điện tử", .en = "E-mail"},
    {.name = "note", .sql = "f.note", .type = FIELD_LINES, .max = 2000, .flags = FACT, .group = "contact", .vi = "Ghi chú", .en = "Note"},
    {.name = "depth", .sql = "c.depth", .type = FIELD_INT, .flags = F_COMPUTED, .group = "identity", .vi = "Bậc trong cây", .en = "Depth"},
    {.name = "children", .sql = "(SELECT count(*) FROM organization x WHERE x.parent_id = c.id AND x.dissolved_on IS NULL)", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .group = "identity", .vi = "Số tổ chức trực thuộc", .en = "Organisations right below"},
    {.name = "flags", .sql = FLAGS_SQL, .type = FIELD_JSON, .flags = F_COMPUTED, .group = "life", .vi = "Cờ chất lượng dữ liệu", .en = "Data-quality flags"},
};

static const struct field cell_fields[] = {
    IDENTITY,
    {.name = "members", .sql = COUNT_SQL(""), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .group = "people", .vi = "Số đảng viên", .en = "Members"},
    {.name = "official", .sql = COUNT_SQL(" AND s.status = 'official'"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .group = "people", .vi = "Chính thức", .en = "Official"},
    {.name = "probationary", .sql = COUNT_SQL(" AND s.status = 'probationary'"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .group = "people", .vi = "Dự bị", .en = "Probationary"},
    {.name = "secretary", .sql = SECRETARY_SQL, .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_PERSON, .group = "people", .vi = "Bí thư", .en = "Secretary"},
    {.name = "flags", .sql = FLAGS_SQL, .type = FIELD_JSON, .flags = F_COMPUTED, .group = "life", .vi = "Cờ chất lượng dữ liệu", .en = "Data-quality flags"},
};

/* What a transfer is addressed by: nothing else of organisations out of scope. */
static const struct field directory_fields[] = {
    {.name = "id", .sql = "c.id", .type = FIELD_ID, .ref = "organizations", .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Mã trong sổ", .en = "Id"},
    {.name = "code", .sql = "f.code", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Mã tổ chức", .en = "Code"},
    {.name = "name", .sql = "f.name", .sort_sql = "c.sort_key", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Tên tổ chức", .en = "Name"},
    {.name = "kind", .sql = "f.kind", .type = FIELD_CODE, .codes = &codes_organization_kind, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Loại tổ chức", .en = "Kind"},
    {.name = "superior", .sql = "(SELECT x.name FROM organization x WHERE x.id = c.parent_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Thuộc", .en = "Superior"},
};

static const struct field placement_fields[] = {
    {.name = "parent_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED, .vi = "Cấp trên mới", .en = "New superior"},
    {.name = "effective_on", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED, .vi = "Từ ngày", .en = "From"},
    {.name = "decision", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE, .vi = "Số quyết định", .en = "Decision"},
};

#define EFFECTIVE_ON {.name = "effective_on", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED, .vi = "Từ ngày", .en = "From"}

static const struct field organization_act_fields[] = {
    EFFECTIVE_ON,
    {.name = "decision", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE, .vi = "Số quyết định", .en = "Decision"},
};

static const struct field organization_suspension_fields[] = {
    EFFECTIVE_ON,
    {.name = "until", .type = FIELD_DATE, .flags = F_CREATE, .vi = "Đến ngày (không kể)", .en = "Until (not included)", .hint_vi = "để trống thì lấy thời hạn dài nhất", .hint_en = "left empty: the longest time there is"},
    {.name = "decision", .type = FIELD_TEXT, .min = 1, .max = 100, .flags = F_CREATE | F_REQUIRED, .vi = "Số quyết định", .en = "Decision"},
};

/* On the day: by a decision on the office itself, or because the member is suspended altogether. */
#define POST_ACTIVITY                                                                              \
    "CASE WHEN h.valid_from > d.day OR h.valid_to <= d.day THEN NULL"                              \
    " WHEN h.suspended_from <= d.day AND coalesce(h.suspended_to, '9999-12-31') > d.day"           \
    " THEN 'suspended'"                                                                            \
    " WHEN EXISTS (SELECT 1 FROM member_span s WHERE s.person_id = h.person_id"                    \
    " AND s.valid_from <= d.day AND s.valid_to > d.day AND s.counted = 1"                          \
    " AND s.activity = 'suspended') THEN 'suspended' ELSE 'active' END"

static const struct field post_fields[] = {
    {.name = "id", .sql = "h.post_id", .type = FIELD_ID, .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Mã", .en = "Id"},
    {.name = "uid", .sql = "h.uid", .type = FIELD_UID, .flags = F_COMPUTED, .vi = "Mã định danh", .en = "Uid"},
    {.name = "version", .sql = "h.version", .type = FIELD_INT, .flags = F_LIST | F_COMPUTED, .vi = "Phiên bản", .en = "Version"},
    {.name = "org_id", .sql = "h.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_name", .sql = "c.name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "post", .sql = "h.post", .type = FIELD_CODE, .codes = &codes_post, .flags = F_CREATE | F_PATCH | F_REQUIRED | F_LIST | F_FILTER | F_SORT, .vi = "Chức vụ", .en = "Post"},
    {.name = "title", .sql = "h.title", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH | F_LIST, .vi = "Chức danh ghi cụ thể", .en = "Title"},
    {.name = "member_id", .sql = "h.person_id", .column = "person_id", .type = FIELD_ID, .ref = "members", .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER, .vi = "Đảng viên giữ chức", .en = "Holder (member)"},
    {.name = "holder_name", .sql = "h.holder_name", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH | F_LIST, .vi = "Người giữ chức ngoài sổ", .en = "Holder from outside"},
    {.name = "holder", .sql = "coalesce(h.holder_name, (SELECT p.full_name FROM profile p WHERE p.person_id = h.person_id AND p.superseded_tx IS NULL AND p.valid_from <= d.day AND p.valid_to > d.day))", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người giữ chức", .en = "Holder"},
    {.name = "term", .sql = "h.term", .type = FIELD_TEXT, .max = 50, .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER, .vi = "Nhiệm kỳ", .en = "Term"},
    {.name = "how", .sql = "h.how", .type = FIELD_CODE, .codes = &codes_post_how, .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER, .vi = "Hình thức", .en = "How"},
    {.name = "decision", .sql = "h.decision", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_PATCH, .vi = "Số quyết định", .en = "Decision"},
    {.name = "state_post", .sql = "h.state_post", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH, .vi = "Chức vụ chính quyền kiêm nhiệm", .en = "Concurrent state post"},
    {.name = "from", .sql = "nullif(h.valid_from, '0001-01-01')", .column = "valid_from", .type = FIELD_DATE, .flags = F_CREATE | F_PATCH | F_LIST | F_SORT | F_FILTER, .vi = "Từ ngày", .en = "From"},
    {.name = "to", .sql = "nullif(h.valid_to, '9999-12-31')", .column = "valid_to", .type = FIELD_DATE, .flags = F_CREATE | F_PATCH | F_LIST | F_SORT | F_FILTER, .vi = "Đến ngày (không kể)", .en = "To (not included)"},
    {.name = "activity", .sql = POST_ACTIVITY, .type = FIELD_CODE, .codes = &codes_post_activity, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Hoạt động", .en = "Activity", .hint_vi = "đình chỉ cũng khi đảng viên bị đình chỉ sinh hoạt đảng", .hint_en = "suspended also while the member is"},
    {.name = "suspended_from", .sql = "h.suspended_from", .type = FIELD_DATE, .flags = F_PATCH | F_LIST, .vi = "Đình chỉ sinh hoạt cấp ủy từ ngày", .en = "Suspended from", .hint_vi = "chức vụ vẫn giữ; xóa ngày này khi ghi nhầm", .hint_en = "the office is kept; clear it when it was recorded by mistake"},
    {.name = "suspended_to", .sql = "h.suspended_to", .type = FIELD_DATE, .flags = F_PATCH | F_LIST, .vi = "Trở lại hoạt động từ ngày", .en = "At work again from", .hint_vi = "để trống: theo thời hạn của pháp luật", .hint_en = "left empty: as long as the law has it"},
    {.name = "suspended_by", .sql = "h.suspended_by", .type = FIELD_TEXT, .max = 100, .flags = F_PATCH | F_LIST, .vi = "Quyết định đình chỉ", .en = "Decision of the suspension"},
};

static const struct field_group organization_groups[] = {
    {"identity", "Tổ chức", "Organisation"}, {"life", "Thành lập và hoạt động", "Life"},
    {"contact", "Liên hệ", "Contact"}, {"people", "Đảng viên", "Members"}};

#define DICTIONARY(symbol, resource_, schema_, vi_, en_, path_, sort_)                             \
    const struct dict dict_##symbol = {.resource = resource_,                                      \
                                       .schema = schema_,                                          \
                                       .vi = vi_,                                                  \
                                       .en = en_,                                                  \
                                       .path = path_,                                              \
                                       .default_sort = sort_,                                      \
                                       .fields = symbol##_fields,                                  \
                                       .n = sizeof symbol##_fields / sizeof *symbol##_fields,      \
                                       .groups = organization_groups,                              \
                                       .n_groups = 4}

DICTIONARY(organization, "organizations", "Organization", "Tổ chức đảng", "Organisations", "/api/v1/organizations", "name");
DICTIONARY(cell, "cells", "Cell", "Chi bộ", "Cells", "/api/v1/cells", "name");
DICTIONARY(directory, "directory", "DirectoryEntry", "Danh bạ tổ chức đảng", "Directory of organisations", "/api/v1/organizations/directory", "name");
DICTIONARY(placement, "placements", "Placement", "Chuyển cấp trên", "Placement", NULL, "id");
DICTIONARY(organization_act, "organization_acts", "OrganizationAct", "Việc trên tổ chức", "Act on an organisation", NULL, "id");
DICTIONARY(organization_suspension, "organization_suspensions", "OrganizationSuspension", "Đình chỉ hoạt động", "Suspension of an organisation", NULL, "id");
DICTIONARY(post, "posts", "Post", "Chức vụ đảng", "Posts", "/api/v1/posts", "post");
