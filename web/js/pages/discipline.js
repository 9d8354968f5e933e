/* Discipline decisions of an organisation and all below it: what is in force, or for inspectors all there were. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can } from '../core/store.js';
import { decisionTable, readingNote } from '../components/discipline_table.js';
import { createExportMenu } from '../components/export_menu.js';
import { createFilters, describeFilters, filtersOf } from '../components/filters.js';
import { organizationHead } from '../components/organization_head.js';
import { empty } from '../components/states.js';
import { createPagedTable } from '../components/table.js';

await addWords('discipline');

/* Only inspectors see what is over; to the others the choice would be one of nothing. */
const VIEWS = { in_force: { state: 'in_force' }, ended: { state: 'ended' }, all: {} };

export async function render({ params, query, signal }) {
  const whole = can('discipline_statistics');
  const view = whole && VIEWS[query.view] ? query.view : 'in_force';
  const sort = query.sort || '-decided_on';
  const conditions = { org: params.id, ...filtersOf('discipline', query), ...VIEWS[view], sort };
  const change = (changes) => go(withQuery(changes));
  let list = null;
  const [top, made] = await Promise.all([
    organizationHead({ id: params.id, current: 'discipline', signal, acts: [() => createExportMenu({ all: () => list.all(), path: '/discipline', query: conditions, name: 'ky-luat' })] }),
    createPagedTable({
      table: decisionTable({ sort: { key: sort, onsort: (key) => change({ sort: key === '-decided_on' ? null : key }) } }),
      load: (cursor) => get('/discipline', { ...conditions, cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal }),
      emptyNode: empty(t(`discipline.none.${view}`)),
    }),
  ]);
  list = made;
  const radio = (name) => h('label', null, h('input', { type: 'radio', name: 'view', value: name, checked: view === name, onchange: () => change({ view: name === 'in_force' ? null : name }) }), t(`discipline.view.${name}`));
  return {
    title: `${t('discipline')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id,
    paper: { ...top.paper, note: [t(`discipline.view.${view}`), ...describeFilters('discipline', query)].join('; ') },
    node: [top.node,
      h('div', { class: 'filters row' }, whole && h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('view')), Object.keys(VIEWS).map(radio)), createFilters({ resource: 'discipline', query, change })),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t('discipline.match')}`), list.node, readingNote()],
  };
}
