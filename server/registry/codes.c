/* Code sets of the API with their labels (api.md §4); a code added here is known to bodies,
   imports, filters, /reference and the front end. */
#include "registry/codes_define.h"

/* clang-format off */
CODES(organization_kind,
      {"province_party", "Đảng bộ tỉnh, thành phố", "Province party", "Đảng bộ tỉnh|Đảng bộ thành phố"},
      {"district_party", "Đảng bộ cấp huyện", "District party", "Đảng bộ huyện|Đảng bộ quận|Đảng bộ thị xã"},
      {"commune_party", "Đảng bộ xã, phường, đặc khu", "Commune party", "Đảng bộ xã|Đảng bộ phường|Đảng bộ đặc khu"},
      {"upper_party", "Đảng bộ cấp trên trực tiếp của cơ sở", "Party right above the base", "Đảng bộ cấp trên cơ sở"},
      {"base_party", "Đảng bộ cơ sở", "Base party", NULL},
      {"base_cell", "Chi bộ cơ sở", "Base cell", NULL},
      {"section_party", "Đảng bộ bộ phận", "Section party", NULL},
      {"cell", "Chi bộ trực thuộc", "Cell", "Chi bộ"},
      {"group", "Tổ đảng", "Party group", NULL})

CODES(organization_category,
      {"locality", "Địa phương", "Locality", NULL},
      {"commune", "Xã, phường, thị trấn", "Commune", "Xã|Phường|Thị trấn"},
      {"village", "Thôn, bản, xóm", "Village", "Thôn|Bản|Xóm|Ấp"},
      {"residential_group", "Tổ dân phố", "Residential group", "Khu phố|Tiểu khu"},
      {"agency", "Cơ quan hành chính", "Agency", "Cơ quan"},
      {"public_service", "Đơn vị sự nghiệp", "Public service", NULL},
      {"school", "Trường học", "School", NULL},
      {"hospital", "Bệnh viện, trạm y tế", "Hospital", "Bệnh viện|Trạm y tế|Y tế"},
      {"enterprise_state", "Doanh nghiệp nhà nước", "State enterprise", NULL},
      {"enterprise_private", "Doanh nghiệp ngoài nhà nước", "Private enterprise", "Doanh nghiệp tư nhân"},
      {"cooperative", "Hợp tác xã", "Cooperative", NULL},
      {"armed_forces", "Quân đội", "Armed forces", NULL},
      {"police", "Công an", "Police", NULL},
      {"overseas", "Ngoài nước", "Overseas", NULL},
      {"other", "Loại hình khác", "Other", "Khác"})

CODES(organization_status,
      {"planned", "Dự kiến lập", "Planned", NULL}, {"active", "Đang hoạt động", "Active", "Hoạt động"},
      {"suspended", "Đình chỉ hoạt động", "Suspended", NULL}, {"merged", "Đã sáp nhập", "Merged", "Sáp nhập"},
      {"split", "Đã chia tách", "Split", "Chia tách"}, {"dissolved", "Đã kết thúc hoạt động", "Dissolved", "Giải thể"},
      {"disbanded", "Bị giải tán", "Disbanded", "Giải tán"})

CODES(member_status,
      {"probationary", "Dự bị", "Probationary", "Đảng viên dự bị"},
      {"official", "Chính thức", "Official", "Đảng viên chính thức"},
      {"expelled", "Đã khai trừ", "Expelled", "Khai trừ"}, {"removed", "Đã xóa tên", "Removed", "Xóa tên|Xoá tên"},
      {"resigned", "Đã xin ra", "Resigned", "Xin ra"}, {"deceased", "Đã từ trần", "Deceased", "Từ trần|Chết"},
      {"transferred_out", "Đã chuyển đi", "Transferred out", "Chuyển đi"},
      {"annulled", "Kết nạp bị hủy", "Annulled", "Hủy kết nạp"})

CODES(activity,
      {"active", "Đang sinh hoạt", "Active", NULL}, {"exempt", "Miễn công tác, sinh hoạt", "Exempt", "Miễn sinh hoạt"},
      {"suspended", "Đình chỉ sinh hoạt", "Suspended", NULL}, {"in_transfer", "Đang chuyển sinh hoạt", "In transfer", NULL},
      {"lost_contact", "Mất liên lạc", "Lost contact", NULL})

