/* Dictionaries of the smaller resources: targets, rule parameters, imports,
   the journal. */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define ROW F_CREATE | F_PATCH | F_LIST

/* one line a field, however long */
/* clang-format off */
static const struct field target_fields[] = {
    DICT_OWN("t"),
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_code", .sql = "(SELECT code FROM organization o WHERE o.id = t.org_id)", .type = FIELD_TEXT, .max = 60, .flags = F_IMPORT | F_COMPUTED | F_LIST, .vi = "Mã tổ chức", .en = "Organisation code"},
    {.name = "indicator", .sql = "t.indicator", .type = FIELD_CODE, .codes = &codes_indicator, .flags = F_CREATE | F_REQUIRED | F_IMPORT | F_LIST | F_FILTER, .vi = "Chỉ tiêu", .en = "Indicator"},
    {.name = "from", .sql = "t.from_on", .column = "from_on", .type = FIELD_DATE, .flags = ROW | F_REQUIRED | F_IMPORT | F_SORT | F_FILTER, .vi = "Từ ngày", .en = "From"},
    {.name = "to", .sql = "t.to_on", .column = "to_on", .type = FIELD_DATE, .flags = ROW | F_REQUIRED | F_IMPORT | F_SORT | F_FILTER, .vi = "Đến hết ngày", .en = "To (included)"},
    {.name = "value", .sql = "t.value", .type = FIELD_INT, .min = 0, .max = 100000000, .flags = ROW | F_REQUIRED | F_IMPORT, .vi = "Giá trị", .en = "Value"},
    {.name = "scope", .sql = "t.scope", .type = FIELD_CODE, .codes = &codes_organization_kind, .flags = ROW | F_IMPORT | F_FILTER, .vi = "Chỉ tính bên dưới loại tổ chức", .en = "Only below organisations of the kind"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 2000, .flags = F_CREATE | F_PATCH, .vi = "Ghi chú", .en = "Note"},
};

