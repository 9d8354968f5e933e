/* How a transfer stands, and what is due of it. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, today } from '../core/store.js';

await addWords('membership');

const SIGNS = { proposed: 'warn', sent: 'warn', arrived: 'ok', returned: 'info', refused: 'off', ended: 'off' };

export const transferState = (x) => h('span', { class: `st ${SIGNS[x.state] || 'off'}` }, codeLabel('transfer_state', x.state));

const waits = (x) => (x.state === 'proposed' ? x.send_by : x.state === 'sent' ? x.present_by : x.state === 'arrived' && x.kind === 'temporary' ? x.ends_on : null);

/** The day that counts now, and whether it has passed. */
export function dueOf(x) {
  const day = waits(x);
  return day && [h('span', { class: 'nowrap' }, showDate(day)), day < today() && [h('br'), h('span', { class: 'st bad' }, t('transfer.late'))]];
}
