/* Sổ danh sách đảng viên: the register of a unit as it is kept on paper, A3 landscape. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber, showValue } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel, field, store, today } from '../core/store.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { lines, paperSheet, sheetRows } from '../components/paper_sheet.js';

const FIELDS = ['full_name', 'birth_name', 'gender', 'ethnicity', 'religion', 'born_on', 'hometown', 'general_education', 'theory_level', 'professional_level', 'foreign_languages', 'occupation_before', 'occupation', 'admitted_on', 'official_on', 'card_number', 'record_number', 'joined_on', 'joined_from', 'left_on', 'left_reason', 'note'];

const named = (set, code) => { const found = (store.reference[set] || []).find((x) => x.code === code); return found ? found.vi || found.label_vi || found.name : code; };
const value = (name, r) => showValue(field('members', name), r[name]);

/* The fourteen columns of the printed register. */
const columns = [
  ['TT', (r, i) => showNumber(i + 1)],
  ['Họ và tên đang dùng; họ và tên khai sinh; sinh ngày', (r) => lines(h('strong', null, r.full_name), r.birth_name !== r.full_name && r.birth_name, showDate(r.born_on))],
  ['Nam, nữ; dân tộc; tôn giáo', (r) => lines(value('gender', r), r.ethnicity && named('ethnicity', r.ethnicity), r.religion && named('religion', r.religion))],
  ['Quê quán', (r) => r.hometown],
  ['Trình độ văn hóa, lý luận, chuyên môn, ngoại ngữ', (r) => lines(value('general_education', r), value('theory_level', r), value('professional_level', r), r.foreign_languages)],
  ['Nghề nghiệp trước khi vào Đảng; hiện nay', (r) => lines(r.occupation_before, value('occupation', r))],
  ['Ngày vào Đảng; ngày chính thức', (r) => lines(showDate(r.admitted_on), showDate(r.official_on))],
  ['Số thẻ; số lý lịch', (r) => lines(r.card_number, r.record_number)],
  ['Bộ đội, công an, hưu trí', (r) => (['armed_forces', 'pensioner'].includes(r.occupation) ? value('occupation', r) : '')],
  ['Ngày chuyển đi', (r) => (r.left_reason === 'transferred_out' ? showDate(r.left_on) : '')],
  ['Ngày chuyển đến; từ đâu', (r) => lines(showDate(r.joined_on), r.joined_from)],
  ['Ngày từ trần', (r) => (r.left_reason === 'death' ? showDate(r.left_on) : '')],
  ['Ngày ra khỏi Đảng; hình thức', (r) => (r.left_on && !['death', 'transferred_out'].includes(r.left_reason) ? lines(showDate(r.left_on), codeLabel('left_reason', r.left_reason)) : '')],
  ['Ghi chú', (r) => r.note],
];

export async function render({ params, query, signal }) {
  const org = await get(`/organizations/${params.id}`, { as_of: query.as_of }, { signal });
  const chain = await ancestors(org, query.as_of);
  const { rows, more } = await sheetRows('/members', { org: params.id, as_of: query.as_of, fields: ['id', ...FIELDS].join(','), include: can('member_sensitive') ? 'sensitive' : undefined, purpose: can('member_sensitive') ? t('book') : undefined }, signal);
  return {
    title: `${t('book')} · ${org.name}`, crumbs: [...crumbsOf(chain), { text: t('book') }], org: org.id,
    node: paperSheet({ label: t('book'), title: 'SỔ DANH SÁCH ĐẢNG VIÊN', day: `Số liệu đến ngày ${showDate(query.as_of || today())} · ${showNumber(rows.length)} đảng viên`, org, above: chain[chain.length - 2], columns, rows, more, none: t('members.none') }),
  };
}
