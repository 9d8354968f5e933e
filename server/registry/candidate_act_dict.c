/* The dictionaries of what belongs to a dossier: its steps, its papers, how it ended (t.). */
#include "registry/codes.h"
#include "registry/dict_list.h"

/* one line a field, however long */
/* clang-format off */
static const struct field candidate_step_fields[] = {
    DICT_OWN("t"),
    {.name = "step", .sql = "t.step", .type = FIELD_CODE, .codes = &codes_candidate_step, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Bước", .en = "Step"},
    {.name = "day", .sql = "t.day", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Ngày", .en = "Day"},
    {.name = "cell_id", .sql = "t.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST, .vi = "Chi bộ", .en = "Cell"},
    {.name = "cell_name", .sql = "(SELECT name FROM organization o WHERE o.id = t.cell_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên chi bộ", .en = "Cell's name"},
    {.name = "agreed", .sql = "t.agreed", .type = FIELD_BOOL, .flags = F_CREATE | F_LIST, .vi = "Được thông qua", .en = "Agreed", .hint_vi = "không: cuộc biểu quyết không đủ tỷ lệ, hồ sơ đứng lại ở bước này", .hint_en = "no: the vote fell short and the dossier stays where it is"},
    {.name = "received_on", .sql = "t.received_on", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .vi = "Chi bộ nhận quyết định ngày", .en = "Decision received on"},
    {.name = "eligible", .sql = "t.eligible", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Số được biểu quyết", .en = "Eligible", .hint_vi = "để trống: tính theo sổ", .hint_en = "left out: as the register has it"},
    {.name = "in_favour", .sql = "t.in_favour", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Tán thành", .en = "In favour"},
    {.name = "against", .sql = "t.against", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Không tán thành", .en = "Against"},
    {.name = "absent", .sql = "t.absent", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Vắng mặt", .en = "Absent"},
    {.name = "away", .sql = "t.away", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE, .vi = "Sinh hoạt tạm thời nơi khác", .en = "At temporary activity elsewhere"},
    {.name = "exempt_absent", .sql = "t.exempt_absent", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE, .vi = "Được miễn sinh hoạt, vắng mặt", .en = "Exempt and absent"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Số văn bản", .en = "Number of the decision"},
    {.name = "decided_by", .sql = "t.decided_by", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_LIST, .vi = "Cơ quan ban hành", .en = "Decided by"},
    {.name = "place", .sql = "t.place", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE, .vi = "Nơi tổ chức", .en = "Place"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 2000, .flags = F_CREATE | F_LIST, .vi = "Ghi chú", .en = "Note"},
    {.name = "documents", .sql = "(SELECT json_group_array(json_object('id', x.id, 'kind', x.kind, 'form_code', x.form_code, 'form_set', x.form_set, 'title', x.title, 'number', x.number, 'issued_on', x.issued_on, 'issued_by', x.issued_by, 'for_rule', x.for_rule)) FROM candidate_document x WHERE x.step_id = t.id AND x.deleted_tx IS NULL)", .type = FIELD_JSON, .flags = F_CREATE | F_LIST, .vi = "Giấy tờ", .en = "Papers"},
    {.name = "judged", .sql = "t.judged", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Xét theo quy tắc", .en = "Rules it was judged by"},
    {.name = "recorded_at", .sql = "(SELECT x.at FROM tx x WHERE x.id = t.recorded_tx)", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Ghi lúc", .en = "Recorded at"},
    {.name = "recorded_by", .sql = "(SELECT x.actor FROM tx x WHERE x.id = t.recorded_tx)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người ghi", .en = "Recorded by"},
    {.name = "undone", .sql = "(t.undone_tx IS NOT NULL)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Đã hoàn tác", .en = "Taken back"},
    {.name = "undone_reason", .sql = "(SELECT x.reason FROM tx x WHERE x.id = t.undone_tx)", .type = FIELD_LINES, .flags = F_COMPUTED | F_LIST, .vi = "Lý do hoàn tác", .en = "Why taken back"},
};

static const struct field candidate_document_fields[] = {
    DICT_OWN("t"),
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_candidate_document, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Loại giấy tờ", .en = "Kind"},
    {.name = "form_code", .sql = "t.form_code", .type = FIELD_TEXT, .max = 40, .flags = F_CREATE | F_LIST, .vi = "Ký hiệu mẫu", .en = "Form", .hint_vi = "ví dụ 5-KNĐ", .hint_en = "5-KNĐ"},
    {.name = "form_set", .sql = "t.form_set", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Bộ mẫu", .en = "Set of forms", .hint_vi = "văn bản ban hành bộ mẫu, vì ký hiệu khác nhau giữa các bộ", .hint_en = "which issue, since codes differ between them"},
    {.name = "title", .sql = "t.title", .type = FIELD_TEXT, .max = 300, .flags = F_CREATE | F_LIST, .vi = "Tên giấy tờ", .en = "Title"},
    {.name = "number", .sql = "t.number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Số", .en = "Number"},
    {.name = "issued_on", .sql = "t.issued_on", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT, .vi = "Ngày", .en = "Issued on"},
    {.name = "issued_by", .sql = "t.issued_by", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_LIST, .vi = "Nơi cấp", .en = "Issued by"},
    {.name = "for_rule", .sql = "t.for_rule", .type = FIELD_TEXT, .max = 80, .flags = F_CREATE | F_LIST, .vi = "Đồng ý cho ngoại lệ của quy tắc", .en = "Allows an exception from the rule"},
    {.name = "step_id", .sql = "t.step_id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST, .vi = "Ghi cùng bước", .en = "Recorded with the step"},
};

static const struct field candidate_exit_fields[] = {
    DICT_OWN("t"),
    {.name = "exit", .sql = "t.exit", .type = FIELD_CODE, .codes = &codes_candidate_exit, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Kết thúc", .en = "Exit"},
    {.name = "day", .sql = "t.day", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Ngày", .en = "Day"},
    {.name = "why", .sql = "t.why", .type = FIELD_LINES, .min = 1, .max = 2000, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Lý do", .en = "Why"},
    {.name = "to_cell_id", .sql = "t.to_cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_LIST, .vi = "Chuyển đến chi bộ", .en = "Moved to the cell"},
    {.name = "to_outside", .sql = "t.to_outside", .type = FIELD_TEXT, .max = 300, .flags = F_CREATE | F_LIST, .vi = "Chuyển đến nơi ngoài sổ", .en = "Moved outside"},
    {.name = "eligible", .sql = "t.eligible", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE, .vi = "Số được biểu quyết", .en = "Eligible"},
    {.name = "in_favour", .sql = "t.in_favour", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE, .vi = "Tán thành", .en = "In favour"},
    {.name = "against", .sql = "t.against", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE, .vi = "Không tán thành", .en = "Against"},
    {.name = "absent", .sql = "t.absent", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE, .vi = "Vắng mặt", .en = "Absent"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Số quyết định", .en = "Decision number"},
    {.name = "decided_by", .sql = "t.decided_by", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_LIST, .vi = "Cơ quan quyết định", .en = "Decided by"},
};

const struct dict dict_candidate_step = {
    DICT_TABLE(candidate_step, "candidate_steps", "CandidateStep", "Các bước của hồ sơ", "Steps of a dossier", NULL, "id")};
const struct dict dict_candidate_document = {
    DICT_TABLE(candidate_document, "candidate_documents", "CandidateDocument", "Giấy tờ của hồ sơ", "Papers of a dossier", NULL, "issued_on")};
const struct dict dict_candidate_exit = {
    DICT_TABLE(candidate_exit, "candidate_exits", "CandidateExit", "Kết thúc, chuyển hồ sơ", "Exits and moves of a dossier", NULL, "id")};
/* clang-format on */