CODES(left_reason,
      {"death", "Từ trần", "Death", "Chết"}, {"expelled", "Khai trừ", "Expelled", NULL},
      {"removed", "Xóa tên", "Removed", "Xoá tên"}, {"resigned", "Xin ra khỏi Đảng", "Resigned", "Xin ra"},
      {"transferred_out", "Chuyển đi", "Transferred out", "Chuyển sinh hoạt đi"},
      {"annulled", "Hủy quyết định kết nạp", "Annulled", "Hủy kết nạp"})

CODES(gender, {"male", "Nam", "Male", NULL}, {"female", "Nữ", "Female", NULL})

CODES(general_education,
      {"none", "Chưa tốt nghiệp tiểu học", "None", "Không|Chưa qua"}, {"primary", "Tiểu học", "Primary", "Cấp I|Cấp 1"},
      {"lower_secondary", "Trung học cơ sở", "Lower secondary", "THCS|Cấp II|Cấp 2"},
      {"upper_secondary", "Trung học phổ thông", "Upper secondary", "THPT|Cấp III|Cấp 3|12/12|10/10"})

CODES(professional_level,
      {"none", "Chưa qua đào tạo", "None", "Không|Chưa"},
      {"technical_worker", "Công nhân kỹ thuật, nhân viên nghiệp vụ", "Technical worker", "CNKT|Sơ cấp|Công nhân kỹ thuật"},
      {"intermediate", "Trung cấp", "Intermediate", "Trung học chuyên nghiệp"},
      {"college", "Cao đẳng", "College", NULL}, {"bachelor", "Đại học", "Bachelor", "Cử nhân|Kỹ sư"},
      {"master", "Thạc sĩ", "Master", "Thạc sỹ"}, {"doctor", "Tiến sĩ", "Doctor", "Tiến sỹ"})

CODES(theory_level,
      {"none", "Chưa qua đào tạo", "None", "Không|Chưa"}, {"elementary", "Sơ cấp", "Elementary", NULL},
      {"intermediate", "Trung cấp", "Intermediate", NULL}, {"advanced", "Cao cấp", "Advanced", NULL},
      {"bachelor", "Cử nhân", "Bachelor", "Đại học"})

CODES(occupation,
      {"civil_servant", "Cán bộ, công chức", "Civil servant", "Công chức|Cán bộ"},
      {"public_employee", "Viên chức", "Public employee", NULL}, {"worker", "Công nhân, lao động", "Worker", "Công nhân"},
      {"farmer", "Nông dân", "Farmer", "Làm ruộng"},
      {"armed_forces", "Sĩ quan, chiến sĩ", "Armed forces", "Quân đội|Công an|Bộ đội"},
      {"student", "Học sinh, sinh viên", "Student", "Sinh viên|Học sinh"},
      {"pensioner", "Nghỉ hưu, mất sức", "Pensioner", "Hưu trí|Nghỉ hưu"},
      {"enterprise_owner", "Chủ doanh nghiệp", "Enterprise owner", "Chủ doanh nghiệp tư nhân"},
      {"part_time_official", "Người hoạt động không chuyên trách", "Part-time official", "Không chuyên trách"},
      {"other", "Nghề khác", "Other", "Khác"})

CODES(entry,
      {"admitted", "Kết nạp", "Admitted", NULL}, {"readmitted", "Kết nạp lại", "Readmitted", NULL},
      {"transferred_in", "Chuyển đến", "Transferred in", NULL}, {"restored", "Phục hồi đảng tịch", "Restored", NULL},
      {"other", "Khác", "Other", NULL})

CODES(rating_level,
      {"excellent", "Hoàn thành xuất sắc nhiệm vụ", "Excellent", "HTXSNV"},
      {"good", "Hoàn thành tốt nhiệm vụ", "Good", "HTTNV"}, {"completed", "Hoàn thành nhiệm vụ", "Completed", "HTNV"},
      {"not_completed", "Không hoàn thành nhiệm vụ", "Not completed", "KHTNV"},
      {"not_rated", "Không xếp loại", "Not rated", NULL})

