/* The state of a membership: sign and word. */
import { h } from '../core/dom.js';
import { codeLabel } from '../core/store.js';

const KINDS = { official: 'ok', probationary: 'info' };

export function statusMark(member) {
  const out = [h('span', { class: `st ${KINDS[member.status] || 'off'}` }, codeLabel('member_status', member.status))];
  if (member.activity && member.activity !== 'active' && KINDS[member.status]) out.push(' ', h('span', { class: 'tag' }, codeLabel('activity', member.activity)));
  return out;
}
