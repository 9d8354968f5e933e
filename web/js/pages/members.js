/* The list of members: range, conditions, columns, sorting, all in the URL; export of what is shown. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showValue, showNumber } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, codeLabel, field, today } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createFilters, describeFilters, filtersOf, filtersSensitive } from '../components/filters.js';
import { createColumnMenu } from '../components/columns.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { statusMark } from '../components/status.js';
import { rememberList, returnToList } from '../components/trail.js';
import { createSelection } from '../components/selection.js';
import { createExportMenu } from '../components/export_menu.js';
import { createSavedMenu } from '../components/saved.js';
import { bulkChange } from '../components/bulk_change.js';
import { makePaper, mayMakePapers } from '../components/paper.js';

const STANDARD = ['full_name', 'born_on', 'cell_name', 'card_number', 'admitted_on', 'party_age', 'status'];
const NUMERIC = ['date', 'partial_date', 'integer', 'digits'];

function cellOf(f) {
  if (f.name === 'full_name') return (r) => h('a', { class: 'strong', href: `/members/${r.id}` }, r.full_name);
  if (f.name === 'cell_name') return (r) => (r.cell_id ? h('a', { href: `/organizations/${r.cell_id}` }, r.cell_name) : '');
  if (f.name === 'status') return statusMark;
  return (r) => (r[f.name] === undefined ? h('span', { class: 'hid' }, t('not_allowed')) : showValue(f, r[f.name]));
}

export async function render({ params, query, signal }) {
  const shown = (query.columns ? query.columns.split(',') : STANDARD).filter((name) => field('members', name));
  if (!shown.includes('full_name')) shown.unshift('full_name');
  const columns = shown.map((name) => field('members', name));
  const sensitive = columns.some((f) => f.sensitive) || filtersSensitive('members', query);
  const conditions = {
    org: params.id, level: query.level === 'self' ? 'self' : undefined, as_of: query.as_of, q: query.q, flag: query.flag, sort: query.sort, ...filtersOf('members', query),
    include: sensitive && can('member_sensitive') ? 'sensitive' : undefined,
  };
  const change = (changes) => go(withQuery(changes));
  const now = !query.as_of || query.as_of === today();
  const able = [can('member_write') && { label: (n) => t('bulk.n', { n }), run: bulkChange }, can('transfer_write') && { label: (n) => t('transfer.n', { n }), run: async (ids) => (await import('../components/transfer_acts.js')).transferMany(ids) }, mayMakePapers() && { label: (n) => t('paper.n', { n }), run: (ids) => makePaper({ members: ids }) }].filter(Boolean);
  const back = returnToList('/members');
  let total = 0;
  const selection = now && able.length > 0 && createSelection({
    total: () => total, nameOf: (r) => r.full_name, load: (cursor) => get('/members', { ...conditions, fields: 'id', cursor, limit: 500 }),
    acts: able,
  });
  let list = null;
  const [top, made] = await Promise.all([
    organizationHead({
      id: params.id, asOf: query.as_of, current: 'members', signal, acts: [
        () => createExportMenu({ all: () => list.all(), path: '/members', query: { ...conditions, fields: shown.join(',') }, name: 'dang-vien', more: h('li', null, h('a', { href: `/organizations/${params.id}/book` }, t('book'))) }),
        (org, isCell) => can('member_write') && isCell && org.status === 'active' && h('a', { class: 'btn btn-primary act', href: `/organizations/${params.id}/members/new` }, t('member.new')),
      ],
    }),
    createPagedTable({
      table: createTable({
        caption: t('members'), tall: true, sort: { key: query.sort || 'full_name', onsort: (key) => change({ sort: key === 'full_name' ? null : key }) },
        columns: [selection && selection.column, ...columns.map((f) => ({ key: f.name, label: labelOf(f), head: f.name === 'full_name', num: NUMERIC.includes(f.type), sort: f.sort, cell: cellOf(f) }))].filter(Boolean),
      }),
      load: async (cursor) => {
        const page = await get('/members', { ...conditions, fields: [...new Set(['id', 'cell_id', 'status', 'activity', ...shown])].join(','), cursor, limit: cursor ? 100 : back.limit, count: cursor ? undefined : 'exact' }, { signal });
        if (page.total !== undefined) total = page.total;
        rememberList({ records: '/members', path: '/members', query: { ...conditions, fields: 'id' }, page, more: Boolean(cursor) });
        return page;
      },
      emptyNode: empty(Object.keys(filtersOf('members', query)).length || query.q || query.flag ? t('members.none_match') : t('members.none'),
        (Object.keys(filtersOf('members', query)).length > 0 || query.flag) && h('a', { class: 'btn', href: location.pathname }, t('filter.clear'))),
    }),
  ]);
  list = made;
  const radio = (value, label) => h('label', null, h('input', { type: 'radio', name: 'level', value, checked: (query.level || 'below') === value, onchange: () => change({ level: value === 'below' ? null : value }) }), label);
  const find = h('input', { class: 'input', id: 'in-list', type: 'search', value: query.q || '', placeholder: t('members.find'), autocomplete: 'off' });
  return {
    title: `${t('members')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: { ...top.paper, note: [t(query.level === 'self' ? 'range.self' : 'range.below'), ...describeFilters('members', query), query.q && `“${query.q}”`, query.flag && codeLabel('quality_flag', query.flag)].filter(Boolean).join('; ') }, arrived: back.show,
    node: [top.node,
      h('div', { class: 'filters row' },
        !top.isCell && h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('range')), radio('self', t('range.self')), radio('below', t('range.below'))),
        h('form', { role: 'search', class: 'find', onsubmit: (e) => { e.preventDefault(); change({ q: find.value.trim() }); } }, h('label', { class: 'sr', for: 'in-list' }, t('members.find')), find),
        createFilters({ resource: 'members', query, change }),
        query.flag && h('span', { class: 'chip' }, h('span', null, `${t('flags')}: `, h('b', null, codeLabel('quality_flag', query.flag))), h('button', { type: 'button', 'aria-label': t('filter.remove', { name: t('flags') }), onclick: () => change({ flag: null }) }, '✕')),
        createSavedMenu({ resource: 'members' })),
      h('div', { class: 'head' }, h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t('members.match')}`),
        createColumnMenu({ resource: 'members', shown, fixed: ['full_name'], standard: STANDARD, change })),
      list.node, selection && selection.node],
  };
}
