/* The dictionaries of acts on a membership, transfers and badges (t.). */
#include "registry/codes.h"
#include "registry/dict_list.h"

/* one line a field, however long */
/* clang-format off */
#define LAST_PROFILE(column)                                                                       \
    "(SELECT p." column " FROM profile p WHERE p.person_id = t.person_id AND p.superseded_tx IS NULL" \
    " ORDER BY p.valid_from DESC LIMIT 1)"
#define LAST_MEMBERSHIP(column)                                                                    \
    "(SELECT m." column " FROM membership m WHERE m.person_id = t.person_id AND m.superseded_tx IS NULL" \
    " ORDER BY coalesce(m.joined_on, m.admitted_on) DESC LIMIT 1)"
#define ORG_NAME(column) "(SELECT name FROM organization o WHERE o.id = " column ")"
#define ORG_ABOVE(column) "(SELECT u.name FROM organization o JOIN organization u ON u.id = o.parent_id WHERE o.id = " column ")"
#define RECORDED                                                                                   \
    {.name = "recorded_at", .sql = "(SELECT x.at FROM tx x WHERE x.id = t.recorded_tx)", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Ghi lúc", .en = "Recorded at"}, \
    {.name = "recorded_by", .sql = "(SELECT x.actor FROM tx x WHERE x.id = t.recorded_tx)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người ghi", .en = "Recorded by"}

static const struct field status_change_fields[] = {
    DICT_OWN("t"),
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_status_change, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Việc", .en = "Act"},
    {.name = "day", .sql = "t.day", .type = FIELD_DATE, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Từ ngày", .en = "Day"},
    {.name = "ground", .sql = "t.ground", .type = FIELD_CODE, .codes = &codes_change_ground, .flags = F_CREATE | F_LIST | F_SENSITIVE, .vi = "Căn cứ", .en = "Ground"},
    {.name = "until", .sql = "t.until", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .vi = "Đến ngày (không kể)", .en = "Until", .hint_vi = "đình chỉ: để trống thì lấy thời hạn dài nhất", .hint_en = "suspension: left out, the longest there is"},
    {.name = "why", .sql = "t.why", .type = FIELD_LINES, .max = 2000, .flags = F_CREATE | F_LIST | F_SENSITIVE, .vi = "Nội dung", .en = "Why"},
    {.name = "eligible", .sql = "t.eligible", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Số được biểu quyết", .en = "Eligible", .hint_vi = "để trống: tính theo sổ", .hint_en = "left out: as the register has it"},
    {.name = "in_favour", .sql = "t.in_favour", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Chi bộ tán thành", .en = "In favour"},
    {.name = "committee_eligible", .sql = "t.committee_eligible", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Tổng số cấp ủy viên", .en = "Committee members"},
    {.name = "committee_in_favour", .sql = "t.committee_in_favour", .type = FIELD_INT, .min = 0, .max = 10000, .flags = F_CREATE | F_LIST, .vi = "Cấp ủy tán thành", .en = "Committee in favour"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Số quyết định", .en = "Decision number"},
    {.name = "decided_by", .sql = "t.decided_by", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_LIST, .vi = "Cơ quan quyết định", .en = "Decided by"},
    {.name = "cell_id", .sql = "t.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_LIST, .vi = "Chi bộ", .en = "Cell", .hint_vi = "chỉ ghi khi phục hồi về chi bộ khác", .hint_en = "only for a restoration to another cell"},
    {.name = "judged", .sql = "t.judged", .type = FIELD_JSON, .flags = F_LIST, .vi = "Xét theo quy tắc", .en = "Rules it was judged by"},
    RECORDED,
};

static const struct field transfer_fields[] = {
    DICT_OWN("t"),
    {.name = "member_id", .sql = "t.person_id", .type = FIELD_ID, .ref = "members", .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "letter", .vi = "Đảng viên", .en = "Member"},
    {.name = "full_name", .sql = "coalesce(t.guest_name, " DICT_NAME_OF("t.person_id") ")", .sort_sql = "coalesce(t.guest_name, " LAST_PROFILE("sort_key") ")", .sort_alias = "name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_SORT, .group = "letter", .vi = "Họ và tên", .en = "Full name"},
    {.name = "born_on", .sql = "coalesce(t.guest_born_on, " LAST_PROFILE("born_on") ")", .type = FIELD_PARTIAL_DATE, .flags = F_COMPUTED | F_LIST, .group = "letter", .vi = "Ngày sinh", .en = "Born on"},
    {.name = "hometown", .sql = LAST_PROFILE("hometown"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "letter", .vi = "Quê quán", .en = "Hometown"},
    {.name = "record_number", .sql = LAST_MEMBERSHIP("record_number"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "letter", .vi = "Số lý lịch", .en = "Record number"},
    {.name = "card_number", .sql = "coalesce(t.guest_card_number, " LAST_MEMBERSHIP("card_number") ")", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "letter", .vi = "Số thẻ đảng viên", .en = "Card number"},
    {.name = "admitted_on", .sql = LAST_MEMBERSHIP("admitted_on"), .type = FIELD_PARTIAL_DATE, .flags = F_COMPUTED | F_LIST, .group = "letter", .vi = "Ngày vào Đảng", .en = "Admitted on"},
    {.name = "official_on", .sql = LAST_MEMBERSHIP("official_on"), .type = FIELD_PARTIAL_DATE, .flags = F_COMPUTED | F_LIST, .group = "letter", .vi = "Ngày chính thức", .en = "Official on"},
    {.name = "guest", .sql = "t.person_id IS NULL", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "way", .vi = "Khách từ nơi ngoài sổ", .en = "Guest from outside"},
    {.name = "guest_name", .sql = "t.guest_name", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE, .group = "letter", .vi = "Họ và tên khách", .en = "Guest's name"},
    {.name = "guest_born_on", .sql = "t.guest_born_on", .type = FIELD_PARTIAL_DATE, .flags = F_CREATE, .group = "letter", .vi = "Ngày sinh của khách", .en = "Guest born on"},
    {.name = "guest_card_number", .sql = "t.guest_card_number", .type = FIELD_DIGITS, .min = 8, .max = 12, .flags = F_CREATE, .group = "letter", .vi = "Số thẻ đảng viên của khách", .en = "Guest's card number"},
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_transfer_kind, .flags = F_CREATE | F_PATCH | F_REQUIRED | F_LIST | F_FILTER, .group = "way", .vi = "Hình thức", .en = "Kind"},
    {.name = "state", .sql = "t.state", .type = FIELD_CODE, .codes = &codes_transfer_state, .flags = F_PATCH | F_LIST | F_FILTER, .group = "way", .vi = "Tình trạng", .en = "State"},
    {.name = "from_cell_id", .sql = "t.from_cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_LIST | F_FILTER, .group = "way", .vi = "Chi bộ chuyển đi", .en = "From the cell"},
    {.name = "from_outside", .sql = "t.from_outside", .type = FIELD_TEXT, .max = 300, .flags = F_CREATE | F_LIST, .group = "way", .vi = "Nơi đi ngoài sổ", .en = "From a place outside", .hint_vi = "giấy giới thiệu của người đã chuyển đến", .hint_en = "the letter of somebody who came here"},
    {.name = "from_name", .sql = "coalesce(" ORG_NAME("t.from_cell_id") ", t.from_outside)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "way", .vi = "Nơi đi", .en = "From"},
    {.name = "to_cell_id", .sql = "t.to_cell_id", .type = FIELD_ID, .ref = "directory", .flags = F_CREATE | F_LIST | F_FILTER, .group = "way", .vi = "Chi bộ nhận trong sổ", .en = "To the cell"},
    {.name = "to_outside", .sql = "t.to_outside", .type = FIELD_TEXT, .max = 300, .flags = F_CREATE | F_LIST, .group = "way", .vi = "Nơi nhận ngoài sổ", .en = "To a place outside"},
    {.name = "to_name", .sql = "coalesce(" ORG_NAME("t.to_cell_id") ", t.to_outside)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "way", .vi = "Nơi đến", .en = "To"},
    {.name = "from_superior", .sql = "coalesce(" ORG_ABOVE("t.from_cell_id") ", t.from_outside)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "way", .vi = "Cấp trên của nơi đi", .en = "Superior of the sender"},
    {.name = "to_superior", .sql = "coalesce(" ORG_ABOVE("t.to_cell_id") ", t.to_outside)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .group = "way", .vi = "Cấp trên của nơi đến", .en = "Superior of the receiver"},
    {.name = "outgoing", .sql = "EXISTS (SELECT 1 FROM organization o WHERE o.id = t.from_cell_id AND o.path >= d.lo AND o.path < d.hi)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "way", .vi = "Chuyển đi từ đây", .en = "Sent from here"},
    {.name = "incoming", .sql = "EXISTS (SELECT 1 FROM organization o WHERE o.id = t.to_cell_id AND o.path >= d.lo AND o.path < d.hi)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .group = "way", .vi = "Chuyển đến đây", .en = "Coming here"},
    {.name = "cause", .sql = "t.reason", .column = "reason", .type = FIELD_CODE, .codes = &codes_transfer_reason, .flags = F_CREATE | F_LIST | F_FILTER, .group = "way", .vi = "Lý do", .en = "Reason"},
    {.name = "basis", .sql = "t.basis", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_LIST, .group = "way", .vi = "Theo quyết định", .en = "Follows the decision"},
    {.name = "basis_on", .sql = "t.basis_on", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .group = "way", .vi = "Quyết định có hiệu lực ngày", .en = "Decision in effect on"},
    {.name = "letter_number", .sql = "t.letter_number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER, .group = "letter", .vi = "Số giấy giới thiệu", .en = "Letter number"},
    {.name = "sent_on", .sql = "t.sent_on", .type = FIELD_DATE, .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER | F_SORT, .group = "letter", .vi = "Ngày giới thiệu", .en = "Sent on"},
    {.name = "dues_until", .sql = "t.dues_until", .type = FIELD_PARTIAL_DATE, .flags = F_CREATE | F_PATCH | F_LIST, .group = "letter", .vi = "Đã đóng đảng phí hết tháng", .en = "Dues paid until"},
    {.name = "ends_on", .sql = "t.ends_on", .type = FIELD_DATE, .flags = F_CREATE | F_LIST | F_FILTER, .group = "way", .vi = "Sinh hoạt tạm thời đến ngày", .en = "Temporary until"},
    {.name = "send_by", .sql = "t.send_by", .type = FIELD_DATE, .flags = F_PATCH | F_LIST, .group = "clock", .vi = "Hạn giới thiệu", .en = "Send by"},
    {.name = "present_by", .sql = "t.present_by", .type = FIELD_DATE, .flags = F_PATCH | F_LIST | F_SORT, .group = "clock", .vi = "Hạn nộp hồ sơ", .en = "Present by"},
    {.name = "arrived_on", .sql = "t.arrived_on", .type = FIELD_DATE, .flags = F_PATCH | F_LIST | F_FILTER, .group = "clock", .vi = "Ngày tiếp nhận", .en = "Arrived on"},
    {.name = "closed_on", .sql = "t.closed_on", .type = FIELD_DATE, .flags = F_PATCH | F_LIST, .group = "clock", .vi = "Kết thúc ngày", .en = "Closed on"},
    {.name = "closed_why", .sql = "t.closed_why", .type = FIELD_LINES, .max = 1000, .flags = F_PATCH | F_LIST, .group = "clock", .vi = "Vì sao trả lại, không đồng ý", .en = "Why returned or refused"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 1000, .flags = F_CREATE | F_LIST, .group = "way", .vi = "Ghi chú", .en = "Note"},
    RECORDED,
};

static const struct field badge_fields[] = {
    DICT_OWN("t"),
    {.name = "member_id", .sql = "t.person_id", .column = "person_id", .type = FIELD_ID, .ref = "members", .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Đảng viên", .en = "Member"},
    {.name = "full_name", .sql = DICT_NAME_OF("t.person_id"), .sort_sql = LAST_PROFILE("sort_key"), .sort_alias = "name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Họ và tên", .en = "Full name"},
    {.name = "cell_id", .sql = "s.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST, .vi = "Chi bộ", .en = "Cell"},
    {.name = "cell_name", .sql = ORG_NAME("s.cell_id"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên chi bộ", .en = "Cell's name"},
    {.name = "years", .sql = "t.years", .type = FIELD_INT, .min = 30, .max = 90, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER | F_SORT, .vi = "Huy hiệu (năm)", .en = "Badge (years)"},
    {.name = "awarded_on", .sql = "t.awarded_on", .type = FIELD_DATE, .flags = F_CREATE | F_PATCH | F_REQUIRED | F_LIST | F_FILTER | F_SORT, .vi = "Ngày tặng", .en = "Awarded on"},
    {.name = "decision_number", .sql = "t.decision_number", .type = FIELD_TEXT, .max = 100, .flags = F_CREATE | F_PATCH | F_LIST, .vi = "Số quyết định", .en = "Decision number"},
    {.name = "badge_number", .sql = "t.badge_number", .type = FIELD_TEXT, .max = 50, .flags = F_CREATE | F_PATCH | F_LIST, .vi = "Số huy hiệu", .en = "Badge number"},
    {.name = "early", .sql = "t.early", .type = FIELD_CODE, .codes = &codes_badge_early, .flags = F_CREATE | F_PATCH | F_LIST | F_FILTER, .vi = "Tặng sớm", .en = "Early"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 1000, .flags = F_CREATE | F_PATCH | F_LIST, .vi = "Ghi chú", .en = "Note"},
    RECORDED,
};

/* Who reaches a badge by a round: s. the present interval, b. the badge, d. the round. */
static const struct field badge_forecast_fields[] = {
    {.name = "id", .sql = "s.person_id", .type = FIELD_ID, .ref = "members", .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Đảng viên", .en = "Member"},
    {.name = "full_name", .sql = "p.full_name", .sort_sql = "s.sort_key", .sort_alias = "name", .type = FIELD_TEXT, .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Họ và tên", .en = "Full name"},
    {.name = "born_on", .sql = "s.born_on", .type = FIELD_PARTIAL_DATE, .flags = F_LIST | F_COMPUTED, .vi = "Ngày sinh", .en = "Born on"},
    {.name = "cell_id", .sql = "s.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_LIST | F_COMPUTED, .vi = "Chi bộ", .en = "Cell"},
    {.name = "cell_name", .sql = ORG_NAME("s.cell_id"), .type = FIELD_TEXT, .flags = F_LIST | F_COMPUTED, .vi = "Tên chi bộ", .en = "Cell's name"},
    {.name = "party_from", .sql = "s.party_from", .type = FIELD_DATE, .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Tính tuổi đảng từ", .en = "Party age from"},
    {.name = "years", .sql = "b.years", .type = FIELD_INT, .flags = F_LIST | F_COMPUTED | F_FILTER | F_SORT, .vi = "Huy hiệu (năm)", .en = "Badge (years)"},
    {.name = "due_on", .sql = "printf('%04d', CAST(substr(s.party_from, 1, 4) AS INTEGER) + b.years) || substr(s.party_from, 5)", .type = FIELD_DATE, .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Đủ năm ngày", .en = "Reached on"},
    {.name = "round", .sql = "d.round", .type = FIELD_DATE, .flags = F_LIST | F_COMPUTED, .vi = "Đợt tặng", .en = "Round"},
    {.name = "badge_id", .sql = "(SELECT x.id FROM badge x WHERE x.person_id = s.person_id AND x.years = b.years AND x.deleted_tx IS NULL)", .type = FIELD_ID, .ref = "badges", .flags = F_LIST | F_COMPUTED | F_FILTER, .vi = "Đã tặng", .en = "Awarded"},
};

static const struct field_group transfer_groups[] = {
    {"letter", "Giấy giới thiệu", "Letter"}, {"way", "Nơi đi, nơi đến", "Way"}, {"clock", "Thời hạn", "Deadlines"}};

const struct dict dict_status_change = {
    DICT_TABLE(status_change, "status_changes", "StatusChange", "Biến động của đảng viên", "Status changes", NULL, "id")};
const struct dict dict_transfer = {
    DICT_TABLE(transfer, "transfers", "Transfer", "Chuyển sinh hoạt đảng", "Transfers", "/api/v1/transfers", "-id"),
    .groups = transfer_groups, .n_groups = 3};
const struct dict dict_badge = {
    DICT_TABLE(badge, "badges", "Badge", "Huy hiệu Đảng", "Badges", "/api/v1/badges", "-awarded_on")};
const struct dict dict_badge_forecast = {
    .resource = "badge_forecast", .schema = "BadgeForecast", .vi = "Dự kiến tặng Huy hiệu Đảng", .en = "Badges forecast", .path = "/api/v1/badges/forecast",
    .default_sort = "-years", .fields = badge_forecast_fields, .n = sizeof badge_forecast_fields / sizeof *badge_forecast_fields};
/* clang-format on */