CODES(locality_kind,
      {"village", "Thôn, bản", "Village", "Thôn|Bản"}, {"hamlet", "Xóm, ấp", "Hamlet", "Xóm|Ấp"},
      {"residential_group", "Tổ dân phố", "Residential group", "Khu phố"}, {"school", "Trường học", "School", NULL},
      {"clinic", "Trạm y tế", "Clinic", NULL}, {"enterprise", "Doanh nghiệp", "Enterprise", NULL})

CODES(candidate_step,
      {"listed", "Tạo nguồn", "Listed", NULL}, {"sympathizer", "Quần chúng ưu tú", "Sympathizer", NULL},
      {"awareness_course", "Lớp nhận thức về Đảng", "Awareness course", NULL},
      {"application", "Đơn xin vào Đảng", "Application", NULL}, {"verification", "Thẩm tra lý lịch", "Verification", NULL},
      {"opinions", "Lấy ý kiến", "Opinions", NULL}, {"cell_vote", "Chi bộ biểu quyết", "Cell vote", NULL},
      {"section_review", "Đảng ủy bộ phận xét", "Section review", NULL},
      {"committee_vote", "Đảng ủy cơ sở biểu quyết", "Committee vote", NULL},
      {"decision", "Quyết định kết nạp", "Decision", NULL}, {"ceremony", "Lễ kết nạp", "Ceremony", NULL},
      {"recognition_review", "Xét công nhận chính thức", "Recognition review", NULL},
      {"recognition_cell_vote", "Chi bộ biểu quyết công nhận", "Recognition: cell vote", NULL},
      {"recognition_committee_vote", "Đảng ủy biểu quyết công nhận", "Recognition: committee vote", NULL},
      {"recognition_decision", "Quyết định công nhận", "Recognition decision", NULL})

CODES(candidate_source,
      {"youth_union", "Đoàn viên ưu tú", "Youth union", "Đoàn viên|Đoàn thanh niên"},
      {"trade_union", "Công đoàn viên ưu tú", "Trade union", "Công đoàn viên|Công đoàn"},
      {"women_union", "Hội viên phụ nữ", "Women's union", "Phụ nữ|Hội phụ nữ"},
      {"farmers_union", "Hội viên nông dân", "Farmers' union", "Nông dân|Hội nông dân"},
      {"veterans", "Cựu chiến binh", "Veterans", "Hội cựu chiến binh"},
      {"civil_servant", "Cán bộ, công chức, viên chức", "Officials", "Công chức|Viên chức|Cán bộ"},
      {"armed_forces", "Quân đội, công an", "Armed forces", "Bộ đội|Công an"},
      {"student", "Học sinh, sinh viên", "Students", "Sinh viên|Học sinh"},
      {"enterprise_owner", "Chủ doanh nghiệp tư nhân", "Enterprise owners", "Chủ doanh nghiệp"},
      {"village", "Trưởng thôn, người có uy tín", "Village heads and respected people", "Trưởng thôn|Trưởng bản"},
      {"other", "Nguồn khác", "Other", "Khác"})

CODES(candidate_state, {"open", "Đang theo dõi", "Open", NULL}, {"done", "Đã công nhận chính thức", "Done", NULL},
      {"exited", "Đã kết thúc", "Exited", NULL})

