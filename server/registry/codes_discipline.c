/* Code sets of discipline and of inspection and supervision (domain.md §6). */
#include "registry/codes_define.h"

/* clang-format off */
CODES(discipline_form,
      {"reprimand", "Khiển trách", "Reprimand", NULL}, {"warning", "Cảnh cáo", "Warning", NULL},
      {"removal_from_office", "Cách chức", "Removal from office", NULL}, {"expulsion", "Khai trừ", "Expulsion", NULL},
      {"disbandment", "Giải tán", "Disbandment", NULL})

CODES(discipline_state,
      {"received", "Đã tiếp nhận", "Received", NULL}, {"verifying", "Đang kiểm tra, xác minh", "Being verified", NULL},
      {"concluded", "Đã kết luận", "Concluded", NULL}, {"reviewed", "Đã kiểm điểm", "Reviewed", NULL},
      {"voted", "Chi bộ đã biểu quyết", "Voted on", NULL}, {"proposed", "Đã đề nghị cấp trên", "Proposed", NULL},
      {"deferred", "Tạm hoãn", "Deferred", NULL}, {"decided", "Đã quyết định, chờ công bố", "Decided", NULL},
      {"in_force", "Đang có hiệu lực", "In force", NULL}, {"appealed", "Đang khiếu nại", "Appealed", NULL},
      {"cleared", "Không kỷ luật", "No discipline due", NULL}, {"lapsed", "Hết thời hiệu", "Lapsed", NULL},
      {"ended", "Đã hết hiệu lực", "Ended", NULL}, {"annulled", "Đã hủy bỏ", "Annulled", NULL})

CODES(discipline_step, {"received", "Tiếp nhận", "Received", NULL},
      {"verification", "Kiểm tra, xác minh", "Verification", NULL}, {"conclusion", "Kết luận", "Conclusion", NULL},
      {"self_review", "Kiểm điểm", "Self-review", NULL}, {"cell_vote", "Chi bộ biểu quyết", "Vote of the cell", NULL},
      {"proposal", "Đề nghị cấp trên", "Proposal", NULL}, {"decision", "Quyết định", "Decision", NULL},
      {"announcement", "Công bố", "Announcement", NULL}, {"appeal", "Khiếu nại", "Appeal", NULL},
      {"appeal_outcome", "Giải quyết khiếu nại", "Outcome of the appeal", NULL},
      {"deferral", "Tạm hoãn", "Deferral", NULL}, {"resumption", "Tiếp tục xem xét", "Resumption", NULL},
      {"lapse", "Hết thời hiệu", "Lapse", NULL}, {"annulment", "Hủy bỏ kỷ luật oan, sai", "Annulment", NULL})

CODES(discipline_source, {"inspection", "Kiểm tra, giám sát", "Inspection", NULL},
      {"denunciation", "Tố cáo, phản ánh", "Denunciation", NULL}, {"court", "Cơ quan tố tụng, bản án", "Court", NULL},
      {"audit", "Thanh tra, kiểm toán", "Audit", NULL},
      {"state_discipline", "Kỷ luật của chính quyền, đoàn thể", "Discipline of the state or a mass organisation", NULL},
      {"self_reported", "Tự giác báo cáo", "Self-reported", NULL}, {"other", "Nguồn khác", "Other", NULL})

/* what violations are counted under; the groups of 69-QĐ/TW and 22-QĐ/TW */
CODES(discipline_content,
      {"internal_politics", "Quan điểm chính trị, chính trị nội bộ", "Political views, internal politics", NULL},
      {"democratic_centralism", "Nguyên tắc tập trung dân chủ, quy chế làm việc", "Democratic centralism", NULL},
      {"elections", "Bầu cử", "Elections", NULL},
      {"speech", "Tuyên truyền, phát ngôn", "Speech and publicity", NULL},
      {"cadres", "Tổ chức, cán bộ", "Organisation and cadres", NULL},
      {"secrets", "Bảo vệ bí mật Đảng, Nhà nước", "Secrets of Party and State", NULL},
      {"inspection_work", "Kiểm tra, thanh tra, kiểm toán", "Inspection and audit", NULL},
      {"justice", "Điều tra, truy tố, xét xử, thi hành án", "Investigation and justice", NULL},
      {"complaints", "Giải quyết và thực hiện khiếu nại, tố cáo", "Complaints and denunciations", NULL},
      {"corruption", "Tham nhũng, lãng phí, tiêu cực", "Corruption and waste", NULL},
      {"investment", "Đầu tư, xây dựng", "Investment and construction", NULL},
      {"finance", "Tài chính, tài sản, ngân sách", "Finance and assets", NULL},
      {"land", "Đất đai, tài nguyên, nhà ở", "Land and housing", NULL},
      {"declaration", "Kê khai, kiểm soát tài sản, thu nhập", "Declaration of assets", NULL},
      {"diplomas", "Văn bằng, chứng chỉ", "Diplomas", NULL}, {"duties", "Thực hiện chức trách, nhiệm vụ", "Duties", NULL},
      {"membership_duties", "Nhiệm vụ đảng viên, sinh hoạt đảng, đảng phí", "Duties of a member", NULL},
      {"social_security", "An sinh xã hội", "Social security", NULL},
      {"population", "Dân số", "Population", NULL}, {"family", "Hôn nhân, gia đình, bạo lực gia đình", "Marriage and family", NULL},
      {"social_evils", "Tệ nạn xã hội, rượu bia khi lái xe", "Social evils, drink-driving", NULL},
      {"morals", "Phẩm chất đạo đức, lối sống", "Morals", NULL},
      {"religion", "Tín ngưỡng, tôn giáo", "Religion", NULL},
      {"foreign", "Quan hệ với nước ngoài, xuất cảnh", "Foreign relations", NULL},
      {"crime", "Vi phạm pháp luật bị xử lý hình sự", "Criminal offences", NULL}, {"other", "Nội dung khác", "Other", NULL})

