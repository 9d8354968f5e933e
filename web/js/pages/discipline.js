/* Discipline of an organisation and all below it: decisions in force for an office; for those who keep cases the board and the list of them; for inspectors all there were. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can } from '../core/store.js';
import { UNDER_WAY, disciplineBoard } from '../components/discipline_board.js';
import { decisionTable, readingNote } from '../components/discipline_table.js';
import { createExportMenu } from '../components/export_menu.js';
import { createFilters, describeFilters, filtersOf } from '../components/filters.js';
import { organizationHead } from '../components/organization_head.js';
import { empty } from '../components/states.js';
import { createPagedTable } from '../components/table.js';

await addWords('discipline');

/* Only who keeps cases has a choice; to an office it would be one of nothing. */
const VIEWS = { board: null, open: { state_in: UNDER_WAY.join(',') }, in_force: { state_in: 'in_force,appealed' }, ended: { state_in: 'ended,annulled,lapsed,cleared' }, all: {} };

async function asList({ view, keeps, conditions, query, change, signal }) {
  const open = view === 'open';
  const sort = query.sort || (open ? 'due_on' : '-decided_on');
  const shown = { ...conditions, ...(keeps ? VIEWS[view] : { state: 'in_force' }), ...(query.state_in ? { state_in: query.state_in } : {}), sort };
  const list = await createPagedTable({
    table: decisionTable({ cases: keeps, sort: { key: sort, onsort: (key) => change({ sort: key }) } }),
    load: (cursor) => get('/discipline', { ...shown, cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal }),
    emptyNode: empty(t(open ? 'case.none.open' : `discipline.none.${view}`)),
  });
  return { list, node: list.node, total: list.first.total, shown };
}

export async function render({ params, query, signal }) {
  const keeps = can('discipline_write');
  const view = !keeps ? 'in_force' : query.view in VIEWS ? query.view : 'board';
  const change = (changes) => go(withQuery(changes));
  const { state, state_in: stateIn, ...filters } = filtersOf('discipline', query);
  const conditions = { org: params.id, ...filters };
  const book = `/organizations/${params.id}/discipline/book`;
  let part = null;
  const top = await organizationHead({
    id: params.id, current: 'discipline', signal, acts: [
      () => part.list && createExportMenu({ all: () => part.list.all(), path: '/discipline', query: part.shown, name: 'ky-luat', more: h('li', null, h('a', { href: book }, t('discipline.book'))) }),
      () => !part.list && h('a', { class: 'btn', href: book }, t('discipline.book')),
      () => keeps && h('a', { class: 'btn btn-primary act', href: `/organizations/${params.id}/discipline/new` }, t('case.new'))],
    before: async () => { part = view === 'board' ? await disciplineBoard({ conditions, signal }) : await asList({ view, keeps, conditions, query, change, signal }); },
  });
  const radio = (name) => h('label', null, h('input', { type: 'radio', name: 'view', value: name, checked: view === name, onchange: () => change({ view: name === 'board' ? null : name, sort: null, state_in: null }) }), t(`discipline.view.${name}`));
  return {
    title: `${t('discipline')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id,
    paper: { ...top.paper, note: [t(`discipline.view.${view}`), ...describeFilters('discipline', query)].join('; ') },
    node: [top.node,
      h('div', { class: 'filters row' }, keeps && h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('view')), Object.keys(VIEWS).map(radio)), createFilters({ resource: 'discipline', query, change, leaveOut: ['state', 'case', 'joint_id', 'member_id', 'org_id'] })),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(part.total)), ` ${t(view === 'board' || view === 'open' ? 'case.match' : 'discipline.match')}`),
      view === 'board' && part.total === 0 ? empty(t('case.none.board')) : part.node, readingNote()],
  };
}