static const struct field congress_fields[] = {
    DICT_OWN("t"),
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_code", .sql = "(SELECT code FROM organization o WHERE o.id = t.org_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Mã tổ chức", .en = "Organisation code"},
    {.name = "org_name", .sql = "(SELECT name FROM organization o WHERE o.id = t.org_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "term", .sql = "t.term", .type = FIELD_TEXT, .min = 1, .max = 20, .flags = ROW | F_REQUIRED | F_FILTER | F_SORT, .vi = "Nhiệm kỳ", .en = "Term", .hint_vi = "ví dụ 2025-2030", .hint_en = "2025-2030"},
    {.name = "number", .sql = "t.number", .type = FIELD_TEXT, .max = 20, .flags = ROW, .vi = "Đại hội lần thứ", .en = "Number"},
    {.name = "planned_on", .sql = "t.planned_on", .type = FIELD_DATE, .flags = ROW | F_FILTER | F_SORT, .vi = "Ngày dự kiến", .en = "Planned on"},
    {.name = "held_on", .sql = "t.held_on", .type = FIELD_DATE, .flags = ROW | F_FILTER | F_SORT, .vi = "Ngày đại hội", .en = "Held on"},
    {.name = "next_due_on", .sql = "t.next_due_on", .type = FIELD_DATE, .flags = ROW | F_FILTER | F_SORT, .vi = "Hạn đại hội kế tiếp", .en = "Next due on"},
    {.name = "delegates", .sql = "t.delegates", .type = FIELD_INT, .min = 0, .max = 100000, .flags = ROW, .vi = "Số đại biểu", .en = "Delegates"},
    {.name = "committee_size", .sql = "t.committee_size", .type = FIELD_INT, .min = 0, .max = 1000, .flags = ROW, .vi = "Số cấp ủy viên", .en = "Size of the committee"},
    {.name = "approved_by", .sql = "t.approved_by", .type = FIELD_TEXT, .max = 100, .flags = ROW, .vi = "Quyết định chuẩn y", .en = "Approval"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 2000, .flags = F_CREATE | F_PATCH, .vi = "Ghi chú", .en = "Note"},
};

static const struct field rule_fields[] = {
    DICT_OWN("t"),
    {.name = "name", .sql = "t.name", .type = FIELD_TEXT, .min = 1, .max = 80, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT | F_FILTER, .vi = "Tên tham số", .en = "Name"},
    {.name = "value", .sql = "t.value", .type = FIELD_TEXT, .min = 1, .max = 80, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Giá trị", .en = "Value"},
    {.name = "unit", .sql = "t.unit", .type = FIELD_TEXT, .max = 40, .flags = F_COMPUTED | F_LIST, .vi = "Đơn vị", .en = "Unit"},
    {.name = "label", .sql = "t.label", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Nội dung", .en = "Label (vi)"},
    {.name = "label_en", .sql = "t.label_en", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Nội dung (tiếng Anh)", .en = "Label (en)"},
    {.name = "effective_from", .sql = "nullif(t.effective_from, '0001-01-01')", .column = "effective_from", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT, .vi = "Áp dụng từ ngày", .en = "Effective from"},
    {.name = "effective_to", .sql = "nullif(t.effective_to, '9999-12-31')", .column = "effective_to", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST, .vi = "Đến ngày (không kể)", .en = "Effective to (not included)"},
    {.name = "citation", .sql = "t.citation", .type = FIELD_TEXT, .min = 1, .max = 300, .flags = F_CREATE | F_PATCH | F_REQUIRED | F_LIST, .vi = "Căn cứ", .en = "Citation"},
    {.name = "tag", .sql = "t.tag", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Mức độ chắc chắn", .en = "Certainty"},
    {.name = "confirmed", .sql = "t.confirmed", .type = FIELD_BOOL, .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER, .vi = "Đã xác nhận", .en = "Confirmed"},
};

static const struct field import_fields[] = {
    DICT_OWN("t"),
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_import_kind, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Loại", .en = "Kind"},
    {.name = "state", .sql = "t.state", .type = FIELD_CODE, .codes = &codes_import_state, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Trạng thái", .en = "State"},
    {.name = "file_name", .sql = "t.file_name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tệp", .en = "File"},
    {.name = "created_at", .sql = "t.created_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Tải lên lúc", .en = "Uploaded at"},
    {.name = "committed_at", .sql = "t.committed_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Ghi lúc", .en = "Committed at"},
    {.name = "undone_at", .sql = "t.undone_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Hoàn tác lúc", .en = "Undone at"},
    {.name = "rows", .sql = "t.rows", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Số dòng", .en = "Rows"},
    {.name = "added", .sql = "t.added", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Thêm mới", .en = "Added"},
    {.name = "updated", .sql = "t.updated", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Thay đổi", .en = "Updated"},
    {.name = "unchanged", .sql = "t.unchanged", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Không đổi", .en = "Unchanged"},
    {.name = "refused", .sql = "t.refused", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Bị từ chối", .en = "Refused"},
    {.name = "missing", .sql = "t.missing", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Không có trong tệp", .en = "Not in the file"},
    {.name = "flagged", .sql = "t.flagged", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Cần xem lại", .en = "Worth a look"},
    {.name = "notices", .sql = "t.warnings", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Điểm cần chú ý", .en = "Notices"},
    {.name = "progress", .sql = "t.progress", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Đã kiểm tra (%)", .en = "Checked (%)"},
    {.name = "problem", .sql = "t.problem", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Vì sao không kiểm tra được", .en = "Why the check failed"},
    {.name = "header", .sql = "t.header", .type = FIELD_JSON, .flags = F_COMPUTED, .vi = "Các cột của tệp", .en = "Columns of the file"},
    {.name = "source", .sql = "t.source", .type = FIELD_JSON, .flags = F_COMPUTED, .vi = "Nguồn", .en = "Source"},
};

static const struct field import_row_fields[] = {
    {.name = "id", .sql = "t.line", .type = FIELD_ID, .flags = F_COMPUTED | F_SORT, .vi = "Dòng", .en = "Line"},
    {.name = "line", .sql = "t.line", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Dòng", .en = "Line"},
    {.name = "state", .sql = "t.state", .type = FIELD_CODE, .codes = &codes_import_row_state, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Trạng thái", .en = "State"},
    {.name = "row_id", .sql = "t.row_id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST, .vi = "Bản ghi", .en = "Row"},
    {.name = "label", .sql = "t.label", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Nhận ra bằng", .en = "Label"},
    {.name = "cells", .sql = "t.cells", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Các ô", .en = "Cells"},
    {.name = "faults", .sql = "t.faults", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Lý do từ chối", .en = "Faults"},
    {.name = "changes", .sql = "t.changes", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Thay đổi", .en = "Changes"},
    {.name = "flags", .sql = "t.flags", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Cần xem lại", .en = "Worth a look"},
    {.name = "problem", .sql = "(t.state = 'refused' OR t.flags IS NOT NULL)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_FILTER, .vi = "Có vấn đề", .en = "With a problem"},
};

static const struct field saved_filter_fields[] = {
    DICT_OWN("t"),
    {.name = "resource", .sql = "t.resource", .type = FIELD_TEXT, .min = 1, .max = 40, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Danh sách", .en = "List"},
    {.name = "name", .sql = "t.name", .type = FIELD_TEXT, .min = 1, .max = 100, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT, .vi = "Tên bộ lọc", .en = "Name"},
    {.name = "query", .sql = "t.query", .type = FIELD_TEXT, .max = 2000, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Điều kiện", .en = "Conditions"},
    {.name = "shared", .sql = "t.shared", .type = FIELD_BOOL, .flags = F_CREATE | F_LIST | F_FILTER, .vi = "Dùng chung trong cơ quan", .en = "Shared"},
    {.name = "own", .sql = "(t.user_id = d.me AND d.me <> 0)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Của tôi", .en = "Own"},
};

static const struct field national_export_fields[] = {
    DICT_OWN("t"),
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_LIST | F_FILTER, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_name", .sql = "o.name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "changed_only", .sql = "t.changed_only", .type = FIELD_BOOL, .flags = F_CREATE | F_LIST, .vi = "Chỉ dòng thay đổi từ lần xuất trước", .en = "Only what changed since the last file"},
    {.name = "created_at", .sql = "t.created_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Lập lúc", .en = "Made at"},
    {.name = "actor", .sql = "t.actor", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người lập", .en = "Made by"},
    {.name = "rows", .sql = "t.rows", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Số dòng", .en = "Rows"},
};

/* Values of sensitive fields never leave by the journal. */
#define WITHOUT_SENSITIVE(column)                                                                  \
    "json_remove(" column ", '$.ethnicity', '$.religion', '$.religious_rank', '$.personal_id', '$.old_id_number'," \
    " '$.family_background', '$.family_merit', '$.health', '$.war_invalid', '$.household_economy', '$.income'," \
    " '$.housing', '$.self_assessment')"

static const struct field audit_fields[] = {
    {.name = "id", .sql = "t.id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Số", .en = "Id"},
    {.name = "at", .sql = "x.at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Lúc", .en = "At"},
    {.name = "save_id", .sql = "t.tx_id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Lần lưu", .en = "Save"},
    {.name = "actor", .sql = "x.actor", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Ai", .en = "Who"},
    {.name = "role", .sql = "x.role", .type = FIELD_CODE, .codes = &codes_role, .flags = F_COMPUTED | F_LIST, .vi = "Vai trò", .en = "Role"},
    {.name = "channel", .sql = "x.channel", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Qua", .en = "Channel"},
    {.name = "reason", .sql = "x.reason", .type = FIELD_LINES, .flags = F_COMPUTED | F_LIST, .vi = "Lý do", .en = "Reason"},
    {.name = "resource", .sql = "t.resource", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Loại bản ghi", .en = "Resource"},
    {.name = "row_id", .sql = "t.row_id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Bản ghi", .en = "Row"},
    {.name = "uid", .sql = "t.uid", .type = FIELD_UID, .flags = F_COMPUTED, .vi = "Mã định danh", .en = "Uid"},
    {.name = "op", .sql = "t.op", .type = FIELD_CODE, .codes = &codes_change_op, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Việc", .en = "Operation"},
    {.name = "version", .sql = "t.version", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Phiên bản", .en = "Version"},
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "fields", .sql = "t.fields", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Các trường", .en = "Fields"},
    {.name = "before", .sql = WITHOUT_SENSITIVE("t.before"), .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST | F_PERSON, .vi = "Trước", .en = "Before"},
    {.name = "after", .sql = WITHOUT_SENSITIVE("t.after"), .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST | F_PERSON, .vi = "Sau", .en = "After"},
};

static const struct field access_log_fields[] = {
    {.name = "id", .sql = "t.id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Số", .en = "Id"},
    {.name = "at", .sql = "t.at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Lúc", .en = "At"},
    {.name = "actor", .sql = "t.actor", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Ai", .en = "Who"},
    {.name = "role", .sql = "t.role", .type = FIELD_CODE, .codes = &codes_role, .flags = F_COMPUTED | F_LIST, .vi = "Vai trò", .en = "Role"},
    {.name = "what", .sql = "t.what", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Qua", .en = "What"},
    {.name = "fields", .sql = "t.fields", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Các trường đã xem", .en = "Fields read"},
    {.name = "purpose", .sql = "t.purpose", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Mục đích", .en = "Purpose"},
    {.name = "people", .sql = "t.people", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Số người trong câu trả lời", .en = "People in the answer"},
};

static const struct field change_fields[] = {
    {.name = "seq", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Số thứ tự", .en = "Sequence"},
    {.name = "at", .type = FIELD_TIME, .flags = F_COMPUTED, .vi = "Lúc", .en = "At"},
    {.name = "resource", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Loại bản ghi", .en = "Resource"},
    {.name = "uid", .type = FIELD_UID, .flags = F_COMPUTED, .vi = "Mã định danh", .en = "Uid"},
    {.name = "op", .type = FIELD_CODE, .codes = &codes_change_op, .flags = F_COMPUTED, .vi = "Việc", .en = "Operation"},
    {.name = "version", .type = FIELD_INT, .flags = F_COMPUTED, .vi = "Phiên bản", .en = "Version"},
};

#define DICTIONARY(symbol, resource_, schema_, vi_, en_, path_, table_, sort_)                     \
    const struct dict dict_##symbol = {.resource = resource_,                                      \
                                       .schema = schema_,                                          \
                                       .vi = vi_,                                                  \
                                       .en = en_,                                                  \
                                       .path = path_,                                              \
                                       .table = table_,                                            \
                                       .default_sort = sort_,                                      \
                                       .fields = symbol##_fields,                                  \
                                       .n = sizeof symbol##_fields / sizeof *symbol##_fields}

DICTIONARY(target, "targets", "Target", "Chỉ tiêu", "Targets", "/api/v1/targets", "target", "-from");
DICTIONARY(congress, "congresses", "Congress", "Đại hội", "Congresses", "/api/v1/congresses", "congress", "-held_on");
DICTIONARY(rule, "rules", "Rule", "Tham số quy tắc", "Rule parameters", "/api/v1/rules", "rule", "name");
DICTIONARY(import, "imports", "Import", "Lần nhập", "Imports", "/api/v1/imports", NULL, "-id");
DICTIONARY(import_row, "import_rows", "ImportRow", "Dòng nhập", "Import rows", NULL, NULL, "line");
DICTIONARY(saved_filter, "saved_filters", "SavedFilter", "Bộ lọc đã lưu", "Saved filters", "/api/v1/saved-filters", "saved_filter", "name");
DICTIONARY(national_export, "national_exports", "NationalExport", "Tệp cho cơ sở dữ liệu quốc gia", "Files for the national database", "/api/v1/national-exports", NULL, "-created_at");
DICTIONARY(audit, "audit", "AuditEntry", "Nhật ký thay đổi", "Audit trail", "/api/v1/audit", NULL, "-id");
DICTIONARY(access_log, "access_log", "Reading", "Lượt xem dữ liệu nhạy cảm", "Readings of sensitive data", NULL, NULL, "-at");
DICTIONARY(change, "changes", "Change", "Thay đổi", "Changes", "/api/v1/changes", NULL, "seq");
