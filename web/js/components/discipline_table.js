/* Discipline as a table: of an organisation and below, or of one member; decisions, and for those who keep them cases. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { can, codeLabel, field, fieldLabel } from '../core/store.js';
import { caseState, subjectLink, subjectName } from './discipline_head.js';
import { createTable } from './table.js';

await addWords('discipline');

/* The way into the file, for those who read files. */
const fileLink = (d) => (d.case || can('discipline_all')) && h('div', { class: 'small' }, h('a', { href: `/discipline/${d.id}` }, d.title || t('case.open_at'), h('span', { class: 'sr' }, ` ${subjectName(d)}`)));

/** sort: { key, onsort } or nothing; ofOne: leaves out whom it is about; cases: with what runs on them. */
export function decisionTable({ sort, ofOne, cases }) {
  const own = (name, more) => ({ key: name, label: fieldLabel('discipline', name), sort: sort && field('discipline', name).sort, ...more });
  return createTable({
    caption: t('discipline'), tall: !ofOne, sort, columns: [
      !ofOne && { key: 'subject', label: t('discipline.whom'), head: true, cell: (d) => [subjectLink(d), d.member_id && h('div', { class: 'small muted' }, d.org_name), fileLink(d)] },
      own('form', { head: ofOne, cell: (d) => [d.form ? codeLabel('discipline_form', d.form) : '–', (d.flags || []).map((f) => h('div', null, h('span', { class: 'st warn wrap' }, codeLabel('quality_flag', f)))), d.reason && h('div', { class: 'small muted pre' }, d.reason), ofOne && fileLink(d)] }),
      own('decided_on', { num: true, cell: (d) => [h('span', { class: 'nowrap' }, showDate(d.decided_on)), d.decision_number && h('div', { class: 'small muted' }, d.decision_number)] }),
      own('authority', { cell: (d) => codeLabel('authority', d.authority) }),
      own('state', { sort: null, cell: caseState }),
      cases && own('due_on', { num: true, cell: (d) => showDate(d.due_on) }),
      own('ends_on', { num: true, sort: null, cell: (d) => (d.ends_on ? showDate(d.ends_on) : d.announced_on || !d.case ? t('discipline.no_end') : '') })].filter(Boolean),
  });
}

/** Everybody who reads it leaves a line in the log. */
export const readingNote = () => h('p', { class: 'small muted' }, t('discipline.recorded'));
