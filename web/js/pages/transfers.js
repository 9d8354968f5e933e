/* Transfers of an organisation: to send, under way, to take in, and all there were. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, codeLabel, field, fieldLabel } from '../core/store.js';
import { createExportMenu } from '../components/export_menu.js';
import { createFilters, describeFilters, filtersOf } from '../components/filters.js';
import { takeInGuest } from '../components/guest_acts.js';
import { organizationHead } from '../components/organization_head.js';
import { empty } from '../components/states.js';
import { createPagedTable, createTable } from '../components/table.js';
import { rememberList, returnToList } from '../components/trail.js';
import { openActs, runAct } from '../components/transfer_acts.js';
import { transferState, dueOf } from '../components/transfer_state.js';

await addWords('membership');

/* The views, each a condition of the list. */
const VIEWS = { receive: { state: 'sent', incoming: 'true' }, send: { state: 'proposed', outgoing: 'true' }, way: { state: 'sent', outgoing: 'true' }, guests: { guest: 'true', state: 'arrived' }, all: {} };
const SHOWN = ['full_name', 'kind', 'from_name', 'to_name', 'letter_number', 'sent_on', 'present_by', 'arrived_on', 'state'];

export async function render({ params, query, signal }) {
  const view = VIEWS[query.view] ? query.view : query.state || query.kind || query.sent_on_from ? 'all' : 'receive';
  const scope = { org: params.id, level: query.level === 'self' ? 'self' : undefined };
  const conditions = { ...scope, ...(view === 'all' ? filtersOf('transfers', query) : {}), ...VIEWS[view] };
  const sort = view === 'all' ? query.sort || '-sent_on' : view === 'guests' ? '-sent_on' : 'present_by';
  const change = (changes) => go(withQuery(changes));
  const back = returnToList('/transfers');
  const count = (name) => get('/transfers', { ...scope, ...VIEWS[name], limit: 1, count: 'exact', fields: 'id' }, { signal }).then((page) => [name, page.total]);
  const columns = [
    { key: 'full_name', label: fieldLabel('transfers', 'full_name'), head: true, sort: view === 'all' && field('transfers', 'full_name').sort, cell: (r) => [h('a', { class: 'strong', href: `/transfers/${r.id}` }, r.full_name), h('div', { class: 'small muted' }, showDate(r.born_on))] },
    { key: 'from_name', label: fieldLabel('transfers', 'from_name'), cell: (r) => r.from_name },
    { key: 'to_name', label: fieldLabel('transfers', 'to_name'), cell: (r) => r.to_name },
    { key: 'letter_number', label: t('transfer.letter'), cell: (r) => r.letter_number && [r.letter_number, h('div', { class: 'small muted nowrap' }, showDate(r.sent_on))] },
    { key: 'present_by', label: t('task.due'), cell: dueOf },
    { key: 'state', label: fieldLabel('transfers', 'state'), cell: transferState },
    view !== 'all' && { key: 'acts', label: t('acts'), cell: (r) => { const [act] = openActs(r); return act ? h('button', { class: 'btn btn-s', type: 'button', onclick: () => runAct(r, act) }, t(`transfer.button.${act}`), h('span', { class: 'sr' }, ` ${r.full_name}`)) : ''; } },
  ].filter(Boolean);
  let list = null;
  const load = async (cursor) => {
    const page = await get('/transfers', { ...conditions, sort, cursor, limit: cursor ? 100 : back.limit, count: cursor ? undefined : 'exact' }, { signal });
    rememberList({ records: '/transfers', path: '/transfers', query: { ...conditions, sort, fields: 'id' }, page, more: Boolean(cursor) });
    return page;
  };
  const [top, counts, made] = await Promise.all([
    organizationHead({
      id: params.id, current: 'transfers', signal,
      acts: [(org, isCell) => can('transfer_write') && org.status === 'active' && h('button', { class: 'btn', type: 'button', onclick: () => takeInGuest(org, isCell) }, t('guest.new.act')), () => createExportMenu({ all: () => list.all(), path: '/transfers', query: { ...conditions, sort, fields: SHOWN.join(',') }, name: 'chuyen-sinh-hoat' })],
    }),
    Promise.all(Object.keys(VIEWS).map(count)),
    createPagedTable({
      table: createTable({ caption: t('transfers'), tall: true, sort: view === 'all' && { key: sort, onsort: (key) => change({ sort: key === '-sent_on' ? null : key }) }, columns }),
      load, emptyNode: empty(t(`transfer.none.${view}`), h('p', { class: 'small' }, t('transfer.none.hint'))),
    }),
  ]);
  list = made;
  const radio = ([name, n]) => h('label', null, h('input', { type: 'radio', name: 'view', value: name, checked: view === name, onchange: () => go(`/organizations/${params.id}/transfers?view=${name}`) }), `${t(`transfer.view.${name}`)} ${showNumber(n)}`);
  return {
    title: `${t('transfers')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, arrived: back.show,
    paper: { ...top.paper, note: [t(`transfer.view.${view}`), ...(view === 'all' ? describeFilters('transfers', query) : [])].join('; ') },
    node: [top.node,
      h('div', { class: 'filters row' }, h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('view')), counts.map(radio)), view === 'all' && createFilters({ resource: 'transfers', query, change })),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t('transfer.match')}${view === 'all' && query.state ? ` · ${codeLabel('transfer_state', query.state)}` : ''}`),
      list.node],
  };
}