CODES(candidate_document,
      {"application", "Đơn xin vào Đảng", "Application", NULL}, {"biography", "Lý lịch của người xin vào Đảng", "Biography", NULL},
      {"awareness_certificate", "Giấy chứng nhận lớp nhận thức về Đảng", "Awareness certificate", NULL},
      {"verification", "Kết quả thẩm tra lý lịch", "Verification", NULL},
      {"introduction", "Giấy giới thiệu của đảng viên", "Introduction by a member", NULL},
      {"youth_union_resolution", "Nghị quyết của Đoàn thanh niên", "Youth union's resolution", NULL},
      {"trade_union_resolution", "Nghị quyết của công đoàn cơ sở", "Trade union's resolution", NULL},
      {"opinions_synthesis", "Tổng hợp ý kiến nhận xét", "Synthesis of opinions", NULL},
      {"cell_resolution", "Nghị quyết của chi bộ", "Cell's resolution", NULL},
      {"section_report", "Báo cáo thẩm định của đảng ủy bộ phận", "Section committee's report", NULL},
      {"committee_resolution", "Nghị quyết của đảng ủy cơ sở", "Base committee's resolution", NULL},
      {"decision", "Quyết định", "Decision", NULL},
      {"new_member_certificate", "Giấy chứng nhận lớp đảng viên mới", "New members' certificate", NULL},
      {"self_review", "Bản tự kiểm điểm của đảng viên dự bị", "Probationer's self-review", NULL},
      {"helper_remark", "Nhận xét của người giúp đỡ", "Helper's remark", NULL},
      {"recognition_synthesis", "Tổng hợp ý kiến về đảng viên dự bị", "Synthesis on the probationer", NULL},
      {"recognition_cell_resolution", "Nghị quyết của chi bộ đề nghị công nhận", "Cell's resolution on recognition", NULL},
      {"recognition_committee_resolution", "Nghị quyết của đảng ủy cơ sở đề nghị công nhận", "Committee's resolution on recognition", NULL},
      {"approval", "Văn bản đồng ý của cấp trên", "Superior's approval", NULL}, {"other", "Giấy tờ khác", "Other", "Khác"})

CODES(introducing_body, {"youth_union", "Đoàn thanh niên cơ sở", "Youth union", "Đoàn"},
      {"trade_union", "Công đoàn cơ sở", "Trade union", "Công đoàn"})

CODES(probation, {"running", "Đang dự bị", "Running", NULL}, {"ended", "Hết hạn dự bị, chờ chi bộ xét", "Ended", NULL},
      {"in_procedure", "Đang làm thủ tục công nhận", "In procedure", NULL}, {"overdue", "Quá hạn", "Overdue", NULL})

CODES(due_state, {"coming", "Chưa đến hạn", "Coming", NULL}, {"ended", "Hết dự bị", "Probation ended", NULL},
      {"in_procedure", "Chờ quyết định", "In procedure", NULL}, {"overdue", "Quá hạn", "Overdue", NULL})

CODES(status_change, {"exemption", "Miễn công tác và sinh hoạt đảng", "Exemption", NULL},
      {"exemption_end", "Thôi miễn, trở lại sinh hoạt", "End of the exemption", NULL},
      {"suspension", "Đình chỉ sinh hoạt đảng", "Suspension", NULL},
      {"suspension_extension", "Gia hạn đình chỉ sinh hoạt đảng", "Extension of the suspension", NULL},
      {"suspension_end", "Thôi đình chỉ sinh hoạt đảng", "End of the suspension", NULL},
      {"lost_contact", "Bỏ sinh hoạt, chưa liên lạc được", "Contact lost", NULL},
      {"contact_again", "Đã liên lạc lại", "In contact again", NULL}, {"name_removal", "Xóa tên", "Name removed", NULL},
      {"resignation", "Xin ra khỏi Đảng", "Resignation", NULL}, {"death", "Từ trần", "Death", NULL},
      {"annulment", "Hủy quyết định kết nạp", "Admission annulled", NULL},
      {"restoration", "Phục hồi đảng tịch", "Restoration", NULL})

