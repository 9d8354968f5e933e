/* The organisations right below, or all cells below, with their numbers. */
import { get, url } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber, showDate } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { codeLabel, field } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';

const label = (name) => labelOf(field('organizations', name));

export async function render({ params, query, signal }) {
  const cells = query.show === 'cells';
  const sort = query.sort || 'name';
  const conditions = cells ? { org: params.id, as_of: query.as_of, sort } : { as_of: query.as_of, sort };
  const name = { key: 'name', label: label('name'), head: true, sort: true, cell: (r) => h('a', { class: 'strong', href: `/organizations/${r.id}` }, r.name) };
  const columns = cells ? [name, { key: 'code', label: label('code'), sort: true, cell: (r) => r.code },
    { key: 'members', label: t('members'), num: true, cell: (r) => h('a', { href: `/organizations/${r.id}/members` }, showNumber(r.members)) },
    { key: 'official', label: codeLabel('member_status', 'official'), num: true, cell: (r) => showNumber(r.official) },
    { key: 'probationary', label: codeLabel('member_status', 'probationary'), num: true, cell: (r) => showNumber(r.probationary) },
    { key: 'secretary', label: t('secretary'), cell: (r) => (r.secretary === undefined ? h('span', { class: 'hid' }, t('not_allowed')) : r.secretary) }]
    : [name, { key: 'code', label: label('code'), sort: true, cell: (r) => r.code }, { key: 'kind', label: label('kind'), cell: (r) => codeLabel('organization_kind', r.kind) },
      { key: 'category', label: label('category'), cell: (r) => (r.category ? codeLabel('organization_category', r.category) : '') },
      { key: 'established_on', label: label('established_on'), num: true, cell: (r) => showDate(r.established_on) }, { key: 'children', label: t('units'), num: true, cell: (r) => showNumber(r.children) }];
  const [top, list] = await Promise.all([
    organizationHead({ id: params.id, asOf: query.as_of, current: 'units', signal, acts: [() => h('a', { class: 'btn', href: url(cells ? '/cells' : '/organizations', { org: params.id, as_of: query.as_of, format: 'csv', header: 'labels' }), download: 'to-chuc.csv' }, t('export.csv'))] }),
    createPagedTable({
      table: createTable({ caption: t('units'), columns, tall: true, sort: { key: sort, onsort: (key) => go(withQuery({ sort: key === 'name' ? null : key })) } }),
      load: (cursor) => get(cells ? '/cells' : `/organizations/${params.id}/children`, { ...conditions, cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal }),
      emptyNode: empty(t('units.none')),
    })]);
  const radio = (value, text) => h('label', null, h('input', { type: 'radio', name: 'show', value, checked: (cells ? 'cells' : 'units') === value, onchange: () => go(withQuery({ show: value === 'cells' ? 'cells' : null, sort: null })) }), text);
  return {
    title: `${t('units')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id,
    node: [top.node, h('div', { class: 'filters row' }, h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('units')), radio('units', t('units.direct')), radio('cells', t('units.cells'))),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t(cells ? 'units.cells.n' : 'units.n')}`)), list.node],
  };
}
