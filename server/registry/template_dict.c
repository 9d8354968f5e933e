/* The dictionary of templates: the template (t.), the file that holds (f.), who put it there (x.).
 */
#include "registry/codes.h"
#include "registry/dict_list.h"

/* one line a field, however long */
/* clang-format off */
static const struct field fields[] = {
    DICT_OWN("t"),
    {.name = "code", .sql = "t.code", .type = FIELD_TEXT, .min = 1, .max = 60, .flags = F_CREATE | F_LIST | F_SORT, .vi = "Mã mẫu", .en = "Code"},
    {.name = "name", .sql = "t.name", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = F_CREATE | F_PATCH | F_REQUIRED | F_LIST | F_SORT, .vi = "Tên mẫu", .en = "Name"},
    {.name = "name_en", .sql = "t.name_en", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_PATCH | F_LIST, .vi = "Tên tiếng Anh", .en = "Name in English"},
    {.name = "subject", .sql = "t.subject", .type = FIELD_CODE, .codes = &codes_template_subject, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT | F_FILTER, .vi = "Dùng cho", .en = "About"},
    {.name = "shipped", .sql = "(t.org_id IS NULL)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Có sẵn trong chương trình", .en = "Came with the program"},
    {.name = "origin", .sql = "f.origin", .type = FIELD_CODE, .codes = &codes_template_origin, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Tệp đang dùng", .en = "File in use"},
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST, .vi = "Của tổ chức", .en = "Organisation"},
    {.name = "org_name", .sql = "o.name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "number", .sql = "f.number", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Lần thay", .en = "Number of the file"},
    {.name = "file_name", .sql = "f.file_name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tệp", .en = "File name"},
    {.name = "bytes", .sql = "f.bytes", .type = FIELD_INT, .flags = F_COMPUTED, .vi = "Dung lượng", .en = "Bytes"},
    {.name = "fields", .sql = "f.fields", .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Trường trong mẫu", .en = "Fields in it"},
    {.name = "changed_at", .sql = "x.at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Thay đổi lúc", .en = "Changed at"},
    {.name = "changed_by", .sql = "CASE WHEN f.origin = 'own' THEN x.actor END", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người thay", .en = "Changed by"},
    {.name = "may_change", .sql = "CASE WHEN t.org_id IS NULL THEN d.whole ELSE o.path >= d.lo AND o.path < d.hi END", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Được thay", .en = "May be changed"},
};
/* clang-format on */

const struct dict dict_template = {.resource = "templates",
                                   .schema = "Template",
                                   .vi = "Mẫu văn bản",
                                   .en = "Templates",
                                   .path = "/api/v1/templates",
                                   .table = "template",
                                   .default_sort = "name",
                                   .fields = fields,
                                   .n = sizeof fields / sizeof *fields};
