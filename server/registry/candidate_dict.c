/* The dictionary of admission dossiers: the dossier (t.) on a day (d.day). */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define BOTH F_CREATE | F_PATCH
/* admission_due_judge of server/rules, for lists that filter by it */
#define DUE_STATE                                                                                  \
    "CASE WHEN t.due_on IS NULL THEN NULL WHEN d.day < t.probation_ends_on THEN 'coming'"          \
    " WHEN d.day <= t.due_on AND t.due_rule <> 'recognition_decision_working_days'"                \
    " THEN CASE WHEN t.probation_ends_on IS NULL THEN 'coming' ELSE 'ended' END"                   \
    " WHEN d.day <= t.last_due_on THEN 'in_procedure' ELSE 'overdue' END"

/* what stands with a passed step: read here, and given by a file of running dossiers */
#define STEP(step, column)                                                                         \
    "(SELECT x." column " FROM candidate_step x WHERE x.candidate_id = t.id AND x.step = '" step   \
    "' AND x.agreed = 1 AND x.undone_tx IS NULL ORDER BY x.id DESC LIMIT 1)"
#define MEMBERSHIP(column)                                                                         \
    "(SELECT m." column                                                                            \
    " FROM membership m WHERE m.person_id = t.person_id AND m.superseded_tx IS"                    \
    " NULL ORDER BY m.id DESC LIMIT 1)"

