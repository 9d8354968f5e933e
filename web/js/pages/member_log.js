/* Who changed this person's data, and who read the sensitive part of it. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel, fieldLabel } from '../core/store.js';
import { memberHead } from '../components/member_head.js';
import { logList } from '../components/log.js';

export async function render({ params, query, signal }) {
  const [record, history, readings] = await Promise.all([
    get(`/members/${params.id}`, { as_of: query.as_of }, { signal }), get(`/members/${params.id}/history`, null, { signal }),
    can('access_log_read') ? get(`/members/${params.id}/access-log`, { limit: 100 }, { signal }) : null]);
  const top = await memberHead({ record, current: 'log', asOf: query.as_of });
  const reading = (r) => h('li', null, h('time', { datetime: r.at }, showTime(r.at)), h('div', null, h('strong', null, r.actor || '–'), ` (${codeLabel('role', r.role)})`, h('br'),
    h('span', { class: 'small' }, (r.fields || []).map((name) => fieldLabel('members', name)).join(', '), r.purpose ? ` · ${t('purpose')}: ${r.purpose}` : '')));
  return {
    title: `${record.full_name} · ${t('log')}`, crumbs: top.crumbs, org: record.cell_id,
    node: [top.node, h('div', { class: 'cols cols-21' },
      h('section', { class: 'panel' }, h('header', null, h('h2', null, t('log.changes'))), h('div', { class: 'pb' }, logList('members', history.items))),
      readings && h('section', { class: 'panel' }, h('header', null, h('h2', null, t('log.readings'))), h('div', { class: 'pb' }, readings.items.length === 0 ? h('p', { class: 'muted' }, t('log.no_readings')) : h('ul', { class: 'tl' }, readings.items.map(reading)))))],
  };
}
