/*
 * Every way an operation can end, from one list. Handlers, the registry and the rules return
 * enum err; only http/reply.c turns it into a status and a problem document.
 */
#ifndef CHIBO_BASE_ERR_H
#define CHIBO_BASE_ERR_H

/* ERR(name, HTTP status, stable code, Vietnamese title, English title) */
#define ERR_LIST(ERR)                                                                              \
    ERR(BAD_FRAMING, 400, "bad-framing", "Yêu cầu HTTP không hợp lệ", "Malformed HTTP request")    \
    ERR(BAD_PARAMETER, 400, "bad-parameter", "Tham số không hợp lệ", "Invalid parameter")          \
    ERR(BAD_BODY, 400, "bad-body", "Nội dung gửi lên không hợp lệ", "Invalid body")                \
    ERR(NO_LOGIN, 401, "login-required", "Cần đăng nhập", "Log-in required")                       \
    ERR(BAD_LOGIN, 401, "login-failed", "Tên đăng nhập hoặc mật khẩu không đúng",                  \
        "Wrong user name or password")                                                             \
    ERR(NO_CODE, 401, "code-required", "Cần mã đăng nhập hai bước",                                \
        "The code of the second step is needed")                                                   \
    ERR(FORBIDDEN, 403, "forbidden", "Vai trò này không được làm việc này",                        \
        "This role may not do this")                                                               \
    ERR(BAD_ORIGIN, 403, "foreign-origin", "Yêu cầu đến từ trang khác", "Request from elsewhere")  \
    ERR(NOT_FOUND, 404, "not-found", "Không tìm thấy", "Not found")                                \
    ERR(BAD_METHOD, 405, "method-not-allowed", "Phương thức không được dùng ở đây",                \
        "Method not allowed here")                                                                 \
    ERR(NOT_ACCEPTABLE, 406, "not-acceptable", "Không có định dạng được yêu cầu",                  \
        "No such format")                                                                          \
    ERR(TIMEOUT, 408, "timeout", "Quá thời gian chờ", "The request took too long")                 \
    ERR(CONFLICT, 409, "conflict", "Trùng hoặc mâu thuẫn với dữ liệu đang có",                     \
        "Conflicts with what is recorded")                                                         \
    ERR(RULE, 409, "rule", "Trái quy tắc", "Against a rule")                                       \
    ERR(GONE, 410, "gone", "Không còn nữa", "Gone")                                                \
    ERR(STALE, 412, "stale", "Người khác đã sửa trước", "Somebody else changed it first")          \
    ERR(TOO_LARGE, 413, "too-large", "Nội dung quá lớn", "Body too large")                         \
    ERR(BAD_MEDIA_TYPE, 415, "unsupported-media-type", "Kiểu nội dung không được nhận",            \
        "Unsupported media type")                                                                  \
    ERR(KEY_REUSED, 422, "idempotency-key-reused", "Idempotency-Key đã dùng cho nội dung khác",    \
        "Idempotency-Key was used with another body")                                              \
    ERR(NO_PRECONDITION, 428, "precondition-required", "Cần If-Match", "If-Match is required")     \
    ERR(THROTTLED, 429, "too-many-requests", "Quá nhiều lần thử, hãy đợi",                         \
        "Too many attempts, wait")                                                                 \
    ERR(HEADERS_TOO_LARGE, 431, "headers-too-large", "Tiêu đề quá lớn", "Headers too large")       \
    ERR(INTERNAL, 500, "internal", "Lỗi của chương trình", "Fault of the program")                 \
    ERR(STORE, 500, "store", "Lỗi kho dữ liệu", "Fault of the store")                              \
    ERR(NO_MEMORY, 500, "no-memory", "Hết bộ nhớ", "Out of memory")                                \
    ERR(BUSY, 503, "busy", "Máy đang bận, hãy thử lại", "Busy, try again")

enum err {
    OK = 0,
#define ERR(name, status, code, vi, en) ERR_##name,
    ERR_LIST(ERR)
#undef ERR
        ERR_COUNT
};

enum lang { LANG_VI = 0, LANG_EN = 1 };

/* HTTP status of an error; 200 for OK. */
int err_status(enum err e);
/* Stable code, the last part of a problem document's `type`; "ok" for OK. */
const char *err_code(enum err e);
const char *err_title(enum err e, enum lang lang);

#endif
