/* The dictionaries of discipline: what a list or an object shows (t. the row, d.day, o. its
   organisation), what a case is opened and corrected with, its steps, its further readers. */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define BOTH F_CREATE | F_PATCH
#define STATE                                                                                              \
    "CASE WHEN t.case_state IS NULL THEN CASE WHEN " DISCIPLINE_IN_FORCE(                                  \
        "t",                                                                                               \
        "d.day") " THEN"                                                                                   \
                 " 'in_force' ELSE 'ended' END WHEN t.case_state = 'in_force' AND t.ends_on <= d.day THEN" \
                 " 'ended' ELSE t.case_state END"
#define SAVED(column, of) "(SELECT x." column " FROM confidential_tx x WHERE x.id = t." of ")"

/* What has ended by itself asks for nothing more. */
#define UNLESS_ENDED(column)                                                                       \
    "CASE WHEN t.case_state = 'in_force' AND t.ends_on <= d.day THEN NULL ELSE " column " END"

/* one line a field, however long */
/* clang-format off */
static const struct field discipline_fields[] = {
    DICT_OWN("t"),
    {.name = "subject", .sql = "t.subject", .type = FIELD_CODE, .codes = &codes_discipline_subject, .flags = F_IMPORT | F_LIST | F_FILTER, .vi = "Đối tượng", .en = "Subject"},
    {.name = "member_id", .sql = "t.person_id", .type = FIELD_ID, .ref = "members", .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Đảng viên", .en = "Member"},
    {.name = "member_name", .sql = DICT_NAME_OF("t.person_id"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Họ và tên", .en = "Name"},
    {.name = "record_number", .sql = "(SELECT m.record_number FROM membership m WHERE m.person_id = t.person_id AND m.superseded_tx IS NULL ORDER BY m.id DESC LIMIT 1)", .type = FIELD_TEXT, .max = 60, .flags = F_IMPORT | F_COMPUTED | F_LIST, .vi = "Số lý lịch", .en = "Record number"},
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_code", .sql = "o.code", .type = FIELD_TEXT, .max = 60, .flags = F_IMPORT | F_COMPUTED | F_LIST, .vi = "Mã tổ chức", .en = "Organisation code"},
    {.name = "org_name", .sql = "o.name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "form", .sql = "t.form", .type = FIELD_CODE, .codes = &codes_discipline_form, .flags = F_IMPORT | F_LIST | F_FILTER | F_SORT, .vi = "Hình thức", .en = "Form"},
    {.name = "decided_on", .sql = "t.decided_on", .type = FIELD_DATE, .flags = F_IMPORT | F_LIST | F_FILTER | F_SORT, .vi = "Ngày quyết định", .en = "Decided on"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = F_IMPORT | F_LIST, .vi = "Số quyết định", .en = "Decision number"},
    {.name = "authority", .sql = "t.authority", .type = FIELD_CODE, .codes = &codes_authority, .flags = F_IMPORT | F_LIST | F_FILTER, .vi = "Cấp quyết định", .en = "Authority"},
    {.name = "reason", .sql = "t.reason", .type = FIELD_LINES, .max = 2000, .flags = F_IMPORT | F_LIST, .vi = "Nội dung vi phạm", .en = "Reason"},
    {.name = "content", .sql = "t.content", .type = FIELD_CODE, .codes = &codes_discipline_content, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Nhóm nội dung", .en = "Content"},
    {.name = "state", .sql = STATE, .type = FIELD_CODE, .codes = &codes_discipline_state, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Tình trạng", .en = "State"},
    {.name = "announced_on", .sql = "t.announced_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST | F_FILTER | F_SORT, .vi = "Ngày công bố", .en = "Announced on"},
    {.name = "ends_on", .sql = "t.ends_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Tự hết hiệu lực ngày", .en = "Ends by itself on"},
    {.name = "annulled_on", .sql = "t.annulled_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST, .vi = "Hủy bỏ ngày", .en = "Annulled on"},
    {.name = "flags", .sql = "(SELECT json_group_array(q.code) FROM quality_flag q WHERE q.resource = 'discipline' AND q.row_id = t.id AND q.cleared_tx IS NULL)", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Cần kiểm tra", .en = "Flags"},
    {.name = "title", .sql = "t.title", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên vụ việc", .en = "Title"},
    {.name = "joint_id", .sql = "t.joint_id", .type = FIELD_ID, .ref = "discipline", .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Cùng vụ việc", .en = "Joint case", .hint_vi = "mã hồ sơ đầu tiên của vụ việc", .hint_en = "id of the first case of the affair"},
    {.name = "source", .sql = "t.source", .type = FIELD_CODE, .codes = &codes_discipline_source, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Nguồn", .en = "Source"},
    {.name = "source_on", .sql = "t.source_on", .type = FIELD_DATE, .flags = F_COMPUTED, .vi = "Ngày văn bản nguồn", .en = "Day of the source"},
    {.name = "source_note", .sql = "t.source_note", .type = FIELD_LINES, .flags = F_COMPUTED, .vi = "Ghi chú về nguồn", .en = "Note on the source"},
    {.name = "matter", .sql = "t.matter", .type = FIELD_LINES, .flags = F_COMPUTED, .vi = "Nội dung vụ việc", .en = "Matter"},
    {.name = "received_on", .sql = "t.received_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST | F_FILTER | F_SORT, .vi = "Ngày tiếp nhận", .en = "Received on"},
    {.name = "violation_on", .sql = "t.violation_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST, .vi = "Ngày vi phạm sau cùng", .en = "Last violation on"},
    {.name = "grave", .sql = "t.grave", .type = FIELD_BOOL, .flags = F_COMPUTED, .vi = "Không áp dụng thời hiệu", .en = "Without limitation"},
    {.name = "assigned_from_above", .sql = "t.assigned", .type = FIELD_BOOL, .flags = F_COMPUTED, .vi = "Nhiệm vụ do cấp trên giao", .en = "A task given from above"},
    {.name = "without_vote", .sql = "t.without_vote", .type = FIELD_CODE, .codes = &codes_discipline_direct, .flags = F_COMPUTED, .vi = "Không qua chi bộ biểu quyết vì", .en = "Without a vote of the cell"},
    {.name = "decider_id", .sql = "t.decider_id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED, .vi = "Tổ chức có thẩm quyền", .en = "Deciding organisation"},
    {.name = "decider_name", .sql = "(SELECT x.name FROM organization x WHERE x.id = t.decider_id)", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Tên tổ chức có thẩm quyền", .en = "Deciding organisation's name"},
    {.name = "decided_by", .sql = "t.decided_by", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Cơ quan quyết định", .en = "Decided by"},
    {.name = "paper_on", .sql = "t.paper_on", .type = FIELD_DATE, .flags = F_COMPUTED, .vi = "Nhận quyết định ngày", .en = "Paper received on"},
    {.name = "concluded_on", .sql = "t.concluded_on", .type = FIELD_DATE, .flags = F_COMPUTED, .vi = "Ngày kết luận", .en = "Concluded on"},
    {.name = "due_on", .sql = UNLESS_ENDED("t.due_on"), .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST | F_FILTER | F_SORT, .vi = "Hạn", .en = "Due on"},
    {.name = "due_rule", .sql = UNLESS_ENDED("t.due_rule"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Quy tắc của hạn", .en = "Rule of the deadline"},
    {.name = "opened_by_cell", .sql = "t.by_cell", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Do chi bộ lập", .en = "Opened by the cell"},
    {.name = "case", .sql = "(t.case_state IS NOT NULL)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Có hồ sơ", .en = "Has a case file"},
};

static const struct field discipline_case_fields[] = {
    DICT_OWN("t"),
    {.name = "member_id", .sql = "t.person_id", .column = "person_id", .type = FIELD_ID, .ref = "members", .flags = F_CREATE, .vi = "Đảng viên", .en = "Member", .hint_vi = "hoặc tổ chức đảng", .hint_en = "or an organisation"},
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE, .vi = "Tổ chức đảng", .en = "Organisation"},
    {.name = "joint_with", .sql = "t.joint_id", .column = "joint_id", .type = FIELD_ID, .ref = "discipline", .flags = F_CREATE, .vi = "Cùng vụ việc với hồ sơ", .en = "Same affair as"},
    {.name = "title", .sql = "t.title", .type = FIELD_TEXT, .min = 1, .max = 300, .flags = BOTH | F_REQUIRED, .vi = "Tên vụ việc", .en = "Title"},
    {.name = "source", .sql = "t.source", .type = FIELD_CODE, .codes = &codes_discipline_source, .flags = BOTH | F_REQUIRED, .vi = "Nguồn", .en = "Source"},
    {.name = "source_on", .sql = "t.source_on", .type = FIELD_DATE, .flags = BOTH, .vi = "Ngày văn bản nguồn", .en = "Day of the source"},
    {.name = "source_note", .sql = "t.source_note", .type = FIELD_LINES, .max = 2000, .flags = BOTH, .vi = "Ghi chú về nguồn", .en = "Note on the source"},
    {.name = "matter", .sql = "t.matter", .type = FIELD_LINES, .max = 4000, .flags = BOTH, .vi = "Nội dung vụ việc", .en = "Matter"},
    {.name = "received_on", .sql = "t.received_on", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED, .vi = "Ngày tiếp nhận", .en = "Received on"},
    {.name = "authority", .sql = "t.expected_authority", .column = "expected_authority", .type = FIELD_CODE, .codes = &codes_authority, .flags = BOTH | F_REQUIRED, .vi = "Cấp có thẩm quyền quyết định", .en = "Deciding authority"},
    {.name = "decider_id", .sql = "t.decider_id", .type = FIELD_ID, .ref = "organizations", .flags = BOTH, .vi = "Tổ chức có thẩm quyền", .en = "Deciding organisation"},
    {.name = "without_vote", .sql = "t.without_vote", .type = FIELD_CODE, .codes = &codes_discipline_direct, .flags = BOTH, .vi = "Không qua chi bộ biểu quyết vì", .en = "Without a vote of the cell"},
    {.name = "content", .sql = "t.content", .type = FIELD_CODE, .codes = &codes_discipline_content, .flags = BOTH, .vi = "Nhóm nội dung", .en = "Content"},
    {.name = "violation_on", .sql = "t.violation_on", .type = FIELD_DATE, .flags = BOTH, .vi = "Ngày vi phạm sau cùng", .en = "Last violation on", .hint_vi = "vi phạm kéo dài: ngày chấm dứt", .hint_en = "of a lasting one its end"},
    {.name = "grave", .sql = "t.grave", .type = FIELD_BOOL, .flags = BOTH, .vi = "Không áp dụng thời hiệu", .en = "Without limitation"},
    {.name = "assigned_from_above", .sql = "t.assigned", .column = "assigned", .type = FIELD_BOOL, .flags = BOTH, .vi = "Nhiệm vụ do cấp trên giao", .en = "A task given from above"},
    {.name = "decision_number", .sql = "t.paper_number", .column = "paper_number", .type = FIELD_TEXT, .max = 100, .flags = F_PATCH, .vi = "Số quyết định", .en = "Decision number"},
    {.name = "paper_on", .sql = "t.paper_given_on", .column = "paper_given_on", .type = FIELD_DATE, .flags = F_PATCH, .vi = "Nhận quyết định ngày", .en = "Paper received on"},
    /* the program's own */
    {.name = "subject", .sql = "t.subject", .type = FIELD_CODE, .codes = &codes_discipline_subject, .vi = "Đối tượng", .en = "Subject"},
    {.name = "by_cell", .sql = "t.by_cell", .type = FIELD_BOOL, .vi = "Do chi bộ lập", .en = "Opened by the cell"},
    {.name = "adopted", .sql = "t.adopted", .type = FIELD_BOOL, .vi = "Lập từ quyết định đã nhập", .en = "Begun from an imported decision"},
};

static const struct field discipline_step_fields[] = {
    DICT_OWN("t"),
    {.name = "step", .sql = "t.step", .type = FIELD_CODE, .codes = &codes_discipline_step, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Bước", .en = "Step"},
    {.name = "day", .sql = "t.day", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Ngày", .en = "Day"},
    {.name = "agreed", .sql = "t.agreed", .type = FIELD_BOOL, .flags = F_CREATE | F_LIST, .vi = "Đồng ý", .en = "Agreed", .hint_vi = "kết luận: phải kỷ luật; biểu quyết: đủ tỷ lệ", .hint_en = "conclusion: discipline is due; vote: the share was reached"},
    {.name = "form", .sql = "t.form", .type = FIELD_CODE, .codes = &codes_discipline_form, .flags = F_CREATE | F_LIST, .vi = "Hình thức", .en = "Form"},
    {.name = "outcome", .sql = "t.outcome", .type = FIELD_CODE, .codes = &codes_appeal_outcome, .flags = F_CREATE | F_LIST, .vi = "Kết quả giải quyết", .en = "Outcome"},
    {.name = "ground", .sql = "t.ground", .type = FIELD_CODE, .codes = &codes_discipline_ground, .flags = F_CREATE | F_LIST, .vi = "Căn cứ", .en = "Ground", .hint_vi = "lý do tạm hoãn, hoặc không xem xét khiếu nại", .hint_en = "why it is deferred, or an appeal not taken up"},
    {.name = "until", .sql = "t.until", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .vi = "Đến ngày", .en = "Until"},
    {.name = "received_on", .sql = "t.received_on", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .vi = "Nhận quyết định ngày", .en = "Paper received on"},
    {.name = "eligible", .sql = "t.eligible", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Số được biểu quyết", .en = "Eligible", .hint_vi = "để trống: tính theo sổ", .hint_en = "left out: as the register has it"},
    {.name = "in_favour", .sql = "t.in_favour", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Tán thành", .en = "In favour"},
    {.name = "against", .sql = "t.against", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Không tán thành", .en = "Against"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Số văn bản", .en = "Number of the document"},
    {.name = "decided_by", .sql = "t.decided_by", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_LIST, .vi = "Cơ quan ban hành", .en = "Issued by"},
    {.name = "cell_id", .sql = "t.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE, .vi = "Phục hồi về chi bộ", .en = "Comes back to the cell"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 4000, .flags = F_CREATE | F_LIST, .vi = "Nội dung, ghi chú", .en = "Note"},
    /* facts of the case that a step establishes; they stand in the case */
    {.name = "authority", .sql = "t.authority", .type = FIELD_CODE, .codes = &codes_authority, .flags = F_CREATE | F_LIST, .vi = "Cấp quyết định", .en = "Authority"},
    {.name = "violation_on", .sql = NULL, .type = FIELD_DATE, .flags = F_CREATE, .vi = "Ngày vi phạm sau cùng", .en = "Last violation on"},
    {.name = "content", .sql = NULL, .type = FIELD_CODE, .codes = &codes_discipline_content, .flags = F_CREATE, .vi = "Nhóm nội dung", .en = "Content"},
    {.name = "grave", .sql = NULL, .type = FIELD_BOOL, .flags = F_CREATE, .vi = "Không áp dụng thời hiệu", .en = "Without limitation"},
    {.name = "violation", .sql = "t.violation", .type = FIELD_LINES, .max = 2000, .flags = F_CREATE, .vi = "Nội dung vi phạm ghi trong quyết định", .en = "The violation as the decision says"},
    {.name = "also", .sql = NULL, .type = FIELD_JSON, .flags = F_CREATE, .vi = "Ghi cùng cho hồ sơ", .en = "Also for the cases"},
    {.name = "judged", .sql = "t.judged", .type = FIELD_JSON, .vi = "Xét theo quy tắc", .en = "Rules it was judged by", .flags = F_LIST},
    {.name = "effect_save", .sql = "t.effect_tx", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Lần ghi vào sổ", .en = "What it did to the register"},
    {.name = "recorded_at", .sql = SAVED("at", "recorded_tx"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Ghi lúc", .en = "Recorded at"},
    {.name = "recorded_by", .sql = SAVED("actor", "recorded_tx"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người ghi", .en = "Recorded by"},
    {.name = "undone", .sql = "(t.undone_tx IS NOT NULL)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Đã hoàn tác", .en = "Taken back"},
    {.name = "undone_reason", .sql = SAVED("reason", "undone_tx"), .type = FIELD_LINES, .flags = F_COMPUTED | F_LIST, .vi = "Lý do hoàn tác", .en = "Why taken back"},
};

static const struct field discipline_appeal_fields[] = {
    {.name = "day", .sql = NULL, .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED, .vi = "Ngày khiếu nại", .en = "Day"},
    {.name = "received_on", .sql = NULL, .type = FIELD_DATE, .flags = F_CREATE, .vi = "Nhận quyết định ngày", .en = "Paper received on"},
    {.name = "decided_by", .sql = NULL, .type = FIELD_TEXT, .max = 200, .flags = F_CREATE, .vi = "Gửi đến", .en = "Sent to"},
    {.name = "note", .sql = NULL, .type = FIELD_LINES, .max = 4000, .flags = F_CREATE, .vi = "Nội dung khiếu nại", .en = "What it says"},
};

static const struct field discipline_reader_fields[] = {
    DICT_OWN("t"),
    {.name = "username", .sql = NULL, .type = FIELD_TEXT, .min = 1, .max = 64, .flags = F_CREATE | F_REQUIRED, .vi = "Tên đăng nhập", .en = "User name"},
    {.name = "reader", .sql = "(SELECT x.username FROM user_account x WHERE x.id = t.user_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tài khoản", .en = "Account"},
    {.name = "full_name", .sql = "(SELECT x.full_name FROM user_account x WHERE x.id = t.user_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Họ và tên", .en = "Name"},
    {.name = "until", .sql = "t.until", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .vi = "Đến hết ngày", .en = "Until", .hint_vi = "để trống: không hạn", .hint_en = "left out: without an end"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .min = 1, .max = 500, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Để làm gì", .en = "Purpose"},
    {.name = "recorded_at", .sql = SAVED("at", "recorded_tx"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Ghi lúc", .en = "Recorded at"},
    {.name = "recorded_by", .sql = SAVED("actor", "recorded_tx"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người ghi", .en = "Recorded by"},
};

const struct dict dict_discipline = {
    .resource = "discipline", .schema = "Discipline", .vi = "Kỷ luật đảng", .en = "Discipline", .path = "/api/v1/discipline",
    .table = "discipline_decision", .default_sort = "-decided_on", .fields = discipline_fields, .n = sizeof discipline_fields / sizeof *discipline_fields};
const struct dict dict_discipline_case = {
    DICT_TABLE(discipline_case, "discipline_cases", "DisciplineCase", "Hồ sơ kỷ luật", "Discipline case", NULL, "id")};
const struct dict dict_discipline_step = {
    DICT_TABLE(discipline_step, "discipline_steps", "DisciplineStep", "Các bước của hồ sơ kỷ luật", "Steps of a discipline case", NULL, "id")};
const struct dict dict_discipline_appeal = {
    .resource = "discipline_appeals", .schema = "DisciplineAppeal", .vi = "Khiếu nại kỷ luật", .en = "Appeals", .default_sort = "id",
    .fields = discipline_appeal_fields, .n = sizeof discipline_appeal_fields / sizeof *discipline_appeal_fields};
const struct dict dict_discipline_reader = {
    DICT_TABLE(discipline_reader, "discipline_readers", "DisciplineReader", "Người được đọc hồ sơ", "Readers of a case", NULL, "id")};
/* clang-format on */
