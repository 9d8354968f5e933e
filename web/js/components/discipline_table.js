/* Discipline decisions as a table: of an organisation and below, or of one member. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, field, fieldLabel } from '../core/store.js';
import { createTable } from './table.js';

await addWords('discipline');

const decisionState = (d) => h('span', { class: `st ${d.state === 'in_force' ? 'warn' : 'off'}` }, codeLabel('discipline_state', d.state));

const who = (d) => (d.member_id ? h('a', { class: 'strong', href: `/members/${d.member_id}` }, d.member_name) : h('a', { class: 'strong', href: `/organizations/${d.org_id}` }, d.org_name));

/** sort: { key, onsort } or nothing; ofOne: leaves out whom it is about. */
export function decisionTable({ sort, ofOne }) {
  const own = (name, more) => ({ key: name, label: fieldLabel('discipline', name), sort: sort && field('discipline', name).sort, ...more });
  return createTable({
    caption: t('discipline'), tall: !ofOne, sort, columns: [
      !ofOne && { key: 'subject', label: t('discipline.whom'), head: true, cell: (d) => [who(d), d.member_id && h('div', { class: 'small muted' }, d.org_name)] },
      own('form', { head: ofOne, cell: (d) => [codeLabel('discipline_form', d.form), (d.flags || []).map((f) => h('div', null, h('span', { class: 'st warn wrap' }, codeLabel('quality_flag', f)))), d.reason && h('div', { class: 'small muted pre' }, d.reason)] }),
      own('decided_on', { num: true, cell: (d) => [h('span', { class: 'nowrap' }, showDate(d.decided_on)), d.decision_number && h('div', { class: 'small muted' }, d.decision_number)] }),
      own('authority', { cell: (d) => codeLabel('authority', d.authority) }),
      own('state', { sort: null, cell: decisionState }),
      own('ends_on', { num: true, sort: null, cell: (d) => (d.ends_on ? showDate(d.ends_on) : t('discipline.no_end')) })].filter(Boolean),
  });
}

/** Everybody who reads it leaves a line in the log. */
export const readingNote = () => h('p', { class: 'small muted' }, t('discipline.recorded'));
