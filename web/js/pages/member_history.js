/* A person's life in the organisation: coming, running and ended facts; the acts that made them. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { can, codeLabel } from '../core/store.js';
import { changesPanel } from '../components/member_acts.js';
import { memberHead, lifeLines } from '../components/member_head.js';
import { transferState } from '../components/transfer_state.js';

await addWords('membership');

function transferPanel(transfers) {
  if (transfers.length === 0) return null;
  const line = (x) => h('li', null, h('span', { class: 'd' }, showDate(x.sent_on) || '–'), h('div', null, h('a', { href: `/transfers/${x.id}` }, `${x.from_name} → ${x.to_name}`), ' ', transferState(x), x.letter_number && h('div', { class: 'small muted' }, x.letter_number)));
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('transfers'))), h('ul', { class: 'tl pb' }, transfers.map(line)));
}

/* Whom the member helps on the way into the Party, or through the probation. */
function helpingPanel(dossiers) {
  if (dossiers.length === 0) return null;
  const line = (c) => h('li', null, h('span', { class: 'd' }, codeLabel('candidate_state', c.state)), h('div', null, h('a', { href: `/candidates/${c.id}` }, c.full_name), h('div', { class: 'small muted' }, [c.cell_name, codeLabel('candidate_step', c.stage)].join(' · '))));
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('helping'))), h('ul', { class: 'tl pb' }, dossiers.map(line)));
}

export async function render({ params, query, signal }) {
  const path = `/members/${params.id}`;
  const include = can('member_sensitive') ? 'sensitive' : undefined;
  const helped = (name) => (can('candidate_read') ? get('/candidates', { [name]: params.id, limit: 100 }, { signal }).then((page) => page.items) : []);
  const [record, history, changes, transfers, first, second] = await Promise.all([
    get(path, { as_of: query.as_of }, { signal }), get(`${path}/history`, null, { signal }), get(`${path}/status-changes`, { sort: '-id', limit: 100, include }, { signal }),
    can('transfer_read') ? get('/transfers', { member_id: params.id, limit: 100 }, { signal }) : { items: [] }, helped('helper_id'), helped('helper2_id')]);
  const top = await memberHead({ record, current: 'history', asOf: query.as_of });
  return {
    title: `${record.full_name} · ${t('history')}`, crumbs: top.crumbs, org: record.cell_id,
    node: [top.node, h('div', { class: 'cols cols-21' }, h('section', { class: 'panel' }, h('div', { class: 'pb' }, h('h2', { class: 'sr' }, t('history')), lifeLines(history))), h('div', { class: 'stack' }, changesPanel(record, changes.items), transferPanel(transfers.items), helpingPanel([...first, ...second])))],
  };
}
