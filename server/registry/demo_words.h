/* Words of the synthetic province; shared by demo.c only. Names are common ones, put together by
   chance: whoever bears one of them in life is not meant. */
#ifndef CHIBO_REGISTRY_DEMO_WORDS_H
#define CHIBO_REGISTRY_DEMO_WORDS_H

struct people {
    const char *ethnicity;
    int share; /* per cent */
    const char *family[12], *male[14], *female[14], *middle_male[6], *middle_female[6];
};

/* clang-format off */
static const struct people peoples[] = {
    {"Kinh", 46, {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương"},
     {"An", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hải", "Hùng", "Khánh", "Long", "Minh", "Nam", "Quang", "Tuấn"},
     {"Anh", "Bích", "Chi", "Dung", "Hà", "Hạnh", "Hoa", "Hương", "Lan", "Linh", "Mai", "Nga", "Thảo", "Yến"},
     {"Văn", "Đức", "Hữu", "Quốc", "Xuân", "Minh"}, {"Thị", "Thanh", "Ngọc", "Thu", "Kim", "Phương"}},
    {"Mường", 24, {"Bùi", "Đinh", "Quách", "Hà", "Bạch", "Phùng", "Xa", "Trương", "Nguyễn", "Lê", "Đặng", "Cao"},
     {"Chiến", "Chung", "Diện", "Hiệp", "Hòa", "Khoa", "Lực", "Mạnh", "Nghĩa", "Nhất", "Phú", "Sơn", "Thắng", "Vượng"},
     {"Chiên", "Diệu", "Đào", "Hiền", "Hồng", "Khuyên", "Liên", "Lý", "Nhàn", "Phượng", "Thơm", "Thủy", "Tươi", "Xuyến"},
     {"Văn", "Công", "Đình", "Thanh", "Mạnh", "Ngọc"}, {"Thị", "Thanh", "Hồng", "Thúy", "Thu", "Bích"}},
    {"Tày", 9, {"Nông", "Hoàng", "Lương", "Ma", "Hà", "Triệu", "Đàm", "La", "Nguyễn", "Bế", "Lục", "Chu"},
     {"Bảo", "Chí", "Duy", "Đoàn", "Hiếu", "Hội", "Kiên", "Lâm", "Ngọc", "Phong", "Tài", "Thiện", "Toàn", "Viết"},
     {"Ánh", "Cúc", "Duyên", "Hậu", "Huệ", "Kiều", "Loan", "Lê", "Nhung", "Oanh", "Quế", "Thoa", "Trang", "Vân"},
     {"Văn", "Đức", "Quang", "Thế", "Việt", "Trọng"}, {"Thị", "Thu", "Bích", "Minh", "Hồng", "Lệ"}},
    {"Thái", 8, {"Lò", "Cầm", "Quàng", "Lường", "Hà", "Vì", "Cà", "Tòng", "Khà", "Ngần", "Vi", "Lộc"},
     {"Ánh", "Bun", "Chựa", "Hặc", "Inh", "Khăm", "Muôn", "Nọi", "Păn", "Pâng", "Thoong", "Tính", "Xiêng", "Yên"},
     {"Ban", "Chài", "Đôi", "Én", "Hom", "Inh", "Loan", "Mo", "Nga", "Phanh", "Phương", "Thanh", "Xuân", "Yêu"},
     {"Văn", "Xuân", "Đức", "Hải", "Minh", "Thanh"}, {"Thị", "Thanh", "Thúy", "Thu", "Kim", "Lệ"}},
    {"Mông", 7, {"Vừ", "Sùng", "Giàng", "Thào", "Lầu", "Hờ", "Mùa", "Vàng", "Chang", "Hạng", "Lý", "Cứ"},
     {"Bằng", "Chia", "Chúng", "Dơ", "Giống", "Lử", "Nhìa", "Páo", "Pó", "Sà", "Sinh", "Thề", "Tủa", "Vư"},
     {"Chía", "Dở", "Dua", "Ganh", "Ký", "Mai", "Máy", "Mỷ", "Nhia", "Pà", "Say", "Sua", "Xía", "Xua"},
     {"A", "A", "A", "Bá", "Văn", "Nhìa"}, {"Thị", "Thị", "Y", "Mùa", "Bích", "Thị"}},
    {"Dao", 6, {"Triệu", "Bàn", "Đặng", "Lý", "Phùng", "Dương", "Tẩn", "Chảo", "Phàn", "Trương", "Hoàng", "Lê"},
     {"Chài", "Chiêu", "Dào", "Giàng", "Kinh", "Lai", "Mềnh", "Nhàn", "Phú", "Quyên", "Sinh", "Tài", "Vạn", "Vinh"},
     {"Chản", "Dất", "Đào", "Hằng", "Liều", "Mẩy", "Mùi", "Nái", "Nhẫn", "Pham", "Sao", "Tá", "Thêm", "Viện"},
     {"Văn", "Tiến", "Đức", "Kim", "Quý", "Sinh"}, {"Thị", "Thị", "Mùi", "Kim", "Thu", "Ngọc"}},
};

static const char *const communes[] = {
    "Suối Mơ", "Đồng Xanh", "Bản Hoa", "Thượng Sơn", "Hạ Long Thủy", "Tân Bình Yên", "Cao Nguyên", "Phú Thịnh", "Mường Xuân",
    "Nà Lúa", "Khe Trong", "Bình Minh", "Sơn Thủy", "Xuân Quang", "Lâm Sơn", "Hòa Thuận", "Đoàn Kết", "Tiến Bộ", "Thanh Bình",
    "Yên Lạc"};
static const char *const religions[] = {"Không", "Không", "Không", "Không", "Không", "Không", "Không", "Không", "Công giáo", "Phật giáo"};
static const char *const general[] = {"upper_secondary", "upper_secondary", "upper_secondary", "upper_secondary", "lower_secondary"};
static const char *const professional[] = {"none", "none", "technical_worker", "intermediate", "intermediate", "college", "bachelor", "bachelor", "bachelor", "master"};
static const char *const theory[] = {"none", "elementary", "elementary", "elementary", "intermediate", "intermediate", "advanced"};
static const char *const occupations[] = {"farmer", "farmer", "farmer", "civil_servant", "public_employee", "public_employee", "worker", "armed_forces", "pensioner", "pensioner", "part_time_official", "enterprise_owner"};

#endif
