/* Deadlines in words: a sign, the day, and never "overdue" before every extension has run out. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { codeLabel } from '../core/store.js';

const KINDS = { coming: 'off', ended: 'info', in_procedure: 'warn', overdue: 'bad' };

export const dueMark = (state) => state && h('span', { class: `st ${KINDS[state] || 'off'}` }, codeLabel('due_state', state));

/** The day, and the state when there is something to say about it. */
export function dueCell(row) {
  if (!row.due_on) return '';
  return [h('span', { class: 'nowrap' }, showDate(row.due_on)), row.due_state && row.due_state !== 'coming' && [h('br'), dueMark(row.due_state)]];
}

/** "còn 12 ngày", "hôm nay", "quá 3 ngày" */
export function daysLeft(days) {
  if (days === null || days === undefined) return '';
  return days === 0 ? t('due.today') : t(days > 0 ? 'due.left' : 'due.past', { n: Math.abs(days) });
}
