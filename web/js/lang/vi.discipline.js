/* Phrases of discipline, in Vietnamese; fetched by the modules that show them. */
export default {
  'discipline': 'Quyết định kỷ luật',
  'discipline.match': 'quyết định',
  'discipline.no_end': 'không tự hết',
  'discipline.none.all': 'Chưa ghi quyết định kỷ luật nào ở đây.',
  'discipline.none.ended': 'Không có quyết định nào đã hết hiệu lực.',
  'discipline.none.in_force': 'Không có quyết định kỷ luật nào đang có hiệu lực.',
  'discipline.none.member': 'Chưa ghi quyết định kỷ luật nào về người này.',
  'discipline.none.member_now': 'Không có quyết định kỷ luật nào đang có hiệu lực với người này.',
  'discipline.recorded': 'Mỗi lần xem trang này được ghi vào nhật ký đọc dữ liệu của từng người có tên ở đây.',
  'discipline.view.all': 'Tất cả',
  'discipline.view.ended': 'Đã hết hiệu lực',
  'discipline.view.in_force': 'Đang có hiệu lực',
  'discipline.whom': 'Đối tượng',
};
