/* One session of inspection or supervision: its plan, what was found on whom, the conclusion, what is followed up. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw, go } from '../core/router.js';
import { can, codeLabel, fieldLabel, fields, today } from '../core/store.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { takeBack } from '../components/reasoned_act.js';
import { createRows } from '../components/rows.js';
import { createSection } from '../components/section.js';
import { sessionState } from './inspections.js';

await addWords('discipline');

const PLAN = ['year', 'title', 'kind', 'actor', 'planned_from', 'planned_to', 'about_from', 'about_to', 'decision_number', 'decision_on', 'team', 'note'];
const COURSE = ['started_on', 'concluded_on', 'conclusion_number', 'conclusion', 'cancelled_on', 'cancelled_why'];

async function remove(record) {
  const gone = await takeBack({ title: t('inspection.remove'), lead: record.title, button: t('inspection.remove'), path: `/inspections/${record.id}`, version: record.version });
  if (!gone) return;
  await go(`/organizations/${record.org_id}/inspections`);
  (await import('../components/toast.js')).toast(t('inspection.removed'));
}

/* Who it is, with the way to the case or to opening one. */
function caseCell(record, s) {
  if (s.case_id) return h('a', { href: `/discipline/${s.case_id}` }, t('case.open_at'));
  if (!s.discipline || !can('discipline_write')) return '';
  const about = s.member_id ? `${s.cell_id}/discipline/new?member=${s.member_id}` : `${s.org_id}/discipline/new?org=${s.org_id}`;
  return h('a', { class: 'btn btn-s', href: `/organizations/${about}&inspection=${record.id}&subject=${s.id}` }, t('case.new'));
}

const who = (s) => (s.member_id ? h('a', { class: 'strong', href: `/members/${s.member_id}` }, s.member_name) : h('a', { class: 'strong', href: `/organizations/${s.org_id}` }, s.org_name));

export async function render({ params, signal }) {
  const path = `/inspections/${params.id}`;
  const record = await get(path, null, { signal });
  const chain = await get(`/organizations/${record.org_id}`, null, { signal }).then((org) => ancestors(org)).catch(() => []);
  const editable = can('inspection_write');
  const own = (names) => fields('inspections').filter((f) => names.includes(f.name)).map((f) => (f.name === 'year' ? { ...f, show: String } : f));
  const item = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value || '–'));
  const late = record.state !== 'concluded' && record.state !== 'cancelled' && record.planned_to < today();
  return {
    title: `${t('inspection')} · ${record.title}`, org: record.org_id,
    crumbs: [...crumbsOf(chain), { href: `/organizations/${record.org_id}/inspections?programme=${record.year}`, text: t('inspections.tab') }],
    node: [
      h('div', { class: 'head' }, h('h1', null, record.title), editable && !record.started_on && h('button', { class: 'btn', type: 'button', onclick: () => remove(record) }, t('inspection.remove')), h('button', { class: 'btn', type: 'button', onclick: () => window.print() }, t('print'))),
      h('dl', { class: 'kv' }, item(fieldLabel('inspections', 'state'), [sessionState(record), late && [' ', h('span', { class: 'st bad' }, t('inspection.late'))]]),
        item(fieldLabel('inspections', 'kind'), codeLabel('inspection_kind', record.kind)), item(fieldLabel('inspections', 'actor'), codeLabel('inspection_actor', record.actor)),
        item(t('inspection.months'), `${showDate(record.planned_from)} – ${showDate(record.planned_to)}`), item(fieldLabel('inspections', 'org_id'), h('a', { href: `/organizations/${record.org_id}` }, record.org_name))),
      h('div', { class: 'cols cols-21 mt' },
        h('div', { class: 'stack' },
          createRows({ title: t('inspection.subjects'), path: `${path}/subjects`, resource: 'inspection_subjects', columns: ['member_name', 'violation', 'finding', 'case_id'], leaveOut: ['case_id'], list: { limit: 500, sort: 'id' }, editable,
            cells: { member_name: who, case_id: (s) => caseCell(record, s) } }),
          createRows({ title: t('inspection.recommendations'), path: `${path}/recommendations`, resource: 'inspection_recommendations', columns: ['what', 'addressee', 'due_on', 'done_on', 'result'], list: { limit: 500, sort: 'id' }, editable })),
        h('div', { class: 'stack' },
          createSection({ title: t('inspection.course'), path, record, fields: own(COURSE), editable, reload: draw }),
          createSection({ title: t('inspection.plan'), path, record, fields: own(PLAN), editable, reload: draw })))],
  };
}
