/* An organisation through time: its facts and whom it belonged to, with who recorded them. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showTime, showValue } from '../core/format.js';
import { t } from '../core/i18n.js';
import { field, fieldLabel, today } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';

const open = (x) => (x.from && x.from > today() ? '…' : t('filter.now')); /* what begins later does not last until now */
const span = (x) => `${showDate(x.from) || '…'} – ${x.to ? showDate(x.to) : open(x)}`;
const by = (x) => h('span', { class: 'small muted' }, ` · ${x.actor || '–'}, ${showTime(x.recorded_at)}${x.reason ? ` · ${x.reason}` : ''}${x.superseded_at ? ` · ${t('superseded', { at: showTime(x.superseded_at) })}` : ''}`);

const name = (o) => (o ? h('a', { href: `/organizations/${o.id}` }, o.name) : t('elsewhere'));

export async function render({ params, query, signal }) {
  const [top, history] = await Promise.all([organizationHead({ id: params.id, asOf: query.as_of, current: 'history', signal }), get(`/organizations/${params.id}/history`, null, { signal })]);
  const facts = (x) => ['name', 'code', 'kind', 'category', 'status'].filter((k) => x[k]).map((k) => h('div', null, `${fieldLabel('organizations', k)}: `, h(x.superseded_at ? 'span' : 'strong', { class: x.superseded_at ? 'del' : null }, showValue(field('organizations', k), x[k])), k === 'status' && x.status_by && ` (${x.status_by})`));
  return {
    title: `${t('history')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: top.paper,
    node: [top.node, h('div', { class: 'cols' },
      h('section', { class: 'panel' }, h('header', null, h('h2', null, t('history.facts'))), h('ul', { class: 'tl pb' }, history.facts.map((x) => h('li', null, h('span', { class: 'd' }, span(x)), h('div', null, facts(x), by(x)))))),
      h('section', { class: 'panel' }, h('header', null, h('h2', null, t('history.placements'))), history.placements.length === 0 ? h('p', { class: 'pb muted' }, t('rows.none')) : h('ul', { class: 'tl pb' }, history.placements.map((x) => h('li', null, h('span', { class: 'd' }, span(x)),
        h('div', null, x.parent ? h('a', { href: `/organizations/${x.parent.id}` }, x.parent.name) : t('elsewhere'), by(x)))))),
      history.lineage.length > 0 && h('section', { class: 'panel' }, h('header', null, h('h2', null, t('history.lineage'))), h('ul', { class: 'tl pb' }, history.lineage.map((x) => h('li', null, h('span', { class: 'd' }, showDate(x.on)),
        h('div', null, name(x.from), ` → ${t(`lineage.${x.kind}`)} → `, name(x.to), x.decision ? h('span', { class: 'small muted' }, ` · ${x.decision}`) : null))))))],
  };
}
