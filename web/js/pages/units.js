/* The organisations right below, or all cells below, with their numbers. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber, showDate } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, codeLabel, field, today } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { createSelection } from '../components/selection.js';
import { createExportMenu } from '../components/export_menu.js';
import { placeMany } from '../components/organization_acts.js';
import { rememberList, returnToList } from '../components/trail.js';

const label = (name) => labelOf(field('organizations', name));

export async function render({ params, query, signal }) {
  const cells = query.show === 'cells';
  const sort = query.sort || 'name';
  const all = Boolean(query.flag);
  const path = all ? '/organizations' : cells ? '/cells' : `/organizations/${params.id}/children`;
  const able = can('org_write') && (!query.as_of || query.as_of === today());
  const back = returnToList('/organizations');
  let total = 0;
  const conditions = all ? { org: params.id, as_of: query.as_of, sort, flag: query.flag } : cells ? { org: params.id, as_of: query.as_of, sort } : { as_of: query.as_of, sort };
  const name = { key: 'name', label: label('name'), head: true, sort: true, cell: (r) => h('a', { class: 'strong', href: `/organizations/${r.id}` }, r.name) };
  const columns = cells ? [name, { key: 'code', label: label('code'), sort: true, cell: (r) => r.code, field: true },
    { key: 'members', label: t('members'), num: true, cell: (r) => h('a', { href: `/organizations/${r.id}/members` }, showNumber(r.members)) },
    { key: 'official', label: codeLabel('member_status', 'official'), num: true, cell: (r) => showNumber(r.official) },
    { key: 'probationary', label: codeLabel('member_status', 'probationary'), num: true, cell: (r) => showNumber(r.probationary) },
    { key: 'secretary', label: t('secretary'), cell: (r) => r.secretary, field: true }]
    : [name, { key: 'code', label: label('code'), sort: true, cell: (r) => r.code, field: true }, { key: 'kind', label: label('kind'), cell: (r) => codeLabel('organization_kind', r.kind) },
      { key: 'category', label: label('category'), cell: (r) => (r.category ? codeLabel('organization_category', r.category) : '') },
      { key: 'established_on', label: label('established_on'), num: true, cell: (r) => showDate(r.established_on) }, { key: 'children', label: t('units'), num: true, cell: (r) => showNumber(r.children) }];
  const selection = able && createSelection({
    total: () => total, nameOf: (r) => r.name, load: (cursor) => get(path, { ...conditions, fields: 'id', cursor, limit: 500 }), acts: [{ label: (n) => t('act.place_many.n', { n }), run: placeMany }],
  });
  let list = null;
  const [top, made] = await Promise.all([
    organizationHead({ id: params.id, asOf: query.as_of, current: 'units', signal, acts: [() => createExportMenu({ all: () => list.all(), path: cells ? '/cells' : '/organizations', query: { org: params.id, as_of: query.as_of, flag: query.flag }, name: 'to-chuc' })] }),
    createPagedTable({
      table: createTable({ caption: t('units'), columns: [selection && selection.column, ...columns].filter(Boolean), tall: true, sort: { key: sort, onsort: (key) => go(withQuery({ sort: key === 'name' ? null : key })) } }),
      load: async (cursor) => {
        const page = await get(path, { ...conditions, cursor, limit: cursor ? 100 : back.limit, count: cursor ? undefined : 'exact' }, { signal });
        if (page.total !== undefined) total = page.total;
        rememberList({ records: '/organizations', path, query: { ...conditions, fields: 'id' }, page, more: Boolean(cursor) });
        return page;
      },
      emptyNode: empty(t('units.none')),
    })]);
  list = made;
  const radio = (value, text) => h('label', null, h('input', { type: 'radio', name: 'show', value, checked: (cells ? 'cells' : 'units') === value, onchange: () => go(withQuery({ show: value === 'cells' ? 'cells' : null, sort: null })) }), text);
  return {
    title: `${t('units')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: { ...top.paper, note: [t(cells ? 'units.cells' : 'units.direct'), query.flag && codeLabel('quality_flag', query.flag)].filter(Boolean).join('; ') }, arrived: back.show,
    node: [top.node, h('div', { class: 'filters row' }, h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('units')), radio('units', t('units.direct')), radio('cells', t('units.cells'))),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t(cells ? 'units.cells.n' : 'units.n')}`),
      query.flag && h('span', { class: 'chip' }, h('span', null, `${t('flags')}: `, h('b', null, codeLabel('quality_flag', query.flag))), h('button', { type: 'button', 'aria-label': t('filter.remove', { name: t('flags') }), onclick: () => go(withQuery({ flag: null })) }, '✕'))),
      list.node, selection && selection.node],
  };
}