CODES(change_ground, {"old_age", "Tuổi cao, sức yếu, tự nguyện xin miễn", "Old age, on request", NULL},
      {"illness", "Ốm đau, điều trị dài ngày", "Long treatment", NULL},
      {"abroad", "Ra nước ngoài việc riêng hoặc đi một mình", "Abroad", NULL},
      {"remote_work", "Làm việc ở nơi xa xôi, không có tổ chức đảng", "Remote work", NULL},
      {"mobile_work", "Làm việc lưu động dưới một năm", "Mobile work under a year", NULL},
      {"maternity", "Nghỉ thai sản", "Maternity leave", NULL},
      {"inactive", "Bỏ sinh hoạt hoặc không đóng đảng phí 3 tháng trong năm không có lý do", "No activity or dues for three months in a year without reason", NULL},
      {"card", "Tự ý trả thẻ hoặc hủy thẻ đảng viên", "Returned or destroyed the card", NULL},
      {"no_progress", "Giảm sút ý chí, đã giáo dục mà sau 12 tháng không tiến bộ", "Lost will, no progress in twelve months", NULL},
      {"standards", "Hai năm liền không hoàn thành nhiệm vụ, không đủ tư cách", "Two years below the standards", NULL},
      {"political", "Không bảo đảm tiêu chuẩn chính trị", "Political standards not met", NULL},
      {"prosecuted", "Bị truy tố: theo thời hạn của pháp luật", "Prosecuted: as long as the law has it", "Bị truy tố"},
      {"detained", "Bị tạm giam: theo thời hạn của pháp luật", "Detained: as long as the law has it", "Bị tạm giam"},
      {"other", "Căn cứ khác", "Other", "Khác"})

CODES(transfer_kind, {"official", "Chuyển sinh hoạt chính thức", "Official", "Chính thức"},
      {"temporary", "Chuyển sinh hoạt tạm thời", "Temporary", "Tạm thời"})

CODES(transfer_state, {"proposed", "Chờ giới thiệu", "Proposed", NULL}, {"sent", "Đang chuyển", "Sent", NULL},
      {"arrived", "Đã tiếp nhận", "Arrived", NULL}, {"returned", "Trở lại nơi cũ", "Returned", NULL},
      {"refused", "Không giới thiệu", "Refused", NULL}, {"ended", "Hết thời gian tạm thời", "Ended", NULL})

CODES(transfer_reason, {"work", "Chuyển công tác, việc làm", "New work", NULL}, {"retirement", "Nghỉ hưu, nghỉ việc", "Retirement", NULL},
      {"discharge", "Xuất ngũ, phục viên", "Leaving the forces", NULL}, {"residence", "Đổi nơi cư trú", "Change of residence", NULL},
      {"study", "Đi học", "Study", NULL}, {"reorganization", "Sắp xếp tổ chức, sáp nhập thôn", "Reorganisation", NULL},
      {"other", "Lý do khác", "Other", "Khác"})

CODES(task_kind, {"recognition", "Công nhận chính thức", "Recognition", NULL}, {"admission", "Xét, quyết định kết nạp", "Admission", NULL},
      {"ceremony", "Lễ kết nạp", "Ceremony", NULL}, {"certificate", "Chứng nhận nhận thức sắp hết hạn", "Certificate runs out", NULL},
      {"transfer_send", "Giới thiệu chuyển sinh hoạt", "Transfer to send", NULL},
      {"transfer_arrival", "Tiếp nhận đảng viên chuyển đến", "Member to take in", NULL},
      {"transfer_under_way", "Đã giới thiệu, chưa nơi nào báo nhận", "Sent, not arrived", NULL},
      {"stay_end", "Hết sinh hoạt tạm thời", "Temporary stay ends", NULL},
      {"suspension_end", "Hết thời hạn đình chỉ", "Suspension ends", NULL},
      {"organization_suspension_end", "Hết thời hạn đình chỉ hoạt động tổ chức", "Suspension of an organisation ends", NULL},
      {"post_suspension_end", "Hết thời hạn đình chỉ sinh hoạt cấp ủy", "Suspension of an office ends", NULL},
      {"exemption_review", "Xem lại việc miễn sinh hoạt", "Exemption to look at", NULL},
      {"discipline_announcement", "Công bố quyết định kỷ luật", "Discipline to announce", NULL},
      {"discipline_paper", "Ban hành quyết định kỷ luật của chi bộ", "A cell's decision to issue", NULL},
      {"discipline_appeal", "Giải quyết khiếu nại kỷ luật", "Appeal to resolve", NULL},
      {"discipline_limitation", "Sắp hết thời hiệu kỷ luật", "Limitation runs out", NULL},
      {"discipline_deferral", "Hết thời gian tạm hoãn kỷ luật", "Deferral ends", NULL},
      {"inspection_start", "Cuộc kiểm tra, giám sát đến kỳ", "Inspection to begin", NULL},
      {"inspection_end", "Cuộc kiểm tra, giám sát cần kết luận", "Inspection to conclude", NULL},
      {"inspection_recommendation", "Kiến nghị sau kiểm tra, giám sát", "Recommendation to follow up", NULL},
      {"badges", "Tặng Huy hiệu Đảng", "Badges", NULL})