CODES(discipline_direct,
      {"court_sentence", "Bản án có hiệu lực của tòa án", "A sentence of a court", NULL},
      {"superior", "Cấp có thẩm quyền xem xét trực tiếp", "The superior examines it itself", NULL},
      {"organization", "Kỷ luật tổ chức đảng", "Discipline of an organisation", NULL})

CODES(discipline_ground, {"pregnant", "Đang mang thai", "Pregnant", NULL},
      {"small_child", "Nuôi con dưới 12 tháng tuổi", "A child under 12 months", NULL},
      {"hospital", "Ốm nặng đang nằm viện", "Seriously ill in hospital", NULL},
      {"late", "Khiếu nại quá hạn", "Late", NULL}, {"final", "Đã có kết luận cuối cùng", "Decided finally", NULL},
      {"sentenced", "Đang thi hành bản án từ cải tạo không giam giữ trở lên", "Under a sentence in force", NULL},
      {"for_others", "Khiếu nại thay người khác", "On behalf of others", NULL},
      {"no_decision", "Chưa có quyết định bằng văn bản", "No written decision", NULL},
      {"refused_to_receive", "Không nhận quyết định", "Refused to receive it", NULL},
      {"transferred", "Đã chuyển sinh hoạt sang đảng bộ khác", "Transferred to another party", NULL})

CODES(inspection_kind, {"regular_inspection", "Kiểm tra thường xuyên", "Regular inspection", NULL},
      {"periodic_inspection", "Kiểm tra định kỳ", "Periodic inspection", NULL},
      {"sign_inspection", "Kiểm tra khi có dấu hiệu vi phạm", "Inspection on signs of a violation", NULL},
      {"regular_supervision", "Giám sát thường xuyên", "Regular supervision", NULL},
      {"thematic_supervision", "Giám sát chuyên đề", "Supervision by theme", NULL},
      {"denunciation", "Giải quyết tố cáo", "Settling a denunciation", NULL},
      {"complaint", "Giải quyết khiếu nại", "Settling a complaint", NULL},
      {"finance_inspection", "Kiểm tra tài chính đảng", "Inspection of party finances", NULL},
      {"asset_control", "Kiểm soát tài sản, thu nhập", "Control of assets", NULL})

CODES(inspection_actor, {"committee", "Cấp ủy", "Committee", "Cấp uỷ"}, {"standing_committee", "Ban Thường vụ", "Standing committee", NULL},
      {"inspection_committee", "Ủy ban Kiểm tra", "Inspection committee", "UBKT|Uỷ ban Kiểm tra"}, {"cell", "Chi bộ", "Cell", NULL},
      {"advisory_body", "Cơ quan tham mưu", "Advisory body", NULL})

CODES(inspection_state, {"planned", "Trong chương trình", "Planned", NULL}, {"running", "Đang tiến hành", "Running", NULL},
      {"concluded", "Đã kết luận", "Concluded", NULL}, {"cancelled", "Thôi tiến hành", "Cancelled", NULL})

CODES(appeal_outcome, {"kept", "Giữ nguyên", "Kept", NULL}, {"reduced", "Giảm hình thức", "Reduced", NULL},
      {"increased", "Tăng hình thức", "Increased", NULL}, {"annulled", "Hủy bỏ, xóa kỷ luật", "Annulled", NULL})

CODES(authority,
      {"cell", "Chi bộ", "Cell", NULL}, {"base_committee", "Đảng ủy cơ sở", "Base committee", "Đảng uỷ cơ sở"},
      {"upper_committee", "Cấp ủy cấp trên", "Upper committee", "Cấp uỷ cấp trên|Huyện ủy|Tỉnh ủy"},
      {"standing_committee", "Ban Thường vụ", "Standing committee", NULL},
      {"inspection_committee", "Ủy ban Kiểm tra", "Inspection committee", "UBKT|Uỷ ban Kiểm tra"},
      {"central", "Trung ương", "Central", NULL})

CODES(discipline_subject, {"member", "Đảng viên", "Member", NULL},
      {"organization", "Tổ chức đảng", "Organisation", NULL})
/* clang-format on */
