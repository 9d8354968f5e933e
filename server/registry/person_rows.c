/* Dictionaries of the tables below a person: family, training, work history. */
#include "registry/codes.h"
#include "registry/dict_list.h"

/* one line a field, however long */
/* clang-format off */
#define ROW F_CREATE | F_PATCH | F_LIST
#define OWN(table)                                                                                 \
    {.name = "id", .sql = table ".id", .type = FIELD_ID, .flags = F_LIST | F_COMPUTED | F_SORT, .vi = "Mã", .en = "Id"},        \
    {.name = "uid", .sql = table ".uid", .type = FIELD_UID, .flags = F_COMPUTED | F_LIST, .vi = "Mã định danh", .en = "Uid"},   \
    {.name = "version", .sql = table ".version", .type = FIELD_INT, .flags = F_LIST | F_COMPUTED, .vi = "Phiên bản", .en = "Version"}

static const struct field family_fields[] = {
    OWN("family_member"),
    {.name = "relation", .sql = "family_member.relation", .type = FIELD_CODE, .codes = &codes_family_relation, .flags = ROW | F_REQUIRED, .vi = "Quan hệ", .en = "Relation"},
    {.name = "full_name", .sql = "family_member.full_name", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = ROW | F_REQUIRED, .vi = "Họ và tên", .en = "Full name"},
    {.name = "born_on", .sql = "family_member.born_on", .type = FIELD_PARTIAL_DATE, .flags = ROW, .vi = "Ngày sinh", .en = "Born on"},
    {.name = "died_on", .sql = "family_member.died_on", .type = FIELD_PARTIAL_DATE, .flags = ROW, .vi = "Ngày mất", .en = "Died on"},
    {.name = "hometown", .sql = "family_member.hometown", .type = FIELD_TEXT, .max = 300, .flags = ROW, .vi = "Quê quán", .en = "Hometown"},
    {.name = "residence", .sql = "family_member.residence", .type = FIELD_TEXT, .max = 300, .flags = ROW, .vi = "Nơi ở", .en = "Residence"},
    {.name = "occupation", .sql = "family_member.occupation", .type = FIELD_TEXT, .max = 200, .flags = ROW, .vi = "Nghề nghiệp", .en = "Occupation"},
    {.name = "workplace", .sql = "family_member.workplace", .type = FIELD_TEXT, .max = 300, .flags = ROW, .vi = "Nơi làm việc", .en = "Workplace"},
    {.name = "party_member", .sql = "family_member.party_member", .type = FIELD_BOOL, .flags = ROW, .vi = "Là đảng viên", .en = "Party member"},
    {.name = "politics", .sql = "family_member.politics", .type = FIELD_LINES, .max = 2000, .flags = ROW, .vi = "Lịch sử chính trị", .en = "Political history"},
    {.name = "note", .sql = "family_member.note", .type = FIELD_LINES, .max = 2000, .flags = ROW, .vi = "Ghi chú", .en = "Note"},
};

static const struct field training_fields[] = {
    OWN("training"),
    {.name = "kind", .sql = "training.kind", .type = FIELD_CODE, .codes = &codes_training_kind, .flags = ROW | F_REQUIRED, .vi = "Loại", .en = "Kind"},
    {.name = "school", .sql = "training.school", .type = FIELD_TEXT, .min = 1, .max = 300, .flags = ROW | F_REQUIRED, .vi = "Trường, lớp", .en = "School or course"},
    {.name = "field", .sql = "training.field", .type = FIELD_TEXT, .max = 200, .flags = ROW, .vi = "Ngành học", .en = "Field"},
    {.name = "form", .sql = "training.form", .type = FIELD_TEXT, .max = 100, .flags = ROW, .vi = "Hình thức học", .en = "Form"},
    {.name = "degree", .sql = "training.degree", .type = FIELD_TEXT, .max = 200, .flags = ROW, .vi = "Văn bằng, chứng chỉ", .en = "Degree"},
    {.name = "from_on", .sql = "training.from_on", .type = FIELD_PARTIAL_DATE, .flags = ROW | F_SORT, .vi = "Từ", .en = "From"},
    {.name = "to_on", .sql = "training.to_on", .type = FIELD_PARTIAL_DATE, .flags = ROW, .vi = "Đến", .en = "To"},
    {.name = "certificate", .sql = "training.certificate", .type = FIELD_TEXT, .max = 100, .flags = ROW, .vi = "Số hiệu", .en = "Certificate number"},
    {.name = "note", .sql = "training.note", .type = FIELD_LINES, .max = 2000, .flags = ROW, .vi = "Ghi chú", .en = "Note"},
};

static const struct field work_fields[] = {
    OWN("work_history"),
    {.name = "from_on", .sql = "work_history.from_on", .type = FIELD_PARTIAL_DATE, .flags = ROW | F_SORT, .vi = "Từ", .en = "From"},
    {.name = "to_on", .sql = "work_history.to_on", .type = FIELD_PARTIAL_DATE, .flags = ROW, .vi = "Đến", .en = "To"},
    {.name = "what", .sql = "work_history.what", .type = FIELD_LINES, .min = 1, .max = 1000, .flags = ROW | F_REQUIRED, .vi = "Làm gì", .en = "What"},
    {.name = "workplace", .sql = "work_history.workplace", .type = FIELD_TEXT, .max = 300, .flags = ROW, .vi = "Ở đâu", .en = "Where"},
    {.name = "post", .sql = "work_history.post", .type = FIELD_TEXT, .max = 200, .flags = ROW, .vi = "Chức vụ", .en = "Post"},
    {.name = "country", .sql = "work_history.country", .type = FIELD_TEXT, .max = 100, .flags = ROW, .vi = "Nước", .en = "Country"},
    {.name = "note", .sql = "work_history.note", .type = FIELD_LINES, .max = 2000, .flags = ROW, .vi = "Ghi chú", .en = "Note"},
};

#define TABLE(symbol, resource_, schema_, vi_, en_, table_, fields_)                               \
    const struct dict dict_##symbol = {.resource = resource_,                                      \
                                       .schema = schema_,                                          \
                                       .vi = vi_,                                                  \
                                       .en = en_,                                                  \
                                       .table = table_,                                            \
                                       .default_sort = "id",                                       \
                                       .fields = fields_,                                          \
                                       .n = sizeof fields_ / sizeof *fields_}

TABLE(family, "family", "FamilyMember", "Quan hệ gia đình", "Family", "family_member", family_fields);
TABLE(training, "training", "Training", "Đào tạo, bồi dưỡng", "Training", "training", training_fields);
TABLE(work_history, "work_history", "WorkHistory", "Quá trình công tác", "Work history", "work_history",
      work_fields);
