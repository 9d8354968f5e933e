/* The programme of inspection and supervision of an organisation and all below it: a year's sessions with their months. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, codeLabel, fieldLabel, fields, today } from '../core/store.js';
import { createExportMenu } from '../components/export_menu.js';
import { createFilters, describeFilters, filtersOf } from '../components/filters.js';
import { organizationHead } from '../components/organization_head.js';
import { empty } from '../components/states.js';
import { createPagedTable, createTable } from '../components/table.js';

await addWords('discipline');

const KINDS = { planned: 'off', running: 'info', concluded: 'ok', cancelled: 'off' };

export const sessionState = (x) => h('span', { class: `st ${KINDS[x.state] || 'off'}` }, codeLabel('inspection_state', x.state));

const monthOf = (day, year) => (!day ? null : Number(day.slice(0, 4)) < year ? 0 : Number(day.slice(0, 4)) > year ? 13 : Number(day.slice(5, 7)));

/* Twelve boxes: what is planned, and over it what was done. */
function months(x, year) {
  const planned = [monthOf(x.planned_from, year), monthOf(x.planned_to, year)];
  const held = x.started_on ? [monthOf(x.started_on, year), monthOf(x.concluded_on || today(), year)] : null;
  const inside = (span, m) => span && m >= span[0] && m <= span[1];
  const words = [t('inspection.planned', { from: showDate(x.planned_from), to: showDate(x.planned_to) }), x.started_on && t('inspection.held', { from: showDate(x.started_on), to: x.concluded_on ? showDate(x.concluded_on) : '…' })].filter(Boolean).join('; ');
  return [h('span', { class: 'months', 'aria-hidden': 'true' }, Array.from({ length: 12 }, (_, i) => h('i', { class: inside(held, i + 1) ? 'held' : inside(planned, i + 1) ? 'plan' : null }, String(i + 1)))), h('div', { class: 'small muted' }, words)];
}

async function planSession(org, year) {
  const [{ saveRow }, { toast }] = await Promise.all([import('../components/row_acts.js'), import('../components/toast.js')]);
  const first = ['year', 'title', 'kind', 'actor', 'planned_from', 'planned_to', 'about_from', 'about_to', 'team', 'note'];
  const own = fields('inspections').filter((f) => first.includes(f.name));
  if (!(await saveRow({ title: t('inspection'), path: '/inspections', item: (r) => `/inspections/${r.id}`, row: null, fields: own, extra: { org_id: org.id }, start: { year } }))) return;
  toast(t('inspection.added'));
  await go(withQuery({ programme: year }));
}

export async function render({ params, query, signal }) {
  const year = Number(query.programme) || Number(today().slice(0, 4));
  const change = (changes) => go(withQuery(changes));
  const filters = filtersOf('inspections', query);
  const conditions = { org: params.id, ...filters, year, sort: 'planned_from' };
  let list = null;
  const label = (name) => fieldLabel('inspections', name);
  const [top, made] = await Promise.all([
    organizationHead({ id: params.id, current: 'inspections', signal, acts: [
      () => createExportMenu({ all: () => list.all(), path: '/inspections', query: conditions, name: 'kiem-tra-giam-sat', more: h('li', null, h('a', { href: `/organizations/${params.id}/inspections/book?programme=${year}` }, t('inspection.book'))) }),
      (org) => can('inspection_write') && org.status === 'active' && h('button', { class: 'btn btn-primary act', type: 'button', onclick: () => planSession(org, year) }, t('inspection.add'))] }),
    createPagedTable({
      table: createTable({ caption: t('inspections.tab'), tall: true, columns: [
        { key: 'title', label: label('title'), head: true, cell: (x) => [h('a', { class: 'strong', href: `/inspections/${x.id}` }, x.title), h('div', { class: 'small muted' }, [codeLabel('inspection_kind', x.kind), codeLabel('inspection_actor', x.actor)].join(' · ')), String(x.org_id) !== params.id && h('div', { class: 'small muted' }, x.org_name)] },
        { key: 'months', label: t('inspection.months'), cell: (x) => months(x, year) },
        { key: 'subjects', label: label('subjects'), num: true, cell: (x) => [showNumber(x.subjects), x.violations > 0 && h('div', { class: 'small' }, t('inspection.violations', { n: showNumber(x.violations) }))] },
        { key: 'open_recommendations', label: label('recommendations'), num: true, cell: (x) => (x.recommendations ? t('inspection.recommendations.done', { done: showNumber(x.recommendations - x.open_recommendations), all: showNumber(x.recommendations) }) : '') },
        { key: 'state', label: label('state'), cell: sessionState }] }),
      load: (cursor) => get('/inspections', { ...conditions, cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal }),
      emptyNode: empty(t('inspections.none', { year })),
    }),
  ]);
  list = made;
  const step = (n) => h('a', { class: 'btn btn-s', href: withQuery({ programme: year + n }), 'aria-label': t('inspection.year', { year: year + n }) }, n < 0 ? `‹ ${year + n}` : `${year + n} ›`);
  return {
    title: `${t('inspections.tab')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id,
    paper: { ...top.paper, note: [t('inspection.year', { year }), ...describeFilters('inspections', query)].join('; ') },
    node: [top.node,
      h('div', { class: 'filters row' }, step(-1), h('strong', null, t('inspection.year', { year })), step(1), createFilters({ resource: 'inspections', query, change, leaveOut: ['year', 'org_id'] })),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t('inspections.match')}`), list.node],
  };
}
