/* The dictionary of documents: the paper (t.), what it belongs to (p. person, c. dossier, k. case),
   where that stands (o.); its last file and who put it there. */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define BOTH F_CREATE | F_PATCH
#define SUBJECT F_CREATE | F_LIST | F_FILTER
#define LAST_FILE(column)                                                                          \
    "(SELECT " column " FROM document_file f WHERE f.document_id = t.id ORDER BY f.number DESC"    \
    " LIMIT 1)"
/* A case's saves are confidential ones. */
#define SAVE(column)                                                                               \
    LAST_FILE("CASE WHEN t.case_id IS NULL THEN (SELECT x." column                                 \
              " FROM tx x WHERE x.id = f.recorded_tx)"                                             \
              " ELSE (SELECT x." column " FROM confidential_tx x WHERE x.id = f.recorded_tx) END")
#define ABOUT                                                                                      \
    "CASE WHEN t.person_id IS NOT NULL THEN " DICT_NAME_OF(                                        \
        "coalesce(p.merged_into, p.id)") " WHEN t.candidate_id IS NOT NULL THEN c.full_name ELSE"  \
                                         " k.title END"

/* one line a field, however long */
/* clang-format off */
static const struct field document_fields[] = {
    DICT_OWN("t"),
    {.name = "member_id", .sql = "coalesce(p.merged_into, t.person_id)", .column = "person_id", .type = FIELD_ID, .ref = "members", .flags = SUBJECT, .vi = "Đảng viên", .en = "Member"},
    {.name = "candidate_id", .sql = "t.candidate_id", .type = FIELD_ID, .ref = "candidates", .flags = SUBJECT, .vi = "Hồ sơ kết nạp", .en = "Dossier"},
    {.name = "case_id", .sql = "t.case_id", .type = FIELD_ID, .ref = "discipline", .flags = SUBJECT, .vi = "Hồ sơ kỷ luật", .en = "Discipline case"},
    {.name = "about", .sql = ABOUT, .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST | F_PERSON, .vi = "Của", .en = "About"},
    {.name = "org_id", .sql = "o.id", .type = FIELD_ID, .ref = "organizations", .flags = F_COMPUTED | F_LIST, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_name", .sql = "o.name", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tổ chức", .en = "Organisation's name"},
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_document_kind, .flags = BOTH | F_REQUIRED | F_LIST | F_FILTER | F_SORT, .vi = "Loại giấy tờ", .en = "Kind"},
    {.name = "title", .sql = "t.title", .type = FIELD_TEXT, .min = 1, .max = 300, .flags = BOTH | F_REQUIRED | F_LIST | F_SORT, .vi = "Trích yếu", .en = "Title"},
    {.name = "number", .sql = "t.number", .type = FIELD_TEXT, .max = 100, .flags = BOTH | F_LIST | F_FILTER, .vi = "Số, ký hiệu", .en = "Number"},
    {.name = "issuer", .sql = "t.issuer", .type = FIELD_TEXT, .max = 300, .flags = BOTH | F_LIST, .vi = "Nơi ban hành", .en = "Issued by"},
    {.name = "issued_on", .sql = "t.issued_on", .type = FIELD_DATE, .flags = BOTH | F_LIST | F_FILTER | F_SORT, .vi = "Ngày ban hành", .en = "Issued on"},
    {.name = "classification", .sql = "t.classification", .type = FIELD_CODE, .codes = &codes_classification, .flags = BOTH | F_LIST | F_FILTER, .vi = "Độ mật", .en = "Classification", .hint_vi = "để trống: của vụ kỷ luật là Mật, còn lại lưu hành nội bộ", .hint_en = "empty: confidential for a discipline case, else internal"},
    {.name = "shelf", .sql = "t.shelf", .type = FIELD_TEXT, .max = 200, .flags = BOTH | F_LIST, .vi = "Nơi lưu bản giấy", .en = "Where the paper lies", .hint_vi = "tủ, cặp, số thứ tự", .hint_en = "cupboard, folder, number"},
    {.name = "note", .sql = "t.note", .type = FIELD_LINES, .max = 2000, .flags = BOTH | F_LIST, .vi = "Ghi chú", .en = "Note"},
    {.name = "created_at", .sql = "t.created_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Ghi vào sổ lúc", .en = "Recorded at"},
    {.name = "files", .sql = "(SELECT count(*) FROM document_file f WHERE f.document_id = t.id)", .type = FIELD_INT, .flags = F_COMPUTED | F_LIST | F_FILTER, .vi = "Số tệp đã có", .en = "Files it ever had"},
    {.name = "media_type", .sql = LAST_FILE("f.media_type"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Kiểu tệp", .en = "Media type"},
    {.name = "bytes", .sql = LAST_FILE("f.bytes"), .type = FIELD_INT, .flags = F_COMPUTED | F_LIST, .vi = "Dung lượng", .en = "Bytes"},
    {.name = "file_name", .sql = LAST_FILE("f.name"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Tên tệp", .en = "File name"},
    {.name = "scanned_at", .sql = SAVE("at"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Tải lên lúc", .en = "Uploaded at"},
    {.name = "scanned_by", .sql = SAVE("actor"), .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Người tải lên", .en = "Uploaded by"},
};

const struct dict dict_document = {
    DICT_TABLE(document, "documents", "Document", "Tài liệu", "Documents", "/api/v1/documents", "-created_at")};
/* clang-format on */
