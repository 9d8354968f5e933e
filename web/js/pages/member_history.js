/* A person's life in the organisation: coming, running and ended facts. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { memberHead, lifeLines } from '../components/member_head.js';

export async function render({ params, query, signal }) {
  const [record, history] = await Promise.all([get(`/members/${params.id}`, { as_of: query.as_of }, { signal }), get(`/members/${params.id}/history`, null, { signal })]);
  const top = await memberHead({ record, current: 'history', asOf: query.as_of });
  return { title: `${record.full_name} · ${t('history')}`, crumbs: top.crumbs, org: record.cell_id, node: [top.node, h('section', { class: 'panel' }, h('div', { class: 'pb' }, h('h2', { class: 'sr' }, t('history')), lifeLines(history)))] };
}
