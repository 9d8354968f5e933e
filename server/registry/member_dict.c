/* The dictionary of members: the person (p.), the membership (m.) and where they count (s., c.). */
#include "registry/dict_list.h"
#include "registry/codes.h"

#define PERSON F_CREATE | F_PATCH | F_IMPORT
#define MEMBERSHIP F_CREATE | F_PATCH | F_IMPORT
/* Whole years, then months, from party_from to the day asked for; official members only. */
#define MONTHS_SQL                                                                                 \
    "((CAST(substr(d.day,1,4) AS INTEGER)*12+CAST(substr(d.day,6,2) AS INTEGER))"                  \
    "-(CAST(substr(s.party_from,1,4) AS INTEGER)*12"                                               \
    "+CAST(coalesce(nullif(substr(s.party_from,6,2),''),'1') AS INTEGER))"                         \
    "-(substr(d.day,9,2)<coalesce(nullif(substr(s.party_from,9,2),''),'01')))"

/* one line a field, however long */
/* clang-format off */
static const struct field fields[] = {
    {.name = "id", .sql = "s.person_id", .type = FIELD_ID, .ref = "members", .flags = F_LIST | F_COMPUTED, .group = "registry", .vi = "Mã trong sổ", .en = "Id"},
    {.name = "uid", .sql = "(SELECT uid FROM person x WHERE x.id = s.person_id)", .type = FIELD_UID, .flags = F_COMPUTED, .group = "registry", .vi = "Mã định danh bản ghi", .en = "Uid"},
    {.name = "version", .sql = "s.version", .type = FIELD_INT, .flags = F_LIST | F_COMPUTED, .group = "registry", .vi = "Phiên bản", .en = "Version"},

    {.name = "full_name", .sql = "p.full_name", .sort_sql = "s.sort_key", .sort_alias = "name", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = PERSON | F_REQUIRED | F_DATED | F_LIST | F_SORT, .group = "identity", .vi = "Họ và tên", .en = "Full name"},
    {.name = "family_name", .sql = "p.family_name", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH, .group = "identity", .vi = "Họ", .en = "Family name", .hint_vi = "Để trống thì tách tự động từ họ và tên", .hint_en = "Split from the full name when left empty"},
    {.name = "middle_name", .sql = "p.middle_name", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH, .group = "identity", .vi = "Chữ đệm", .en = "Middle name"},
    {.name = "given_name", .sql = "p.given_name", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH, .group = "identity", .vi = "Tên", .en = "Given name"},
    {.name = "birth_name", .sql = "p.birth_name", .type = FIELD_TEXT, .max = 200, .flags = PERSON, .group = "identity", .vi = "Họ và tên khai sinh", .en = "Name at birth"},
    {.name = "other_name", .sql = "p.other_name", .type = FIELD_TEXT, .max = 200, .flags = PERSON, .group = "identity", .vi = "Tên gọi khác, bí danh", .en = "Other names"},
    {.name = "gender", .sql = "s.gender", .column = "gender", .type = FIELD_CODE, .codes = &codes_gender, .flags = PERSON | F_FILTER | F_LIST | F_SORT, .group = "identity", .vi = "Giới tính", .en = "Gender"},
    {.name = "born_on", .sql = "s.born_on", .column = "born_on", .type = FIELD_PARTIAL_DATE, .flags = PERSON | F_FILTER | F_LIST | F_SORT, .group = "identity", .vi = "Ngày sinh", .en = "Born on"},
    {.name = "ethnicity", .sql = "s.ethnicity", .column = "ethnicity", .type = FIELD_REFERENCE_CODE, .ref = "ethnicity", .flags = PERSON | F_FILTER | F_LIST | F_SENSITIVE, .group = "identity", .vi = "Dân tộc", .en = "Ethnicity"},
    {.name = "nationality", .sql = "p.nationality", .type = FIELD_TEXT, .max = 100, .flags = PERSON, .group = "identity", .vi = "Quốc tịch", .en = "Nationality"},
    {.name = "religion", .sql = "s.religion", .column = "religion", .type = FIELD_REFERENCE_CODE, .ref = "religion", .flags = PERSON | F_FILTER | F_LIST | F_SENSITIVE, .group = "identity", .vi = "Tôn giáo", .en = "Religion"},
    {.name = "religious_rank", .sql = "p.religious_rank", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_SENSITIVE, .group = "identity", .vi = "Chức sắc tôn giáo", .en = "Religious rank"},
    {.name = "personal_id", .sql = "p.personal_id", .type = FIELD_DIGITS, .max = 12, .flags = PERSON | F_FILTER | F_LIST | F_SENSITIVE, .group = "identity", .vi = "Số định danh cá nhân", .en = "Personal id", .hint_vi = "12 chữ số", .hint_en = "12 digits"},
    {.name = "old_id_number", .sql = "p.old_id_number", .type = FIELD_DIGITS, .min = 9, .max = 12, .flags = PERSON | F_SENSITIVE, .group = "identity", .vi = "Số CMND cũ", .en = "Old id number"},

    {.name = "birth_country", .sql = "p.birth_country", .type = FIELD_TEXT, .max = 100, .flags = PERSON, .group = "origin", .vi = "Nơi đăng ký khai sinh: quốc gia", .en = "Birth registered: country"},
    {.name = "birth_province", .sql = "p.birth_province", .type = FIELD_TEXT, .max = 100, .flags = PERSON, .group = "origin", .vi = "Nơi đăng ký khai sinh: tỉnh, thành phố", .en = "Birth registered: province"},
    {.name = "birth_place", .sql = "p.birth_place", .type = FIELD_TEXT, .max = 300, .flags = PERSON, .group = "origin", .vi = "Nơi đăng ký khai sinh: chi tiết", .en = "Birth registered: place"},
    {.name = "hometown", .sql = "p.hometown", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_LIST, .group = "origin", .vi = "Quê quán", .en = "Hometown"},
    {.name = "hometown_province", .sql = "p.hometown_province", .type = FIELD_TEXT, .max = 100, .flags = PERSON, .group = "origin", .vi = "Quê quán: tỉnh, thành phố", .en = "Hometown: province"},
    {.name = "hometown_commune", .sql = "p.hometown_commune", .type = FIELD_TEXT, .max = 100, .flags = PERSON, .group = "origin", .vi = "Quê quán: xã, phường, đặc khu", .en = "Hometown: commune"},
    {.name = "hometown_old", .sql = "p.hometown_old", .type = FIELD_TEXT, .max = 300, .flags = PERSON, .group = "origin", .vi = "Quê quán: tên cũ trước khi đổi", .en = "Hometown: former name"},
    {.name = "residence", .sql = "p.residence", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_DATED | F_LIST, .group = "origin", .vi = "Nơi thường trú", .en = "Residence"},
    {.name = "residence_province", .sql = "p.residence_province", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_DATED, .group = "origin", .vi = "Thường trú: tỉnh, thành phố", .en = "Residence: province"},
    {.name = "residence_commune", .sql = "p.residence_commune", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_DATED, .group = "origin", .vi = "Thường trú: xã, phường, đặc khu", .en = "Residence: commune"},
    {.name = "temporary_residence", .sql = "p.temporary_residence", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_DATED, .group = "origin", .vi = "Nơi tạm trú", .en = "Temporary residence"},
    {.name = "locality_id", .sql = "s.locality_id", .column = "locality_id", .type = FIELD_ID, .ref = "localities", .flags = F_CREATE | F_PATCH | F_DATED | F_FILTER, .group = "origin", .vi = "Địa bàn dân cư", .en = "Locality"},
    {.name = "locality_code", .sql = "(SELECT l.code FROM locality l WHERE l.id = s.locality_id)", .type = FIELD_TEXT, .max = 50, .flags = F_IMPORT | F_COMPUTED | F_OBJECT_ONLY, .group = "origin", .vi = "Mã địa bàn", .en = "Locality code"},
    {.name = "phone", .sql = "p.phone", .type = FIELD_TEXT, .max = 50, .flags = PERSON | F_DATED | F_LIST, .group = "origin", .vi = "Điện thoại", .en = "Phone"},
    {.name = "email", .sql = "p.email", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "origin", .vi = "Thư điện tử", .en = "E-mail"},

    {.name = "cell_id", .sql = "s.cell_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_PATCH | F_REQUIRED | F_FILTER | F_LIST, .group = "membership", .vi = "Chi bộ đang sinh hoạt", .en = "Cell"},
    {.name = "cell_code", .sql = "c.code", .type = FIELD_TEXT, .max = 100, .flags = F_IMPORT | F_COMPUTED | F_LIST | F_SORT, .group = "membership", .vi = "Mã chi bộ", .en = "Cell code"},
    {.name = "cell_name", .sql = "c.name", .type = FIELD_TEXT, .max = 300, .flags = F_COMPUTED | F_LIST, .group = "membership", .vi = "Tên chi bộ", .en = "Cell name"},
    {.name = "status", .sql = "s.status", .type = FIELD_CODE, .codes = &codes_member_status, .flags = F_COMPUTED | F_FILTER | F_LIST | F_SORT, .group = "membership", .vi = "Tình trạng đảng tịch", .en = "Status"},
    {.name = "activity", .sql = "s.activity", .type = FIELD_CODE, .codes = &codes_activity, .flags = F_COMPUTED | F_FILTER | F_LIST, .group = "membership", .vi = "Tình trạng sinh hoạt", .en = "Activity"},
    {.name = "record_number", .sql = "m.record_number", .type = FIELD_TEXT, .max = 9, .flags = MEMBERSHIP | F_FILTER | F_LIST | F_SORT, .group = "membership", .vi = "Số lý lịch", .en = "Record number", .hint_vi = "6 chữ số và 1–3 chữ cái", .hint_en = "6 digits and 1–3 letters"},
    {.name = "card_number", .sql = "m.card_number", .type = FIELD_DIGITS, .min = 8, .max = 12, .flags = MEMBERSHIP | F_FILTER | F_LIST | F_SORT, .group = "membership", .vi = "Số thẻ đảng viên", .en = "Card number", .hint_vi = "12 chữ số (thẻ cũ: 8)", .hint_en = "12 digits (old cards: 8)"},
    {.name = "old_card_number", .sql = "m.old_card_number", .type = FIELD_DIGITS, .min = 8, .max = 12, .flags = MEMBERSHIP, .group = "membership", .vi = "Số thẻ theo Quyết định 85", .en = "Old card number"},
    {.name = "card_issued_on", .sql = "m.card_issued_on", .type = FIELD_PARTIAL_DATE, .flags = MEMBERSHIP, .group = "membership", .vi = "Ngày cấp thẻ", .en = "Card issued on"},
    {.name = "card_issued_by", .sql = "m.card_issued_by", .type = FIELD_TEXT, .max = 200, .flags = MEMBERSHIP, .group = "membership", .vi = "Nơi cấp thẻ", .en = "Card issued by"},
    {.name = "admission_decided_on", .sql = "m.admission_decided_on", .type = FIELD_PARTIAL_DATE, .flags = MEMBERSHIP | F_FILTER, .group = "membership", .vi = "Ngày quyết định kết nạp", .en = "Admission decided on"},
    {.name = "admission_decision", .sql = "m.admission_decision", .type = FIELD_TEXT, .max = 100, .flags = MEMBERSHIP, .group = "membership", .vi = "Số quyết định kết nạp", .en = "Admission decision"},
    {.name = "admitted_on", .sql = "m.admitted_on", .type = FIELD_PARTIAL_DATE, .flags = MEMBERSHIP | F_FILTER | F_LIST | F_SORT, .group = "membership", .vi = "Ngày vào Đảng", .en = "Admitted on", .hint_vi = "Ngày lễ kết nạp", .hint_en = "Day of the admission ceremony"},
    {.name = "admission_place", .sql = "m.admission_place", .type = FIELD_TEXT, .max = 300, .flags = MEMBERSHIP, .group = "membership", .vi = "Nơi kết nạp", .en = "Place of admission"},
    {.name = "introducers", .sql = "m.introducers", .type = FIELD_LINES, .max = 500, .flags = MEMBERSHIP, .group = "membership", .vi = "Người giới thiệu", .en = "Introducers"},
    {.name = "official_on", .sql = "m.official_on", .type = FIELD_PARTIAL_DATE, .flags = MEMBERSHIP | F_FILTER | F_LIST | F_SORT, .group = "membership", .vi = "Ngày chính thức", .en = "Official on"},
    {.name = "official_decision", .sql = "m.official_decision", .type = FIELD_TEXT, .max = 100, .flags = MEMBERSHIP, .group = "membership", .vi = "Số quyết định công nhận", .en = "Recognition decision"},
    {.name = "official_place", .sql = "m.official_place", .type = FIELD_TEXT, .max = 300, .flags = MEMBERSHIP, .group = "membership", .vi = "Nơi công nhận", .en = "Place of recognition"},
    {.name = "joined_on", .sql = "m.joined_on", .type = FIELD_PARTIAL_DATE, .flags = MEMBERSHIP | F_FILTER, .group = "membership", .vi = "Ngày chuyển đến", .en = "Joined on", .hint_vi = "Chỉ ghi khi chuyển đến từ nơi khác", .hint_en = "Only for arrivals from elsewhere"},
    {.name = "joined_from", .sql = "m.joined_from", .type = FIELD_TEXT, .max = 300, .flags = MEMBERSHIP, .group = "membership", .vi = "Chuyển đến từ", .en = "Joined from"},
    {.name = "time_out_months", .sql = "m.time_out_months", .type = FIELD_INT, .min = 0, .max = 1200, .flags = MEMBERSHIP, .group = "membership", .vi = "Số tháng không tính tuổi đảng", .en = "Months not counted for party age"},
    {.name = "party_age", .sql = "CASE WHEN s.counted = 1 AND s.party_from IS NOT NULL THEN " MONTHS_SQL " / 12 END", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .group = "membership", .vi = "Tuổi đảng", .en = "Party age (years)"},
    {.name = "party_age_months", .sql = "CASE WHEN s.counted = 1 AND s.party_from IS NOT NULL THEN " MONTHS_SQL " END", .type = FIELD_INT, .flags = F_COMPUTED, .group = "membership", .vi = "Tuổi đảng (tháng)", .en = "Party age (months)"},
    {.name = "exempt_on", .sql = "(SELECT a.valid_from FROM membership_activity a WHERE a.membership_id = m.membership_id AND a.activity = 'exempt' AND a.superseded_tx IS NULL ORDER BY a.valid_from DESC LIMIT 1)", .type = FIELD_PARTIAL_DATE, .flags = F_IMPORT | F_COMPUTED, .group = "membership", .vi = "Ngày miễn sinh hoạt", .en = "Exempt from"},
    {.name = "left_on", .sql = "m.left_on", .type = FIELD_PARTIAL_DATE, .flags = F_PATCH | F_IMPORT | F_FILTER, .group = "membership", .vi = "Ngày rời khỏi Đảng bộ", .en = "Left on"},
    {.name = "left_reason", .sql = "m.left_reason", .type = FIELD_CODE, .codes = &codes_left_reason, .flags = F_PATCH | F_IMPORT | F_FILTER, .group = "membership", .vi = "Lý do rời khỏi", .en = "Reason for leaving"},
    {.name = "left_decision", .sql = "m.left_decision", .type = FIELD_TEXT, .max = 100, .flags = F_PATCH | F_IMPORT, .group = "membership", .vi = "Số quyết định rời khỏi", .en = "Leaving decision"},

    {.name = "general_education", .sql = "s.general_education", .column = "general_education", .type = FIELD_CODE, .codes = &codes_general_education, .flags = PERSON | F_DATED | F_FILTER | F_LIST, .group = "education", .vi = "Giáo dục phổ thông", .en = "General education"},
    {.name = "general_education_text", .sql = "p.general_education_text", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_DATED, .group = "education", .vi = "Phổ thông (ghi theo hồ sơ, ví dụ 10/10)", .en = "General education as written"},
    {.name = "professional_level", .sql = "s.professional_level", .column = "professional_level", .type = FIELD_CODE, .codes = &codes_professional_level, .flags = PERSON | F_DATED | F_FILTER | F_LIST, .group = "education", .vi = "Chuyên môn cao nhất", .en = "Professional level"},
    {.name = "professional_field", .sql = "p.professional_field", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "education", .vi = "Chuyên ngành", .en = "Field"},
    {.name = "academic_title", .sql = "p.academic_title", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_DATED, .group = "education", .vi = "Học hàm", .en = "Academic title"},
    {.name = "theory_level", .sql = "s.theory_level", .column = "theory_level", .type = FIELD_CODE, .codes = &codes_theory_level, .flags = PERSON | F_DATED | F_FILTER | F_LIST, .group = "education", .vi = "Lý luận chính trị", .en = "Political theory"},
    {.name = "state_management", .sql = "p.state_management", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_DATED, .group = "education", .vi = "Quản lý nhà nước", .en = "State management"},
    {.name = "foreign_languages", .sql = "p.foreign_languages", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "education", .vi = "Ngoại ngữ", .en = "Foreign languages"},
    {.name = "computer_skills", .sql = "p.computer_skills", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_DATED, .group = "education", .vi = "Tin học", .en = "Computer skills"},
    {.name = "ethnic_languages", .sql = "p.ethnic_languages", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "education", .vi = "Tiếng dân tộc", .en = "Ethnic languages"},

    {.name = "occupation", .sql = "s.occupation", .column = "occupation", .type = FIELD_CODE, .codes = &codes_occupation, .flags = PERSON | F_DATED | F_FILTER | F_LIST, .group = "work", .vi = "Nghề nghiệp hiện nay", .en = "Occupation"},
    {.name = "occupation_before", .sql = "p.occupation_before", .type = FIELD_TEXT, .max = 200, .flags = PERSON, .group = "work", .vi = "Nghề nghiệp khi vào Đảng", .en = "Occupation on admission"},
    {.name = "job_title", .sql = "p.job_title", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "work", .vi = "Chức danh, chức vụ", .en = "Job title"},
    {.name = "workplace", .sql = "p.workplace", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_DATED, .group = "work", .vi = "Đơn vị công tác", .en = "Workplace"},
    {.name = "recruited_on", .sql = "p.recruited_on", .type = FIELD_PARTIAL_DATE, .flags = PERSON, .group = "work", .vi = "Ngày tuyển dụng", .en = "Recruited on"},
    {.name = "government_post", .sql = "p.government_post", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "work", .vi = "Chức vụ chính quyền", .en = "Government post"},
    {.name = "union_post", .sql = "p.union_post", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED, .group = "work", .vi = "Chức vụ đoàn thể", .en = "Mass organisation post"},
    {.name = "youth_union_on", .sql = "p.youth_union_on", .type = FIELD_PARTIAL_DATE, .flags = PERSON, .group = "work", .vi = "Ngày vào Đoàn", .en = "Youth union since"},
    {.name = "abroad", .sql = "p.abroad", .type = FIELD_LINES, .max = 2000, .flags = PERSON, .group = "work", .vi = "Đi nước ngoài", .en = "Stays abroad"},

    {.name = "family_background", .sql = "p.family_background", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_SENSITIVE, .group = "private", .vi = "Thành phần gia đình", .en = "Family background"},
    {.name = "family_merit", .sql = "p.family_merit", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_SENSITIVE, .group = "private", .vi = "Gia đình liệt sĩ, có công", .en = "Family merit"},
    {.name = "health", .sql = "p.health", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED | F_SENSITIVE, .group = "private", .vi = "Sức khỏe", .en = "Health"},
    {.name = "war_invalid", .sql = "p.war_invalid", .type = FIELD_TEXT, .max = 100, .flags = PERSON | F_SENSITIVE, .group = "private", .vi = "Thương binh", .en = "War invalid"},
    {.name = "household_economy", .sql = "p.household_economy", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_DATED | F_SENSITIVE, .group = "private", .vi = "Hoàn cảnh kinh tế", .en = "Household economy"},
    {.name = "income", .sql = "p.income", .type = FIELD_TEXT, .max = 200, .flags = PERSON | F_DATED | F_SENSITIVE, .group = "private", .vi = "Thu nhập", .en = "Income"},
    {.name = "housing", .sql = "p.housing", .type = FIELD_TEXT, .max = 300, .flags = PERSON | F_DATED | F_SENSITIVE, .group = "private", .vi = "Nhà ở, đất ở", .en = "Housing"},
    {.name = "self_assessment", .sql = "p.self_assessment", .type = FIELD_LINES, .max = 4000, .flags = PERSON | F_SENSITIVE, .group = "private", .vi = "Tự nhận xét", .en = "Self-assessment"},
    {.name = "note", .sql = "p.note", .type = FIELD_LINES, .max = 4000, .flags = PERSON, .group = "registry", .vi = "Ghi chú", .en = "Note"},
    {.name = "photo", .sql = "(SELECT x.id FROM photo x WHERE x.person_id = s.person_id AND x.superseded_tx IS NULL)", .type = FIELD_ID, .flags = F_COMPUTED | F_OBJECT_ONLY, .group = "registry", .vi = "Ảnh", .en = "Photograph"},
    {.name = "flags", .sql = "(SELECT json_group_array(f.code) FROM quality_flag f WHERE f.resource = 'members' AND f.row_id = s.person_id AND f.cleared_tx IS NULL)", .type = FIELD_JSON, .flags = F_COMPUTED, .group = "registry", .vi = "Cần kiểm tra", .en = "Flags"},
};

static const struct field_group groups[] = {
    {"identity", "Nhân thân", "Identity"},
    {"origin", "Quê quán, nơi ở, liên hệ", "Origin, residence, contact"},
    {"membership", "Đảng tịch", "Membership"},
    {"education", "Trình độ", "Education"},
    {"work", "Nghề nghiệp, công tác", "Work"},
    {"private", "Sức khỏe, hoàn cảnh", "Health and circumstances"},
    {"registry", "Sổ sách", "Registry"},
};

const struct dict dict_member = {.resource = "members",
                                 .schema = "Member",
                                 .vi = "Đảng viên",
                                 .en = "Members",
                                 .path = "/api/v1/members",
                                 .default_sort = "name",
                                 .fields = fields,
                                 .n = sizeof fields / sizeof *fields,
                                 .groups = groups,
                                 .n_groups = sizeof groups / sizeof *groups};

_Static_assert(sizeof fields / sizeof *fields <= DICT_FIELDS_MAX, "dict_member is too long");
