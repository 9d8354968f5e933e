/* The list of members: range, conditions, columns, sorting, all in the URL; export of what is shown. */
import { get, url } from '../core/api.js';
import { h } from '../core/dom.js';
import { showValue, showNumber } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, field } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createFilters, filtersOf, filtersSensitive } from '../components/filters.js';
import { createColumnMenu } from '../components/columns.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { statusMark } from '../components/status.js';
import { rememberList } from '../components/trail.js';

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
    org: params.id, level: query.level === 'self' ? 'self' : undefined, as_of: query.as_of, q: query.q, sort: query.sort, ...filtersOf('members', query),
    include: sensitive && can('member_sensitive') ? 'sensitive' : undefined,
  };
  const change = (changes) => go(withQuery(changes));
  const [top, list] = await Promise.all([
    organizationHead({
      id: params.id, asOf: query.as_of, current: 'members', signal, acts: [
        () => h('details', { class: 'menu' }, h('summary', null, t('export')), h('div', { class: 'pop pop-menu' }, h('ul', null,
          h('li', null, h('a', { href: url('/members', { ...conditions, fields: shown.join(','), format: 'csv', header: 'labels' }), download: 'dang-vien.csv' }, t('export.csv'))),
          h('li', null, h('button', { class: 'linklike', type: 'button', onclick: () => window.print() }, t('print')))))),
        (org, isCell) => can('member_write') && isCell && org.status === 'active' && h('a', { class: 'btn btn-primary act', href: `/organizations/${params.id}/members/new` }, t('member.new')),
      ],
    }),
    createPagedTable({
      table: createTable({
        caption: t('members'), tall: true, sort: { key: query.sort || 'full_name', onsort: (key) => change({ sort: key === 'full_name' ? null : key }) },
        columns: columns.map((f) => ({ key: f.name, label: labelOf(f), head: f.name === 'full_name', num: NUMERIC.includes(f.type), sort: f.sort, cell: cellOf(f) })),
      }),
      load: async (cursor) => {
        const page = await get('/members', { ...conditions, fields: [...new Set(['id', 'cell_id', 'status', 'activity', ...shown])].join(','), cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal });
        rememberList(location.pathname + location.search, page, Boolean(cursor));
        return page;
      },
      emptyNode: empty(Object.keys(filtersOf('members', query)).length || query.q ? t('members.none_match') : t('members.none'),
        Object.keys(filtersOf('members', query)).length > 0 && h('a', { class: 'btn', href: location.pathname }, t('filter.clear'))),
    }),
  ]);
  const radio = (value, label) => h('label', null, h('input', { type: 'radio', name: 'level', value, checked: (query.level || 'below') === value, onchange: () => change({ level: value === 'below' ? null : value }) }), label);
  const find = h('input', { class: 'input', id: 'in-list', type: 'search', value: query.q || '', placeholder: t('members.find'), autocomplete: 'off' });
  return {
    title: `${t('members')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id,
    node: [top.node,
      h('div', { class: 'filters row' },
        !top.isCell && h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('range')), radio('self', t('range.self')), radio('below', t('range.below'))),
        h('form', { role: 'search', class: 'find', onsubmit: (e) => { e.preventDefault(); change({ q: find.value.trim() }); } }, h('label', { class: 'sr', for: 'in-list' }, t('members.find')), find),
        createFilters({ resource: 'members', query, change })),
      h('div', { class: 'head' }, h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t('members.match')}`),
        createColumnMenu({ resource: 'members', shown, fixed: ['full_name'], standard: STANDARD, change })),
      list.node],
  };
}
