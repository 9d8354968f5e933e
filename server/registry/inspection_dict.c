/* The dictionaries of inspection and supervision: sessions (t. on d.day), subjects,
 * recommendations. */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define BOTH F_CREATE | F_PATCH
#define STATE                                                                                      \
    "CASE WHEN t.cancelled_on IS NOT NULL THEN 'cancelled' WHEN t.concluded_on IS NOT NULL THEN"   \
    " 'concluded' WHEN t.started_on IS NOT NULL THEN 'running' ELSE 'planned' END"
#define SUBJECTS(condition)                                                                        \
    "(SELECT count(*) FROM inspection_subject x WHERE x.inspection_id = t.id AND x.deleted_tx IS"  \
    " NULL" condition ")"
#define RECOMMENDATIONS(condition)                                                                 \
    "(SELECT count(*) FROM inspection_recommendation x WHERE x.inspection_id = t.id AND"           \
    " x.deleted_tx IS NULL" condition ")"

/* one line a field, however long */
/* clang-format off */
static const struct field inspection_fields[] = {
    DICT_OWN("t"),
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Chương trình của", .en = "Programme of"},
    {.name = "org_name", .sql = "(SELECT o.name FROM organization o WHERE o.id = t.org_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "year", .sql = "t.year", .type = FIELD_INT, .min = 1945, .max = 2200, .flags = BOTH | F_REQUIRED | F_LIST | F_FILTER | F_SORT, .vi = "Chương trình năm", .en = "Programme of the year"},
    {.name = "title", .sql = "t.title", .type = FIELD_TEXT, .min = 1, .max = 300, .flags = BOTH | F_REQUIRED | F_LIST, .vi = "Nội dung", .en = "Title"},
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_inspection_kind, .flags = BOTH | F_REQUIRED | F_LIST | F_FILTER, .vi = "Hình thức", .en = "Kind"},
    {.name = "actor", .sql = "t.actor", .type = FIELD_CODE, .codes = &codes_inspection_actor, .flags = BOTH | F_REQUIRED | F_LIST | F_FILTER, .vi = "Chủ thể", .en = "Actor"},
    {.name = "state", .sql = STATE, .type = FIELD_CODE, .codes = &codes_inspection_state, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Tình trạng", .en = "State"},
    {.name = "planned_from", .sql = "t.planned_from", .type = FIELD_DATE, .flags = BOTH | F_REQUIRED | F_LIST | F_FILTER | F_SORT, .vi = "Dự kiến từ ngày", .en = "Planned from"},
    {.name = "planned_to", .sql = "t.planned_to", .type = FIELD_DATE, .flags = BOTH | F_REQUIRED | F_LIST | F_SORT, .vi = "Dự kiến đến ngày", .en = "Planned to"},
    {.name = "about_from", .sql = "t.about_from", .type = FIELD_DATE, .flags = BOTH, .vi = "Mốc kiểm tra từ", .en = "About the time from"},
    {.name = "about_to", .sql = "t.about_to", .type = FIELD_DATE, .flags = BOTH, .vi = "Mốc kiểm tra đến", .en = "About the time to"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = BOTH | F_LIST, .vi = "Số quyết định", .en = "Decision number"},
    {.name = "decision_on", .sql = "t.decision_on", .type = FIELD_DATE, .flags = BOTH, .vi = "Ngày quyết định", .en = "Decided on"},
    {.name = "team", .sql = "t.team", .type = FIELD_LINES, .max = 2000, .flags = BOTH, .vi = "Đoàn (tổ) kiểm tra", .en = "Team", .hint_vi = "mỗi người một dòng", .hint_en = "a line each"},
    {.name = "started_on", .sql = "t.started_on", .type = FIELD_DATE, .flags = BOTH | F_LIST | F_FILTER | F_SORT, .vi = "Tiến hành từ ngày", .en = "Started on"},
    {.name = "concluded_on", .sql = "t.concluded_on", .type = FIELD_DATE, .flags = BOTH | F_LIST | F_FILTER | F_SORT, .vi = "Kết luận ngày", .en = "Concluded on"},
    {.name = "conclusion_number", .sql = "t.conclusion_number", .type = FIELD_TEXT, .max = 100, .flags = BOTH, .vi = "Số thông báo kết luận", .en = "Number of the conclusion"},
    {.name = "conclusion", .sql = "t.conclusion", .type = FIELD_LINES, .max = 8000, .flags = BOTH, .vi = "Kết luận", .en = "Conclusion"},
    {.name = "cancelled_on", .sql = "t.cancelled_on", .type = FIELD_DATE, .flags = BOTH, .vi = "Thôi tiến hành ngày", .en = "Cancelled on"},
    {.name = "cancelled_why", .sql = "t.cancelled_why", .type = FIELD_TEXT, .max = 500, .flags = BOTH, .vi = "Lý do thôi", .en = "Why cancelled"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 2000, .flags = BOTH, .vi = "Ghi chú", .en = "Note"},
    {.name = "subjects", .sql = SUBJECTS(""), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Số đối tượng", .en = "Subjects"},
    {.name = "organizations", .sql = SUBJECTS(" AND x.subject_id IS NOT NULL"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Tổ chức", .en = "Organisations"},
    {.name = "members", .sql = SUBJECTS(" AND x.person_id IS NOT NULL"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Đảng viên", .en = "Members"},
    {.name = "violations", .sql = SUBJECTS(" AND x.violation = 1"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Có vi phạm", .en = "Violations"},
    {.name = "recommendations", .sql = RECOMMENDATIONS(""), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Kiến nghị", .en = "Recommendations"},
    {.name = "open_recommendations", .sql = RECOMMENDATIONS(" AND x.done_on IS NULL"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Kiến nghị chưa xong", .en = "Open recommendations"},
};

static const struct field inspection_subject_fields[] = {
    DICT_OWN("t"),
    {.name = "member_id", .sql = "t.person_id", .column = "person_id", .type = FIELD_ID, .ref = "members", .flags = F_CREATE | F_LIST, .vi = "Đảng viên", .en = "Member"},
    {.name = "member_name", .sql = DICT_NAME_OF("t.person_id"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Họ và tên", .en = "Name"},
    {.name = "cell_id", .sql = "(SELECT s.cell_id FROM member_span s WHERE s.person_id = t.person_id ORDER BY s.valid_from DESC LIMIT 1)", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST, .vi = "Chi bộ", .en = "Cell"},
    {.name = "org_id", .sql = "t.subject_id", .column = "subject_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_LIST, .vi = "Tổ chức đảng", .en = "Organisation"},
    {.name = "org_name", .sql = "(SELECT o.name FROM organization o WHERE o.id = t.subject_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "violation", .sql = "t.violation", .type = FIELD_BOOL, .flags = BOTH | F_LIST, .vi = "Có vi phạm", .en = "Violation found"},
    {.name = "discipline", .sql = "t.discipline", .type = FIELD_BOOL, .flags = BOTH | F_LIST, .vi = "Phải xem xét kỷ luật", .en = "Discipline is due"},
    {.name = "case_id", .sql = "t.case_id", .type = FIELD_ID, .ref = "discipline", .flags = BOTH | F_LIST, .vi = "Hồ sơ kỷ luật", .en = "Discipline case"},
    {.name = "finding", .sql = "t.finding", .type = FIELD_LINES, .max = 4000, .flags = BOTH | F_LIST, .vi = "Kết luận về đối tượng", .en = "Finding"},
};

static const struct field inspection_recommendation_fields[] = {
    DICT_OWN("t"),
    {.name = "what", .sql = "t.what", .type = FIELD_LINES, .min = 1, .max = 2000, .flags = BOTH | F_REQUIRED | F_LIST, .vi = "Kiến nghị", .en = "Recommendation"},
    {.name = "addressee", .sql = "t.addressee", .type = FIELD_TEXT, .max = 300, .flags = BOTH | F_LIST, .vi = "Nơi thực hiện", .en = "Addressee"},
    {.name = "due_on", .sql = "t.due_on", .type = FIELD_DATE, .flags = BOTH | F_LIST, .vi = "Hạn", .en = "Due on"},
    {.name = "done_on", .sql = "t.done_on", .type = FIELD_DATE, .flags = BOTH | F_LIST, .vi = "Xong ngày", .en = "Done on"},
    {.name = "result", .sql = "t.result", .type = FIELD_LINES, .max = 2000, .flags = BOTH | F_LIST, .vi = "Kết quả", .en = "Result"},
};

const struct dict dict_inspection = {
    DICT_TABLE(inspection, "inspections", "Inspection", "Kiểm tra, giám sát", "Inspections", "/api/v1/inspections", "planned_from")};
const struct dict dict_inspection_subject = {
    DICT_TABLE(inspection_subject, "inspection_subjects", "InspectionSubject", "Đối tượng kiểm tra, giám sát", "Subjects of an inspection", NULL, "id")};
const struct dict dict_inspection_recommendation = {
    DICT_TABLE(inspection_recommendation, "inspection_recommendations", "InspectionRecommendation", "Kiến nghị sau kiểm tra, giám sát", "Recommendations of an inspection", NULL, "id")};
/* clang-format on */