CODES(badge_early, {"illness", "Bệnh nặng, tặng sớm", "Serious illness", NULL}, {"posthumous", "Truy tặng", "Posthumous", NULL})

CODES(calendar_kind, {"off", "Ngày nghỉ", "Day off", "Nghỉ"},
      {"worked", "Ngày làm bù", "Worked instead", "Làm bù|Làm việc"})

CODES(candidate_exit,
      {"withdrawn", "Xin thôi", "Withdrawn", NULL}, {"refused", "Không được kết nạp", "Refused", NULL},
      {"expired", "Hết hạn hồ sơ", "Expired", NULL}, {"moved", "Chuyển nơi khác", "Moved", NULL},
      {"removed_in_probation", "Xóa tên khi dự bị", "Removed in probation", NULL})

CODES(post,
      {"secretary", "Bí thư", "Secretary", NULL},
      {"standing_deputy_secretary", "Phó Bí thư Thường trực", "Standing deputy secretary", NULL},
      {"deputy_secretary", "Phó Bí thư", "Deputy secretary", NULL},
      {"standing_member", "Ủy viên Ban Thường vụ", "Standing committee member", "Uỷ viên Ban Thường vụ"},
      {"committee_member", "Cấp ủy viên", "Committee member", "Chi ủy viên|Đảng ủy viên|Uỷ viên"},
      {"inspection_chair", "Chủ nhiệm Ủy ban Kiểm tra", "Inspection chair", NULL},
      {"inspection_deputy", "Phó Chủ nhiệm Ủy ban Kiểm tra", "Inspection deputy", NULL},
      {"inspection_member", "Ủy viên Ủy ban Kiểm tra", "Inspection member", NULL},
      {"group_leader", "Tổ trưởng tổ đảng", "Group leader", NULL},
      {"group_deputy", "Tổ phó tổ đảng", "Group deputy", NULL}, {"other", "Chức vụ khác", "Other", "Khác"})

CODES(post_activity, {"active", "Đang làm việc", "At work", NULL}, {"suspended", "Đình chỉ sinh hoạt cấp ủy", "Suspended", NULL})

CODES(post_how, {"elected", "Bầu", "Elected", NULL}, {"appointed", "Chỉ định", "Appointed", "Bổ nhiệm"})

CODES(family_relation,
      {"father", "Cha", "Father", "Bố"}, {"mother", "Mẹ", "Mother", NULL}, {"spouse", "Vợ, chồng", "Spouse", "Vợ|Chồng"},
      {"child", "Con", "Child", NULL}, {"sibling", "Anh, chị, em ruột", "Sibling", "Anh|Chị|Em"},
      {"foster_parent", "Cha, mẹ nuôi", "Foster parent", NULL}, {"father_in_law", "Cha vợ, cha chồng", "Father-in-law", NULL},
      {"mother_in_law", "Mẹ vợ, mẹ chồng", "Mother-in-law", NULL},
      {"paternal_grandparent", "Ông, bà nội", "Paternal grandparent", NULL},
      {"maternal_grandparent", "Ông, bà ngoại", "Maternal grandparent", NULL}, {"other", "Khác", "Other", NULL})

CODES(training_kind,
      {"general", "Phổ thông", "General", NULL}, {"vocational", "Dạy nghề", "Vocational", NULL},
      {"professional", "Chuyên môn", "Professional", NULL}, {"theory", "Lý luận chính trị", "Political theory", NULL},
      {"state_management", "Quản lý nhà nước", "State management", NULL},
      {"foreign_language", "Ngoại ngữ", "Foreign language", NULL}, {"computer", "Tin học", "Computer", NULL},
      {"party_course", "Bồi dưỡng công tác đảng", "Party course", NULL}, {"other", "Khác", "Other", NULL})

