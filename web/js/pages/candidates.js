/* Those on the way to membership in an organisation: by stage on a board, or as a list with conditions. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber, showValue } from '../core/format.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, field } from '../core/store.js';
import { candidateBoard } from '../components/candidate_board.js';
import { dueCell } from '../components/due.js';
import { createExportMenu } from '../components/export_menu.js';
import { createFilters, describeFilters, filtersOf, filtersSensitive } from '../components/filters.js';
import { organizationHead } from '../components/organization_head.js';
import { createPagedTable, createTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { rememberList, returnToList } from '../components/trail.js';

await addWords('membership');

const COLUMNS = ['full_name', 'born_on', 'cell_name', 'source', 'stage', 'next_step', 'due_on'];

function cellOf(f) {
  if (f.name === 'full_name') return (r) => h('a', { class: 'strong', href: `/candidates/${r.id}` }, r.full_name);
  if (f.name === 'cell_name') return (r) => h('a', { href: `/organizations/${r.cell_id}/candidates` }, r.cell_name);
  if (f.name === 'due_on') return dueCell;
  return (r) => showValue(f, r[f.name]);
}

async function asList({ conditions, query, change, signal }) {
  const columns = COLUMNS.map((name) => field('candidates', name));
  const back = returnToList('/candidates');
  const shown = { ...conditions, state: query.state || (query.state_in ? undefined : 'open') };
  const list = await createPagedTable({
    table: createTable({
      caption: t('candidates'), tall: true, sort: { key: query.sort || 'due_on', onsort: (key) => change({ sort: key === 'due_on' ? null : key }) },
      columns: columns.map((f) => ({ key: f.name, label: labelOf(f), head: f.name === 'full_name', sort: f.sort, cell: cellOf(f) })),
    }),
    load: async (cursor) => {
      const page = await get('/candidates', { ...shown, sort: query.sort || 'due_on', fields: ['id', 'cell_id', 'due_state', ...COLUMNS].join(','), cursor, limit: cursor ? 100 : back.limit, count: cursor ? undefined : 'exact' }, { signal });
      rememberList({ records: '/candidates', path: '/candidates', query: { ...shown, sort: query.sort || 'due_on', fields: 'id' }, page, more: Boolean(cursor) });
      return page;
    },
    emptyNode: empty(t(Object.keys(filtersOf('candidates', query)).length > 0 || query.q ? 'candidates.none_match' : 'candidates.none')),
  });
  return { node: list.node, total: list.first.total, list, arrived: back.show, exported: { ...shown, sort: query.sort || 'due_on', fields: COLUMNS.join(',') } };
}

export async function render({ params, query, signal }) {
  const change = (changes) => go(withQuery(changes));
  const conditions = {
    org: params.id, level: query.level === 'self' ? 'self' : undefined, q: query.q, ...filtersOf('candidates', query),
    include: filtersSensitive('candidates', query) && can('member_sensitive') ? 'sensitive' : undefined,
  };
  const asBoard = query.view !== 'list';
  let part = null;
  const top = await organizationHead({
    id: params.id, current: 'candidates', signal, acts: [
      () => part && part.list && createExportMenu({ all: () => part.list.all(), path: '/candidates', query: part.exported, name: 'ho-so-ket-nap' }),
      (org, isCell) => can('candidate_write') && isCell && org.status === 'active' && h('a', { class: 'btn btn-primary act', href: `/organizations/${params.id}/candidates/new` }, t('candidate.new')),
    ],
    before: async () => { part = asBoard ? await candidateBoard({ conditions: { ...conditions, state: undefined, stage: undefined, stage_in: undefined }, signal }) : await asList({ conditions, query, change, signal }); },
  });
  const view = (value, label) => h('label', null, h('input', { type: 'radio', name: 'view', value, checked: (asBoard ? 'board' : 'list') === value, onchange: () => change({ view: value === 'board' ? null : value }) }), label);
  const find = h('input', { class: 'input', id: 'in-list', type: 'search', value: query.q || '', placeholder: t('candidates.find'), autocomplete: 'off' });
  return {
    title: `${t('candidates')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, arrived: part.arrived,
    paper: { ...top.paper, note: [...describeFilters('candidates', query), query.q && `“${query.q}”`].filter(Boolean).join('; ') },
    node: [top.node,
      h('div', { class: 'filters row' },
        h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('view')), view('board', t('view.board')), view('list', t('view.list'))),
        h('form', { role: 'search', class: 'find', onsubmit: (e) => { e.preventDefault(); change({ q: find.value.trim() }); } }, h('label', { class: 'sr', for: 'in-list' }, t('candidates.find')), find),
        createFilters({ resource: 'candidates', query, change, leaveOut: asBoard ? ['state', 'stage', 'exit'] : [] })),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(part.total)), ` ${t(asBoard ? 'candidates.open' : 'candidates.match')}`),
      part.total === 0 && asBoard ? empty(t(query.q || Object.keys(filtersOf('candidates', query)).length > 0 ? 'candidates.none_match' : 'candidates.none'), top.isCell ? null : h('span', { class: 'small' }, t('candidates.none.hint'))) : part.node],
  };
}
