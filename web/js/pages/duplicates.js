/* Pairs that may be one person: kept apart, or looked at side by side and merged. */
import { get, request } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { fieldLabel } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createTable } from '../components/table.js';
import { empty } from '../components/states.js';

const person = (p) => [h('a', { class: 'strong', href: `/members/${p.id}` }, p.full_name), h('div', { class: 'small muted' }, [showDate(p.born_on), p.record_number, p.cell_name].filter(Boolean).join(' · '))];

export async function render({ params, signal }) {
  const [top, found] = await Promise.all([organizationHead({ id: params.id, current: 'quality', signal }), get('/members/duplicates', { org: params.id }, { signal })]);
  async function apart(pair) {
    await request('POST', '/members/duplicates', { body: { one: pair.one.id, two: pair.two.id } });
    await draw();
  }
  const table = createTable({
    caption: t('duplicates'), columns: [
      { key: 'one', label: fieldLabel('members', 'full_name'), head: true, cell: (r) => person(r.one) }, { key: 'two', label: t('duplicates.other'), cell: (r) => person(r.two) },
      { key: 'points', label: t('duplicates.points'), num: true, cell: (r) => showNumber(r.points) },
      { key: 'acts', label: t('acts'), cell: (r) => h('span', { class: 'row' }, h('a', { class: 'btn btn-s', href: `/members/${r.one.id}/merge?from=${r.two.id}` }, t('duplicates.compare')), h('button', { class: 'btn btn-s', type: 'button', onclick: () => apart(r) }, t('duplicates.apart'))) }],
  });
  table.set(found.items);
  return {
    title: `${t('duplicates')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: top.paper,
    node: [top.node, h('div', { class: 'stack' }, h('h2', null, t('duplicates')), h('p', { class: 'muted' }, t('duplicates.lead')), found.items.length === 0 ? empty(t('duplicates.none'), h('a', { class: 'btn', href: `/organizations/${params.id}/quality` }, t('quality'))) : table.node)],
  };
}
