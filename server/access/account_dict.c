/* Dictionaries of accounts: users, grants, tokens, sessions, two-step log-in, set-up. */
#include "registry/codes.h"
#include "registry/dict_list.h"

#define ORGANIZATION_SQL                                                                           \
    "CASE WHEN o.id IS NULL THEN NULL ELSE json_object('id', o.id, 'code', o.code, 'name', o.name, 'kind', o.kind) END"
/* Unix milliseconds as RFC 3339 */
#define TIME_SQL(column) "strftime('%Y-%m-%dT%H:%M:%SZ', " column " / 1000, 'unixepoch')"
#define GRANTS_SQL                                                                                 \
    "(SELECT coalesce(json_group_array(json_object('id', g.id, 'role', g.role, 'organization',"    \
    " " ORGANIZATION_SQL ")),"                                                                     \
    " '[]') FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id"                         \
    " WHERE g.user_id = u.id AND g.revoked_tx IS NULL)"

/* one line a field, however long */
/* clang-format off */
static const struct field user_fields[] = {
    DICT_OWN("u"),
    {.name = "username", .sql = "u.username", .type = FIELD_TEXT, .min = 2, .max = 64, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT | F_FILTER, .vi = "Tên đăng nhập", .en = "User name"},
    {.name = "full_name", .sql = "u.full_name", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = F_CREATE | F_PATCH | F_REQUIRED | F_LIST | F_SORT, .vi = "Họ và tên", .en = "Full name"},
    {.name = "disabled", .sql = "u.disabled", .type = FIELD_BOOL, .flags = F_PATCH | F_LIST | F_FILTER, .vi = "Đã khóa", .en = "Disabled"},
    {.name = "role", .type = FIELD_CODE, .codes = &codes_role, .flags = F_CREATE | F_REQUIRED, .vi = "Vai trò đầu tiên", .en = "First role"},
    {.name = "org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE, .vi = "Giao tại tổ chức", .en = "On the organisation"},
    {.name = "grants", .sql = GRANTS_SQL, .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Các vai trò được giao", .en = "Grants"},
    {.name = "has_password", .sql = "u.password_hash IS NOT NULL", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Đã đặt mật khẩu", .en = "Has a password"},
    {.name = "totp", .sql = "EXISTS (SELECT 1 FROM totp t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL)", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Đăng nhập hai bước", .en = "Two-step log-in"},
    {.name = "created_at", .sql = "u.created_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Tạo lúc", .en = "Created at"},
    {.name = "last_login_at", .sql = "u.last_login_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Đăng nhập lần cuối", .en = "Last log-in"},
};

static const struct field grant_fields[] = {
    {.name = "id", .sql = "g.id", .type = FIELD_ID, .flags = F_LIST | F_COMPUTED, .vi = "Mã", .en = "Id"},
    {.name = "role", .sql = "g.role", .type = FIELD_CODE, .codes = &codes_role, .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Vai trò", .en = "Role"},
    {.name = "org_id", .sql = "g.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_REQUIRED | F_LIST, .vi = "Giao tại tổ chức", .en = "On the organisation"},
    {.name = "user_id", .sql = "g.user_id", .type = FIELD_ID, .ref = "users", .flags = F_COMPUTED | F_LIST, .vi = "Tài khoản", .en = "User"},
};

static const struct field token_fields[] = {
    DICT_OWN("t"),
    {.name = "name", .sql = "t.name", .type = FIELD_TEXT, .min = 1, .max = 64, .flags = F_CREATE | F_REQUIRED | F_LIST | F_SORT, .vi = "Tên", .en = "Name"},
    {.name = "role", .sql = "t.role", .type = FIELD_CODE, .codes = &codes_role, .flags = F_CREATE | F_REQUIRED | F_LIST | F_FILTER, .vi = "Vai trò", .en = "Role"},
    {.name = "org_id", .sql = "t.org_id", .type = FIELD_ID, .ref = "organizations", .flags = F_CREATE | F_LIST, .vi = "Tổ chức", .en = "Organisation"},
    {.name = "org_code", .sql = "(SELECT code FROM organization o WHERE o.id = t.org_id)", .type = FIELD_TEXT, .flags = F_COMPUTED | F_LIST, .vi = "Mã tổ chức", .en = "Organisation code"},
    {.name = "expires_on", .sql = "t.expires_on", .type = FIELD_DATE, .flags = F_CREATE | F_LIST, .vi = "Dùng đến hết ngày", .en = "Expires on"},
    {.name = "suppress_below", .sql = "t.suppress_below", .type = FIELD_INT, .min = 2, .max = 100, .flags = F_CREATE | F_LIST, .vi = "Giấu số nhỏ hơn", .en = "Suppress counts below"},
    {.name = "created_at", .sql = "t.created_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Tạo lúc", .en = "Created at"},
    {.name = "revoked_at", .sql = "t.revoked_at", .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Hủy lúc", .en = "Revoked at"},
};

static const struct field session_fields[] = {
    {.name = "username", .type = FIELD_TEXT, .max = 64, .flags = F_CREATE | F_REQUIRED, .vi = "Tên đăng nhập", .en = "User name"},
    {.name = "password", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mật khẩu hoặc mã dùng một lần", .en = "Password or one-time code"},
    {.name = "code", .type = FIELD_TEXT, .max = 40, .flags = F_CREATE | F_SECRET, .vi = "Mã sáu chữ số của bước hai", .en = "Six-digit code of the second step"},
    {.name = "grant_id", .type = FIELD_ID, .flags = F_PATCH | F_REQUIRED, .vi = "Vai trò đang dùng", .en = "Grant acted under"},
};

static const struct field password_fields[] = {
    {.name = "current", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_SECRET, .vi = "Mật khẩu đang dùng", .en = "Current password"},
    {.name = "new", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mật khẩu mới", .en = "New password"},
};

static const struct field totp_fields[] = {
    {.name = "on", .sql = "t.confirmed_at IS NOT NULL", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Đang bật", .en = "On"},
    {.name = "begun", .sql = "t.user_id IS NOT NULL AND t.confirmed_at IS NULL", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Đã cấp khóa, chờ mã đầu tiên", .en = "Waits for a first code"},
    {.name = "since", .sql = TIME_SQL("t.confirmed_at"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Bật từ lúc", .en = "On since"},
    {.name = "secret", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Khóa (base32), chỉ hiện một lần", .en = "Secret (base32), shown once"},
    {.name = "uri", .type = FIELD_TEXT, .flags = F_COMPUTED, .vi = "Địa chỉ otpauth, chỉ hiện một lần", .en = "otpauth address, shown once"},
    {.name = "password", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mật khẩu đang dùng", .en = "Current password"},
    {.name = "code", .type = FIELD_TEXT, .max = 40, .flags = F_PATCH | F_REQUIRED | F_SECRET, .vi = "Mã sáu chữ số", .en = "Six-digit code"},
};

static const struct field totp_end_fields[] = {
    {.name = "password", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mật khẩu đang dùng", .en = "Current password"},
    {.name = "code", .type = FIELD_TEXT, .max = 40, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mã sáu chữ số", .en = "Six-digit code"},
};

static const struct field open_session_fields[] = {
    {.name = "id", .sql = "s.id", .type = FIELD_ID, .flags = F_COMPUTED | F_LIST | F_SORT, .vi = "Mã", .en = "Id"},
    {.name = "current", .sql = "s.id = here.id", .type = FIELD_BOOL, .flags = F_COMPUTED | F_LIST, .vi = "Phiên này", .en = "This one"},
    {.name = "role", .sql = "g.role", .type = FIELD_CODE, .codes = &codes_role, .flags = F_COMPUTED | F_LIST, .vi = "Vai trò", .en = "Role"},
    {.name = "organization", .sql = ORGANIZATION_SQL, .type = FIELD_JSON, .flags = F_COMPUTED | F_LIST, .vi = "Tại tổ chức", .en = "On the organisation"},
    {.name = "created_at", .sql = TIME_SQL("s.created_at"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Đăng nhập lúc", .en = "Logged in at"},
    {.name = "last_seen_at", .sql = TIME_SQL("s.last_seen_at"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Dùng lần cuối", .en = "Last used"},
    {.name = "expires_at", .sql = TIME_SQL("s.expires_at"), .type = FIELD_TIME, .flags = F_COMPUTED | F_LIST, .vi = "Hết hạn lúc", .en = "Expires at"},
};

static const struct field setup_fields[] = {
    {.name = "code", .type = FIELD_TEXT, .max = 40, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mã thiết lập", .en = "Set-up code"},
    {.name = "username", .type = FIELD_TEXT, .min = 2, .max = 64, .flags = F_CREATE | F_REQUIRED, .vi = "Tên đăng nhập", .en = "User name"},
    {.name = "full_name", .type = FIELD_TEXT, .min = 1, .max = 200, .flags = F_CREATE | F_REQUIRED, .vi = "Họ và tên", .en = "Full name"},
    {.name = "password", .type = FIELD_TEXT, .max = 200, .flags = F_CREATE | F_REQUIRED | F_SECRET, .vi = "Mật khẩu", .en = "Password"},
    {.name = "office", .type = FIELD_BOOL, .flags = F_CREATE, .vi = "Giao luôn vai trò văn phòng", .en = "Grant the office role, too"},
    {.name = "organization", .type = FIELD_JSON, .flags = F_CREATE, .vi = "Tổ chức gốc", .en = "Root organisation"},
    {.name = "demo", .type = FIELD_BOOL, .flags = F_CREATE, .vi = "Nạp dữ liệu mẫu", .en = "Load the demo"},
};

#define DICTIONARY(symbol, resource_, schema_, vi_, en_, path_, sort_)                             \
    const struct dict dict_##symbol = {.resource = resource_,                                      \
                                       .schema = schema_,                                          \
                                       .vi = vi_,                                                  \
                                       .en = en_,                                                  \
                                       .path = path_,                                              \
                                       .default_sort = sort_,                                      \
                                       .fields = symbol##_fields,                                  \
                                       .n = sizeof symbol##_fields / sizeof *symbol##_fields}

DICTIONARY(user, "users", "User", "Tài khoản", "Users", "/api/v1/users", "username");
DICTIONARY(grant, "grants", "Grant", "Vai trò được giao", "Grants", NULL, "id");
DICTIONARY(token, "tokens", "Token", "Mã truy cập", "Tokens", "/api/v1/tokens", "-id");
DICTIONARY(session, "session", "Session", "Phiên làm việc", "Session", NULL, "id");
DICTIONARY(password, "password", "PasswordChange", "Đổi mật khẩu", "Password change", NULL, "id");
DICTIONARY(totp, "totp", "TwoStep", "Đăng nhập hai bước", "Two-step log-in", NULL, "id");
DICTIONARY(totp_end, "totp_end", "TwoStepEnd", "Tắt đăng nhập hai bước", "Switching two-step log-in off", NULL, "id");
DICTIONARY(open_session, "sessions", "OpenSession", "Phiên đang mở", "Open sessions", NULL, "-id");
DICTIONARY(setup, "setup", "Setup", "Thiết lập lần đầu", "Set-up", NULL, "id");
