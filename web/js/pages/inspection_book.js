/* Sổ theo dõi kiểm tra, giám sát: the sessions of a year as they are kept on paper. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { withQuery } from '../core/router.js';
import { codeLabel, today } from '../core/store.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { lines, paperSheet, sheetRows } from '../components/paper_sheet.js';

await addWords('discipline');

const span = (from, to) => from && `${showDate(from)} – ${to ? showDate(to) : '…'}`;

const columns = [
  ['TT', (x, i) => showNumber(i + 1)],
  ['Nội dung', (x) => h('strong', null, x.title)],
  ['Hình thức', (x) => codeLabel('inspection_kind', x.kind)],
  ['Chủ thể', (x) => lines(codeLabel('inspection_actor', x.actor), x.org_name)],
  ['Quyết định', (x) => x.decision_number],
  ['Thời gian theo chương trình', (x) => span(x.planned_from, x.planned_to)],
  ['Thời gian tiến hành', (x) => span(x.started_on, x.concluded_on)],
  ['Số tổ chức đảng', (x) => showNumber(x.organizations)],
  ['Số đảng viên', (x) => showNumber(x.members)],
  ['Số đối tượng có vi phạm', (x) => showNumber(x.violations)],
  ['Kiến nghị: đã xong / tổng số', (x) => (x.recommendations ? `${showNumber(x.recommendations - x.open_recommendations)} / ${showNumber(x.recommendations)}` : '')],
  ['Tình trạng', (x) => codeLabel('inspection_state', x.state)],
];

export async function render({ params, query, signal }) {
  const year = Number(query.programme) || Number(today().slice(0, 4));
  const org = await get(`/organizations/${params.id}`, null, { signal });
  const chain = await ancestors(org);
  const { rows, more } = await sheetRows('/inspections', { org: params.id, year, sort: 'planned_from' }, signal);
  const step = (n) => h('a', { class: 'btn btn-s', href: withQuery({ programme: year + n }), 'aria-label': t('inspection.year', { year: year + n }) }, n < 0 ? `‹ ${year + n}` : `${year + n} ›`);
  return {
    title: `${t('inspection.book')} · ${org.name}`, crumbs: [...crumbsOf(chain), { href: `/organizations/${org.id}/inspections?programme=${year}`, text: t('inspections.tab') }], org: org.id,
    node: paperSheet({
      label: t('inspection.book'), title: 'SỔ THEO DÕI KIỂM TRA, GIÁM SÁT', day: `Chương trình năm ${year} · ${showNumber(rows.length)} cuộc`, org, above: chain[chain.length - 2], columns, rows, more, none: t('inspections.none', { year }),
      before: [step(-1), h('strong', null, t('inspection.year', { year })), step(1)],
    }),
  };
}
