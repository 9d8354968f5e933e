/* The offices held in an organisation as editable rows; an office can be kept while its holder's work is suspended. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel } from '../core/store.js';
import { createRows } from './rows.js';

function activity(row) {
  const word = codeLabel('post_activity', row.activity);
  return [row.activity === 'suspended' ? h('span', { class: 'st warn' }, word) : word,
    row.suspended_from && h('div', { class: 'small muted' }, `${showDate(row.suspended_from)} – ${row.suspended_to ? showDate(row.suspended_to) : '…'} · ${row.suspended_by}`)];
}

/** id: the organisation; asOf: the day looked at, undefined for today with the ended offices. */
export const postRows = ({ id, asOf, editable }) => createRows({
  title: t('posts'), path: '/posts', resource: 'posts', columns: ['holder', 'post', 'term', 'from', 'to', 'activity'], leaveOut: ['org_id', 'org_name'], cells: { activity },
  list: { org: id, level: 'self', as_of: asOf, limit: 200 }, extra: { org_id: Number(id) }, item: (row) => `/posts/${row.id}`, editable: editable && can('post_write'),
});