/* one line a field, however long */
/* clang-format off */
static const struct field candidate_fields[] = {
    DICT_OWN("t"),
    {.name = "full_name", .sql = "t.full_name", .sort_sql = "t.sort_key", .sort_alias = "name", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = BOTH | F_REQUIRED | F_LIST | F_SORT | F_IMPORT, .group = "identity", .vi = "Họ và tên", .en = "Full name"},
    {.name = "gender", .sql = "t.gender", .type = FIELD_CODE, .codes = &codes_gender, .flags = BOTH | F_LIST | F_FILTER | F_IMPORT, .group = "identity", .vi = "Giới tính", .en = "Gender"},
    {.name = "born_on", .sql = "t.born_on", .type = FIELD_PARTIAL_DATE, .flags = BOTH | F_LIST | F_FILTER | F_SORT | F_IMPORT, .group = "identity", .vi = "Ngày sinh", .en = "Born on"},
    {.name = "ethnicity", .sql = "t.ethnicity", .type = FIELD_REFERENCE_CODE, .ref = "ethnicity", .flags = BOTH | F_FILTER | F_SENSITIVE | F_IMPORT, .group = "identity", .vi = "Dân tộc", .en = "Ethnicity"},
    {.name = "religion", .sql = "t.religion", .type = FIELD_REFERENCE_CODE, .ref = "religion", .flags = BOTH | F_FILTER | F_SENSITIVE | F_IMPORT, .group = "identity", .vi = "Tôn giáo", .en = "Religion"},
    {.name = "personal_id", .sql = "t.personal_id", .type = FIELD_DIGITS, .max = 12, .flags = BOTH | F_FILTER | F_SENSITIVE | F_IMPORT, .group = "identity", .vi = "Số định danh cá nhân", .en = "Personal id"},
    {.name = "hometown", .sql = "t.hometown", .type = FIELD_TEXT, .max = 300, .flags = BOTH | F_IMPORT, .group = "identity", .vi = "Quê quán", .en = "Hometown"},
    {.name = "residence", .sql = "t.residence", .type = FIELD_TEXT, .max = 300, .flags = BOTH | F_IMPORT, .group = "identity", .vi = "Nơi cư trú", .en = "Residence"},
    {.name = "phone", .sql = "t.phone", .type = FIELD_TEXT, .max = 40, .flags = BOTH | F_IMPORT, .group = "identity", .vi = "Điện thoại", .en = "Telephone"},

    {.name = "cell_id", .sql = "t.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .group = "dossier", .vi = "Chi bộ", .en = "Cell"},
    {.name = "cell_code", .sql = "(SELECT code FROM organization o WHERE o.id = t.cell_id)", .type = FIELD_TEXT, .max = 60, .flags = F_COMPUTED | F_LIST | F_IMPORT, .group = "dossier", .vi = "Mã chi bộ", .en = "Cell code"},
    {.name = "cell_name", .sql = "(SELECT name FROM organization o WHERE o.id = t.cell_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "dossier", .vi = "Tên chi bộ", .en = "Cell's name"},
    {.name = "source", .sql = "t.source", .type = FIELD_CODE, .codes = &codes_candidate_source, .flags = BOTH | F_LIST | F_FILTER | F_IMPORT, .group = "dossier", .vi = "Nguồn", .en = "Source"},
    {.name = "listed_on", .sql = "t.listed_on", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER | F_SORT | F_IMPORT, .group = "dossier", .vi = "Ngày vào danh sách nguồn", .en = "Listed on"},
    {.name = "state", .sql = "t.state", .type = FIELD_CODE, .codes = &codes_candidate_state, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Tình trạng", .en = "State"},
    {.name = "stage", .sql = "t.stage", .type = FIELD_CODE, .codes = &codes_candidate_step, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Bước đã qua", .en = "Stage"},
    {.name = "next_step", .sql = "t.next_step", .type = FIELD_CODE, .codes = &codes_candidate_step, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Bước tiếp theo", .en = "Next step"},
    {.name = "due_on", .sql = "t.due_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST | F_FILTER | F_SORT, .group = "dossier", .vi = "Hạn", .en = "Due on"},
    {.name = "days_left", .sql = "CAST(julianday(t.due_on) - julianday(d.day) AS INTEGER)", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .group = "dossier", .vi = "Còn (ngày)", .en = "Days left"},
    {.name = "due_rule", .sql = "t.due_rule", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "dossier", .vi = "Quy tắc của hạn", .en = "Rule of the deadline"},
    {.name = "due_state", .sql = DUE_STATE, .type = FIELD_CODE, .codes = &codes_due_state, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Tình trạng hạn", .en = "State of the deadline"},
    {.name = "last_due_on", .sql = "t.last_due_on", .type = FIELD_DATE, .flags = F_COMPUTED, .group = "dossier", .vi = "Hạn cuối kể cả gia hạn", .en = "Due with the extension"},
    {.name = "probation_ends_on", .sql = "t.probation_ends_on", .type = FIELD_DATE, .flags = F_COMPUTED | F_LIST | F_FILTER | F_SORT, .group = "dossier", .vi = "Hết thời gian dự bị", .en = "Probation ends on"},
    {.name = "probation", .sql = "CASE WHEN t.probation_ends_on IS NULL OR t.state <> 'open' THEN NULL WHEN d.day < t.probation_ends_on THEN 'running' WHEN t.due_rule = 'recognition_review_working_days' AND d.day <= t.due_on THEN 'ended' WHEN d.day <= t.last_due_on THEN 'in_procedure' ELSE 'overdue' END", .type = FIELD_CODE, .codes = &codes_probation, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Thời gian dự bị", .en = "Probation"},
    {.name = "exit", .sql = "(SELECT x.exit FROM candidate_exit x WHERE x.candidate_id = t.id AND x.undone_tx IS NULL AND t.state = 'exited' ORDER BY x.id DESC LIMIT 1)", .type = FIELD_CODE, .codes = &codes_candidate_exit, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Kết thúc", .en = "Exit"},
    {.name = "member_id", .sql = "t.person_id", .type = FIELD_ID, .ref = "members", .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "dossier", .vi = "Đảng viên", .en = "Member"},

    {.name = "helper_id", .sql = "t.helper_id", .type = FIELD_ID, .ref = "members", .flags = BOTH | F_FILTER, .group = "helpers", .vi = "Đảng viên giúp đỡ thứ nhất", .en = "First helper"},
    {.name = "helper_name", .sql = DICT_NAME_OF("t.helper_id"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "helpers", .vi = "Người giúp đỡ", .en = "Helper's name"},
    {.name = "helper2_id", .sql = "t.helper2_id", .type = FIELD_ID, .ref = "members", .flags = BOTH | F_FILTER, .group = "helpers", .vi = "Đảng viên giúp đỡ thứ hai", .en = "Second helper"},
    {.name = "helper2_name", .sql = DICT_NAME_OF("t.helper2_id"), .type = FIELD_TEXT, .flags = F_COMPUTED, .group = "helpers", .vi = "Tên người giúp đỡ thứ hai", .en = "Second helper's name"},
    {.name = "introducer_id", .sql = "t.introducer_id", .type = FIELD_ID, .ref = "members", .flags = BOTH | F_FILTER, .group = "helpers", .vi = "Đảng viên giới thiệu thứ nhất", .en = "First introducer"},
    {.name = "introducer_name", .sql = DICT_NAME_OF("t.introducer_id"), .type = FIELD_TEXT, .flags = F_COMPUTED, .group = "helpers", .vi = "Tên người giới thiệu thứ nhất", .en = "First introducer's name"},
    {.name = "introducer_since", .sql = "t.introducer_since", .type = FIELD_DATE, .flags = BOTH, .group = "helpers", .vi = "Cùng công tác từ ngày (thứ nhất)", .en = "First together since"},
    {.name = "introducer2_id", .sql = "t.introducer2_id", .type = FIELD_ID, .ref = "members", .flags = BOTH | F_FILTER, .group = "helpers", .vi = "Đảng viên giới thiệu thứ hai", .en = "Second introducer"},
    {.name = "introducer2_name", .sql = DICT_NAME_OF("t.introducer2_id"), .type = FIELD_TEXT, .flags = F_COMPUTED, .group = "helpers", .vi = "Tên người giới thiệu thứ hai", .en = "Second introducer's name"},
    {.name = "introducer2_since", .sql = "t.introducer2_since", .type = FIELD_DATE, .flags = BOTH, .group = "helpers", .vi = "Cùng công tác từ ngày (thứ hai)", .en = "Second together since"},
    {.name = "introducing_body", .sql = "t.introducing_body", .type = FIELD_CODE, .codes = &codes_introducing_body, .flags = BOTH, .group = "helpers", .vi = "Đoàn thể giới thiệu", .en = "Organisation that introduces"},

    {.name = "general_education", .sql = "t.general_education", .type = FIELD_CODE, .codes = &codes_general_education, .flags = BOTH | F_FILTER | F_IMPORT, .group = "education", .vi = "Giáo dục phổ thông", .en = "General education"},
    {.name = "professional_level", .sql = "t.professional_level", .type = FIELD_CODE, .codes = &codes_professional_level, .flags = BOTH | F_FILTER | F_IMPORT, .group = "education", .vi = "Chuyên môn cao nhất", .en = "Professional level"},
    {.name = "theory_level", .sql = "t.theory_level", .type = FIELD_CODE, .codes = &codes_theory_level, .flags = BOTH | F_IMPORT, .group = "education", .vi = "Lý luận chính trị", .en = "Political theory"},
    {.name = "occupation", .sql = "t.occupation", .type = FIELD_CODE, .codes = &codes_occupation, .flags = BOTH | F_FILTER | F_IMPORT, .group = "education", .vi = "Nghề nghiệp hiện nay", .en = "Occupation"},
    {.name = "job_title", .sql = "t.job_title", .type = FIELD_TEXT, .max = 200, .flags = BOTH | F_IMPORT, .group = "education", .vi = "Chức danh, chức vụ", .en = "Job title"},
    {.name = "workplace", .sql = "t.workplace", .type = FIELD_TEXT, .max = 300, .flags = BOTH | F_IMPORT, .group = "education", .vi = "Đơn vị công tác", .en = "Workplace"},
    {.name = "youth_union_on", .sql = "t.youth_union_on", .type = FIELD_PARTIAL_DATE, .flags = BOTH | F_IMPORT, .group = "education", .vi = "Ngày vào Đoàn", .en = "Youth union since"},

    {.name = "previous_member_id", .sql = "t.previous_id", .column = "previous_id", .type = FIELD_ID, .ref = "members", .flags = BOTH, .group = "readmission", .vi = "Kết nạp lại: đảng viên trước đây", .en = "Readmission: the earlier member"},
    {.name = "hardship", .sql = "t.hardship", .type = FIELD_BOOL, .flags = BOTH, .group = "readmission", .vi = "Trước đây xin ra vì gia đình đặc biệt khó khăn", .en = "Left for family hardship"},
    {.name = "record_cleared_on", .sql = "t.record_cleared_on", .type = FIELD_DATE, .flags = BOTH, .group = "readmission", .vi = "Ngày được xóa án tích", .en = "Criminal record cleared on"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 4000, .flags = BOTH | F_IMPORT, .group = "dossier", .vi = "Ghi chú", .en = "Note"},

    {.name = "record_number", .sql = MEMBERSHIP("record_number"), .type = FIELD_TEXT, .max = 60, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Số lý lịch đảng viên", .en = "Record number"},
    {.name = "awareness_certificate_on", .sql = "(SELECT max(x.issued_on) FROM candidate_document x WHERE x.candidate_id = t.id AND x.kind = 'awareness_certificate' AND x.deleted_tx IS NULL)", .type = FIELD_PARTIAL_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày chứng nhận lớp nhận thức", .en = "Awareness certificate of"},
    {.name = "sympathizer_on", .sql = STEP("sympathizer", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày vào diện quần chúng ưu tú", .en = "Sympathizer since"},
    {.name = "awareness_course_on", .sql = STEP("awareness_course", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày học lớp nhận thức về Đảng", .en = "Awareness course on"},
    {.name = "application_on", .sql = STEP("application", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày nộp đơn xin vào Đảng", .en = "Application on"},
    {.name = "verification_on", .sql = STEP("verification", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày thẩm tra lý lịch", .en = "Verification on"},
    {.name = "opinions_on", .sql = STEP("opinions", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày lấy ý kiến", .en = "Opinions on"},
    {.name = "cell_vote_on", .sql = STEP("cell_vote", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày chi bộ biểu quyết", .en = "Cell vote on"},
    {.name = "section_review_on", .sql = STEP("section_review", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày đảng ủy bộ phận xét", .en = "Section review on"},
    {.name = "committee_vote_on", .sql = STEP("committee_vote", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày đảng ủy cơ sở biểu quyết", .en = "Committee vote on"},
    {.name = "decision_on", .sql = STEP("decision", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày quyết định kết nạp", .en = "Admission decision on"},
    {.name = "ceremony_on", .sql = STEP("ceremony", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày lễ kết nạp", .en = "Ceremony on"},
    {.name = "recognition_review_on", .sql = STEP("recognition_review", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày xét công nhận chính thức", .en = "Recognition review on"},
    {.name = "recognition_cell_vote_on", .sql = STEP("recognition_cell_vote", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày chi bộ biểu quyết công nhận", .en = "Recognition: cell vote on"},
    {.name = "recognition_committee_vote_on", .sql = STEP("recognition_committee_vote", "day"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày đảng ủy biểu quyết công nhận", .en = "Recognition: committee vote on"},
    {.name = "decision_number", .sql = STEP("decision", "decision_number"), .type = FIELD_TEXT, .max = 100, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Số quyết định kết nạp", .en = "Number of the admission decision"},
    {.name = "decision_received_on", .sql = STEP("decision", "received_on"), .type = FIELD_DATE, .flags = F_COMPUTED | F_IMPORT, .group = "steps", .vi = "Ngày chi bộ nhận quyết định kết nạp", .en = "Admission decision received on"},
};

static const struct field_group candidate_groups[] = {
    {"identity", "Nhân thân", "Identity"},
    {"dossier", "Hồ sơ", "Dossier"},
    {"helpers", "Giúp đỡ, giới thiệu", "Help and introduction"},
    {"education", "Trình độ, công tác", "Education and work"},
    {"readmission", "Kết nạp lại", "Readmission"},
    {"steps", "Các bước đã qua", "Steps passed"},
};

const struct dict dict_candidate = {
    DICT_TABLE(candidate, "candidates", "Candidate", "Hồ sơ kết nạp", "Admission dossiers", "/api/v1/candidates", "name"),
    .groups = candidate_groups, .n_groups = sizeof candidate_groups / sizeof *candidate_groups};
/* clang-format on */