CODES(role,
      {"system_admin", "Quản trị hệ thống", "System administrator", NULL},
      {"office", "Văn phòng, ban tổ chức", "Office", NULL}, {"secretary", "Bí thư chi bộ", "Cell secretary", NULL},
      {"inspector", "Ủy ban Kiểm tra", "Inspector", NULL}, {"viewer", "Người xem", "Viewer", NULL},
      {"dashboard", "Bảng điều hành", "Dashboard", NULL},
      {"inspection_dashboard", "Bảng điều hành kiểm tra", "Inspection dashboard", NULL},
      {"auditor", "Người giám sát nhật ký", "Auditor", NULL})

CODES(import_kind,
      {"organizations", "Tổ chức đảng", "Organisations", NULL}, {"members", "Đảng viên", "Members", NULL},
      {"targets", "Chỉ tiêu", "Targets", NULL}, {"discipline", "Quyết định kỷ luật", "Discipline decisions", NULL},
      {"candidates", "Hồ sơ kết nạp đang theo dõi", "Running admission dossiers", NULL},
      {"reconciliation", "Đối chiếu với cơ sở dữ liệu quốc gia", "Reconciliation with the national database", NULL})

CODES(import_state,
      {"checking", "Đang kiểm tra", "Being checked", NULL}, {"failed", "Kiểm tra không xong", "Check failed", NULL},
      {"checked", "Đã kiểm tra", "Checked", NULL}, {"committed", "Đã ghi vào sổ", "Committed", NULL},
      {"cancelled", "Đã bỏ", "Cancelled", NULL}, {"undone", "Đã hoàn tác", "Undone", NULL})

CODES(import_row_state,
      {"new", "Mới", "New", NULL}, {"changed", "Thay đổi", "Changed", NULL},
      {"unchanged", "Không đổi", "Unchanged", NULL}, {"refused", "Bị từ chối", "Refused", NULL},
      {"missing", "Không có trong tệp", "Not in the file", NULL})

CODES(quality_flag,
      {"older_than_parent", "Lập trước cấp trên trực tiếp", "Older than its superior", NULL},
      {"below_minimum", "Dưới số đảng viên tối thiểu", "Below the minimum of members", NULL},
      {"above_maximum", "Vượt số đảng viên tối đa", "Above the maximum of members", NULL},
      {"unusual_parent", "Cấp trên không đúng loại", "Unusual superior", NULL},
      {"membership_before_cell", "Vào Đảng trước khi chi bộ được lập", "Membership older than its cell", NULL},
      {"missing_personal_id", "Thiếu số định danh cá nhân", "Personal id missing", NULL},
      {"missing_card_number", "Thiếu số thẻ đảng viên", "Card number missing", NULL},
      {"missing_record_number", "Thiếu số lý lịch", "Record number missing", NULL},
      {"missing_born_on", "Thiếu ngày sinh", "Birth date missing", NULL},
      {"missing_gender", "Thiếu giới tính", "Gender missing", NULL},
      {"odd_dates", "Các ngày mâu thuẫn nhau", "Dates contradict each other", NULL},
      {"odd_age", "Tuổi khi vào Đảng bất thường", "Unusual age at admission", NULL},
      {"odd_number", "Số có hình thức lạ", "Number of unusual form", NULL},
      {"no_secretary", "Chưa có bí thư", "Nobody is secretary", NULL},
      {"row_without_data", "Dòng không có dữ liệu (bỏ qua)", "Rows without data (passed over)", NULL},
      {"steps_without_day", "Hồ sơ kết nạp có bước không ghi ngày", "Steps of a dossier without a day", NULL},
      {"zero_restored", "Đã thêm số 0 bị mất ở đầu số định danh", "Zeros put back in front of personal ids", NULL},
      {"outside_membership", "Quyết định ngoài thời gian là đảng viên", "Decision outside the membership", NULL},
      {"form_of_officials", "Hình thức chỉ dùng cho đảng viên chính thức", "Form that is for official members only", NULL})

