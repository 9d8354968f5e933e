/* What the search box finds: people and organisations, each with what one usually asks next. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel, store, fieldLabel } from '../core/store.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { statusMark } from '../components/status.js';
import { rememberList, returnToList } from '../components/trail.js';

export async function render({ query, signal }) {
  const q = query.q || '';
  const asOf = query.as_of;
  const back = returnToList('/members');
  const [people, units] = await Promise.all([
    can('member_read') ? createPagedTable({
      table: createTable({
        caption: t('members'), columns: [
          { key: 'full_name', field: true, label: fieldLabel('members', 'full_name'), head: true, cell: (r) => h('a', { class: 'strong', href: `/members/${r.id}` }, r.full_name) },
          { key: 'born_on', field: true, label: fieldLabel('members', 'born_on'), num: true, cell: (r) => showDate(r.born_on) },
          { key: 'cell', label: t('cell'), cell: (r) => h('a', { href: `/organizations/${r.cell_id}` }, r.cell_name) },
          { key: 'status', label: fieldLabel('members', 'status'), cell: statusMark },
          { key: 'card_number', field: true, label: fieldLabel('members', 'card_number'), num: true, cell: (r) => r.card_number },
          { key: 'phone', field: true, label: fieldLabel('members', 'phone'), num: true, cell: (r) => r.phone },
        ],
      }),
      load: async (cursor) => {
        const page = await get('/members', { q, as_of: asOf, cursor, limit: cursor ? 100 : back.limit, count: 'exact' }, { signal });
        rememberList({ records: '/members', path: '/members', query: { q, as_of: asOf, fields: 'id' }, page, more: Boolean(cursor) });
        return page;
      },
      emptyNode: empty(t('search.no_people')),
    }) : null,
    createPagedTable({
      table: createTable({
        caption: t('organizations'), columns: [
          { key: 'name', field: true, label: fieldLabel('organizations', 'name'), head: true, cell: (r) => h('a', { class: 'strong', href: `/organizations/${r.id}` }, r.name) },
          { key: 'code', field: true, label: fieldLabel('organizations', 'code'), cell: (r) => r.code },
          { key: 'kind', label: fieldLabel('organizations', 'kind'), cell: (r) => codeLabel('organization_kind', r.kind) },
        ],
      }),
      load: (cursor) => get('/organizations', { q, as_of: asOf, cursor, limit: 20, count: 'exact' }, { signal }),
      emptyNode: empty(t('search.no_organizations')),
    }),
  ]);
  return {
    title: t('search.for', { q }), arrived: back.show,
    crumbs: [{ href: '/', text: store.session.grant.organization.name }, { text: t('search') }],
    node: h('div', { class: 'stack-l' }, h('h1', null, t('search.for', { q })),
      people && h('section', { class: 'stack' }, h('h2', null, t('members')), people.node),
      h('section', { class: 'stack' }, h('h2', null, t('organizations')), units.node)),
  };
}
