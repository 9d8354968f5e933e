/* Dictionaries of running the registry: settings, backups, drills of restoring them. */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define SHOWN F_COMPUTED | F_LIST

/* one line a field */
/* clang-format off */
static const struct field setting_fields[] = {
    {.name = "version", .sql = "t.version", .type = FIELD_INT, .flags = SHOWN, .vi = "Phiên bản", .en = "Version"},
    {.name = "classification", .sql = "t.classification", .type = FIELD_CODE, .codes = &codes_classification, .flags = F_PATCH | F_LIST, .vi = "Độ mật của sổ", .en = "Classification of the registry", .hint_vi = "hiện ở mọi trang, bản in, tệp Excel và văn bản Word", .hint_en = "stands on every page, print, sheet and Word paper"},
};

static const struct field backup_fields[] = {
    {.name = "name", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Tệp", .en = "File"},
    {.name = "bytes", .type = FIELD_INT, .flags = F_COMPUTED, .vi = "Dung lượng", .en = "Bytes"},
    {.name = "at", .type = FIELD_TIME, .flags = F_COMPUTED, .vi = "Lúc", .en = "At"},
    {.name = "document_key", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Cần khóa tài liệu", .en = "Needs the document key"},
};

static const struct field backup_drill_fields[] = {
    DICT_OWN("t"),
    {.name = "at", .sql = "x.at", .type = FIELD_TIME, .flags = SHOWN | F_SORT, .vi = "Diễn tập lúc", .en = "At"},
    {.name = "actor", .sql = "x.actor", .type = FIELD_TEXT, .flags = SHOWN, .vi = "Người làm", .en = "By"},
    {.name = "backup", .sql = "t.backup", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = F_CREATE | F_LIST, .vi = "Bản sao lưu", .en = "Backup", .hint_vi = "để trống là bản mới nhất", .hint_en = "the newest one if empty"},
    {.name = "backup_at", .sql = "t.backup_at", .type = FIELD_TIME, .flags = SHOWN, .vi = "Sao lưu lúc", .en = "Backed up at"},
    {.name = "bytes", .sql = "t.bytes", .type = FIELD_INT, .flags = SHOWN, .vi = "Dung lượng", .en = "Bytes"},
    {.name = "result", .sql = "t.result", .type = FIELD_CODE, .codes = &codes_drill_result, .flags = SHOWN, .vi = "Kết quả", .en = "Result"},
    {.name = "findings", .sql = "t.findings", .type = FIELD_INT, .flags = SHOWN, .vi = "Số lỗi tìm thấy", .en = "Findings"},
    {.name = "detail", .sql = "t.detail", .type = FIELD_TEXT, .flags = SHOWN, .vi = "Chi tiết", .en = "Detail"},
    {.name = "newest_change", .sql = "t.newest_change", .type = FIELD_TIME, .flags = SHOWN, .vi = "Lần ghi cuối trong bản sao", .en = "Newest save in it"},
    {.name = "changes", .sql = "t.changes", .type = FIELD_INT, .flags = SHOWN, .vi = "Số thay đổi trong nhật ký", .en = "Changes in its journal"},
    {.name = "milliseconds", .sql = "t.milliseconds", .type = FIELD_INT, .flags = SHOWN, .vi = "Thời gian (mili giây)", .en = "Took (ms)"},
};
/* clang-format on */

#define COUNT(a) sizeof(a) / sizeof *(a)
const struct dict dict_setting = {.resource = "settings",
                                  .schema = "Settings",
                                  .vi = "Thiết lập",
                                  .en = "Settings",
                                  .path = "/api/v1/settings",
                                  .table = "setting",
                                  .default_sort = NULL,
                                  .fields = setting_fields,
                                  .n = COUNT(setting_fields)};
const struct dict dict_backup = {.resource = "backups",
                                 .schema = "Backup",
                                 .vi = "Bản sao lưu",
                                 .en = "Backups",
                                 .path = "/api/v1/backups",
                                 .default_sort = "-at",
                                 .fields = backup_fields,
                                 .n = COUNT(backup_fields)};
const struct dict dict_backup_drill = {.resource = "backup_drills",
                                       .schema = "BackupDrill",
                                       .vi = "Diễn tập khôi phục",
                                       .en = "Restore drills",
                                       .path = "/api/v1/backups/drills",
                                       .default_sort = "-at",
                                       .fields = backup_drill_fields,
                                       .n = COUNT(backup_drill_fields)};