CODES(template_subject,
      {"member", "Từng đảng viên", "One member", NULL}, {"members", "Danh sách đảng viên", "List of members", NULL},
      {"organization", "Tổ chức đảng", "Organisation", NULL}, {"letter", "Công văn", "Letter", NULL},
      {"transfer", "Giấy giới thiệu chuyển sinh hoạt", "Transfer letter", NULL},
      {"candidate", "Hồ sơ kết nạp", "Admission dossier", NULL},
      {"discipline", "Kỷ luật đảng", "Discipline", NULL})

CODES(template_origin,
      {"shipped", "Mẫu có sẵn", "Came with the program", NULL}, {"own", "Mẫu của cơ quan", "The office's own", NULL})

CODES(classification,
      {"internal", "Lưu hành nội bộ", "Internal", NULL}, {"confidential", "Mật", "Confidential", NULL},
      {"secret", "Tối mật", "Secret", NULL}, {"top_secret", "Tuyệt mật", "Top secret", NULL})

CODES(document_kind,
      {"application", "Đơn", "Application", "Đơn xin vào Đảng"}, {"biography", "Lý lịch", "Biography", "Lý lịch đảng viên"},
      {"verification", "Thẩm tra, xác minh", "Verification", NULL}, {"certificate", "Giấy chứng nhận, văn bằng", "Certificate", "Giấy chứng nhận|Văn bằng"},
      {"introduction", "Giấy giới thiệu", "Introduction", NULL}, {"self_review", "Bản kiểm điểm", "Self-review", "Bản tự kiểm điểm"},
      {"minutes", "Biên bản", "Minutes", NULL}, {"report", "Báo cáo, tờ trình", "Report", "Báo cáo|Tờ trình"},
      {"resolution", "Nghị quyết", "Resolution", NULL}, {"decision", "Quyết định", "Decision", NULL},
      {"conclusion", "Kết luận, thông báo kết luận", "Conclusion", "Kết luận"}, {"denunciation", "Đơn tố cáo, phản ánh", "Denunciation", "Đơn tố cáo"},
      {"complaint", "Đơn khiếu nại", "Complaint", NULL}, {"judgment", "Bản án, quyết định của Tòa án", "Judgment", "Bản án"},
      {"evidence", "Tài liệu, chứng cứ", "Evidence", NULL}, {"other", "Giấy tờ khác", "Other", "Khác"})

CODES(drill_result, {"good", "Khôi phục được", "Can be restored", NULL}, {"failed", "Không đạt", "Failed", NULL})

CODES(change_op,
      {"create", "Thêm", "Create", NULL}, {"update", "Thay đổi từ một ngày", "Change from a day", NULL},
      {"correct", "Đính chính", "Correction", NULL}, {"delete", "Xóa", "Delete", NULL})

CODES(indicator, {"admissions", "Kết nạp đảng viên", "Admissions", "Kết nạp"})

CODES(age_band,
      {"18-30", "18–30 tuổi", "18–30", NULL}, {"31-40", "31–40 tuổi", "31–40", NULL},
      {"41-50", "41–50 tuổi", "41–50", NULL}, {"51-60", "51–60 tuổi", "51–60", NULL},
      {"61+", "Từ 61 tuổi", "61 and over", NULL})

CODES(party_age_band,
      {"0-9", "Dưới 10 năm", "Under 10 years", NULL}, {"10-19", "10–19 năm", "10–19 years", NULL},
      {"20-29", "20–29 năm", "20–29 years", NULL}, {"30-39", "30–39 năm", "30–39 years", NULL},
      {"40-49", "40–49 năm", "40–49 years", NULL}, {"50+", "Từ 50 năm", "50 years and over", NULL})

CODES(size_band,
      {"0-2", "Dưới 3 đảng viên", "Under 3", NULL}, {"3-8", "3–8 đảng viên", "3–8", NULL},
      {"9-29", "9–29 đảng viên", "9–29", NULL}, {"30+", "Từ 30 đảng viên", "30 and over", NULL})

#define SET(name) &codes_##name,
const struct code_set *const code_sets[] = {CODE_SETS(SET)};
#undef SET
const size_t code_sets_count = sizeof code_sets / sizeof *code_sets;
