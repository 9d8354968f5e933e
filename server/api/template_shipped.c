/* Shipped templates, described line by line (office/document_make.h) and written at start. */
#include "api/template_shipped.h"
#include "base/files.h"
#include "office/document.h"
#include "office/document_make.h"
#include "registry/template.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char certificate[] =
    "heading\n"
    "title Giấy xác nhận đảng viên\n"
    "subtitle {{Cơ quan ban hành}} xác nhận\n"
    "field Đồng chí: {{Họ và tên}}\n"
    "field Giới tính: {{Giới tính}}\n"
    "field Ngày sinh: {{Ngày sinh}}\n"
    "field Quê quán: {{Quê quán}}\n"
    "field Nơi thường trú: {{Nơi thường trú}}\n"
    "field Ngày vào Đảng: {{Ngày vào Đảng}}\n"
    "field Ngày chính thức: {{Ngày chính thức}}\n"
    "field Số lý lịch: {{Số lý lịch}}\n"
    "field Số thẻ đảng viên: {{Số thẻ đảng viên}}\n"
    "field Tình trạng đảng tịch: {{Tình trạng đảng tịch}}\n"
    "field Nơi sinh hoạt đảng: {{Tên chi bộ}}\n"
    "text Giấy này được cấp theo đề nghị của đồng chí để: {{Mục đích}}\n"
    "sign\n";

static const char list[] =
    "landscape\n"
    "pages\n"
    "heading\n"
    "title Danh sách đảng viên\n"
    "subtitle Số liệu đến ngày {{Ngày văn bản}}\n"
    "table 5c|21|8c|10c|22|10c|10c|14c\n"
    "head TT|Họ và tên|Giới tính|Ngày sinh|Chi bộ|Ngày vào Đảng|Ngày chính thức|Số thẻ đảng viên\n"
    "row {{hàng.TT}}|{{hàng.Họ và tên}}|{{hàng.Giới tính}}|{{hàng.Ngày sinh}}|{{hàng.Tên chi bộ}}|"
    "{{hàng.Ngày vào Đảng}}|{{hàng.Ngày chính thức}}|{{hàng.Số thẻ đảng viên}}\n"
    "text Danh sách có {{Tổng số người}} người.\n"
    "sign\n";

static const char letter[] = "pages\n"
                             "heading V/v {{Trích yếu}}\n"
                             "to Kính gửi: {{Kính gửi}}\n"
                             "text {{Nội dung}}\n"
                             "sign\n";

static const char transfer[] =
    "heading\n"
    "title Giấy giới thiệu\n"
    "subtitle {{Hình thức}}\n"
    "field Kính gửi: {{Cấp trên của nơi đến}}\n"
    "field Đồng chí: {{Họ và tên}}\n"
    "field Sinh ngày: {{Ngày sinh}}\n"
    "field Quê quán: {{Quê quán}}\n"
    "field Vào Đảng ngày: {{Ngày vào Đảng}}\n"
    "field Chính thức ngày: {{Ngày chính thức}}\n"
    "field Số lý lịch: {{Số lý lịch}}\n"
    "field Số thẻ đảng viên: {{Số thẻ đảng viên}}\n"
    "field Đang sinh hoạt tại: {{Nơi đi}}, {{Cấp trên của nơi đi}}\n"
    "field Đã đóng đảng phí hết tháng: {{Đã đóng đảng phí hết tháng}}\n"
    "field Được giới thiệu về: {{Nơi đến}}\n"
    "field Lý do: {{Lý do}}\n"
    "text Đề nghị cấp ủy nơi nhận làm thủ tục tiếp nhận đồng chí vào sinh hoạt đảng theo Điều lệ "
    "Đảng. Giấy giới thiệu này lập ngày {{Ngày giới thiệu}}, phải được xuất trình đến hết ngày "
    "{{Hạn nộp hồ sơ}}.\n"
    "sign\n";

static const char candidate[] = "heading\n"
                                "title Hồ sơ xét kết nạp đảng viên\n"
                                "subtitle Bìa hồ sơ\n"
                                "field Họ và tên: {{Họ và tên}}\n"
                                "field Giới tính: {{Giới tính}}\n"
                                "field Ngày sinh: {{Ngày sinh}}\n"
                                "field Dân tộc: {{Dân tộc}}\n"
                                "field Quê quán: {{Quê quán}}\n"
                                "field Nơi cư trú: {{Nơi cư trú}}\n"
                                "field Nghề nghiệp: {{Nghề nghiệp hiện nay}}\n"
                                "field Giáo dục phổ thông: {{Giáo dục phổ thông}}\n"
                                "field Chuyên môn: {{Chuyên môn cao nhất}}\n"
                                "field Ngày vào Đoàn: {{Ngày vào Đoàn}}\n"
                                "field Chi bộ đề nghị: {{Tên chi bộ}}\n"
                                "field Đảng viên giúp đỡ: {{Người giúp đỡ}}\n"
                                "field Người giới thiệu: {{Tên người giới thiệu thứ nhất}}\n"
                                "field Ngày vào danh sách nguồn: {{Ngày vào danh sách nguồn}}\n"
                                "sign\n";

