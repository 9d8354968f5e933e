/* Sổ theo dõi kỷ luật: the decisions of a period as they are kept on paper; an office has those in force. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { can, codeLabel, today } from '../core/store.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { lines, paperSheet, sheetRows } from '../components/paper_sheet.js';
import { periodOf, periodPicker } from '../components/period.js';

await addWords('discipline');

const columns = [
  ['TT', (d, i) => showNumber(i + 1)],
  ['Họ và tên đảng viên hoặc tên tổ chức đảng', (d) => lines(h('strong', null, d.member_name || d.org_name), d.record_number)],
  ['Chi bộ', (d) => (d.member_id ? d.org_name : '')],
  ['Nội dung vi phạm', (d) => lines(d.reason || d.title, d.content && codeLabel('discipline_content', d.content))],
  ['Hình thức kỷ luật', (d) => codeLabel('discipline_form', d.form)],
  ['Số, ngày quyết định', (d) => lines(d.decision_number, showDate(d.decided_on))],
  ['Cấp quyết định', (d) => codeLabel('authority', d.authority)],
  ['Ngày công bố', (d) => d.announced_on && showDate(d.announced_on)],
  ['Hết hiệu lực, hủy bỏ', (d) => lines(d.annulled_on && `Hủy bỏ ${showDate(d.annulled_on)}`, !d.annulled_on && d.ends_on && showDate(d.ends_on))],
  ['Tình trạng', (d) => codeLabel('discipline_state', d.state)],
  ['Ghi chú', () => ''],
];

export async function render({ params, query, signal }) {
  const org = await get(`/organizations/${params.id}`, null, { signal });
  const chain = await ancestors(org);
  const period = periodOf(query, today());
  const keeps = can('discipline_write');
  const { rows, more } = await sheetRows('/discipline', { org: params.id, decided_on_from: period.from, decided_on_to: period.to, sort: 'decided_on', purpose: t('discipline.book') }, signal);
  return {
    title: `${t('discipline.book')} · ${org.name}`, crumbs: [...crumbsOf(chain), { href: `/organizations/${org.id}/discipline`, text: t('discipline.tab') }], org: org.id,
    node: paperSheet({
      label: t('discipline.book'), title: 'SỔ THEO DÕI THI HÀNH KỶ LUẬT TRONG ĐẢNG', day: `Quyết định từ ngày ${showDate(period.from)} đến ngày ${showDate(period.to)} · ${showNumber(rows.length)} quyết định${keeps ? '' : ' đang có hiệu lực'}`,
      org, above: chain[chain.length - 2], columns, rows, more, none: t('discipline.book.none'), before: periodPicker(period),
    }),
  };
}