static const char decision[] =
    "heading\n"
    "title Quyết định\n"
    "subtitle thi hành kỷ luật {{Hình thức}}\n"
    "field Đối tượng: {{Họ và tên}}\n"
    "field Số lý lịch: {{Số lý lịch}}\n"
    "field Tổ chức: {{Tên tổ chức}}\n"
    "text Căn cứ Điều lệ Đảng và các quy định về thi hành kỷ luật trong Đảng; xét nội dung, tính "
    "chất, mức độ, tác hại, nguyên nhân của vi phạm, {{Cấp quyết định}} quyết định:\n"
    "field Hình thức kỷ luật: {{Hình thức}}\n"
    "field Nội dung vi phạm: {{Nội dung vi phạm}}\n"
    "text Quyết định có hiệu lực kể từ ngày công bố. Trong thời hạn 30 ngày kể từ ngày nhận quyết "
    "định, đối tượng có quyền khiếu nại; trong khi chờ giải quyết phải chấp hành quyết định này.\n"
    "sign\n";

static const struct shipped {
    const char *code, *name, *name_en, *subject, *description;
} shipped[] = {
    {"giay-xac-nhan-dang-vien", "Giấy xác nhận đảng viên", "Certificate of membership", "member",
     certificate},
    {"danh-sach-dang-vien", "Danh sách đảng viên", "List of members", "members", list},
    {"cong-van", "Công văn", "Official letter", "letter", letter},
    {"giay-gioi-thieu-chuyen-sinh-hoat", "Giấy giới thiệu chuyển sinh hoạt đảng", "Transfer letter",
     "transfer", transfer},
    {"quyet-dinh-ky-luat", "Quyết định kỷ luật", "Discipline decision", "discipline", decision},
    {"bia-ho-so-ket-nap", "Bìa hồ sơ xét kết nạp", "Cover of an admission dossier", "candidate",
     candidate},
};

struct making {
    struct arena *arena;
    const struct shipped *shipped;
    const char *data;
};

static bool read_file(struct arena *a, int fd, struct template_file *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return false;
    char *bytes = arena_alloc(a, (size_t)st.st_size + 1);
    out->bytes = bytes;
    out->n = (size_t)st.st_size;
    return file_read_at(fd, 0, bytes, out->n);
}

static bool read_fields(struct arena *a, int fd, struct template_file *out)
{
    const char *names[DOCUMENT_FIELDS_MAX];
    struct buf b = {0};
    struct json j;
    int n;
    if (document_fields(fd, a, names, &n) != PACKAGE_OK)
        return false;
    json_init(&j, &b);
    json_open(&j, '[');
    for (int i = 0; i < n; i++)
        json_str(&j, names[i]);
    json_close(&j, ']');
    out->fields = arena_dup_n(a, b.p, b.len);
    buf_free(&b);
    return true;
}

static enum err make(void *ctx, struct template_file *out)
{
    struct making *m = ctx;
    const char *path = arena_printf(m->arena, "%s/tmp/shipped-%s.docx", m->data, m->shipped->code);
    unlink(path); /* of a start that was cut off */
    int fd = document_make(m->shipped->description, path) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    unlink(path);
    if (fd < 0)
        return ERR_STORE;
    bool good = read_file(m->arena, fd, out) && read_fields(m->arena, fd, out);
    close(fd);
    return good ? OK : ERR_STORE;
}

enum err templates_ship(struct work *w, const char *data)
{
    enum err e = OK;
    for (size_t i = 0; i < sizeof shipped / sizeof *shipped && e == OK; i++) {
        char hash[HASH_HEX];
        struct making m = {.arena = w->arena, .shipped = &shipped[i], .data = data};
        document_make_hash(shipped[i].description, hash);
        struct template_shipped s = {.code = shipped[i].code,
                                     .name = shipped[i].name,
                                     .name_en = shipped[i].name_en,
                                     .subject = shipped[i].subject,
                                     .hash = hash,
                                     .file = make,
                                     .ctx = &m};
        e = template_ship(w, &s);
    }
    return e;
}
