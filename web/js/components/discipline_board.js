/* Discipline cases under way by where they stand: a column a stretch of the way, what is due first on top. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, today } from '../core/store.js';
import { createBoard } from './board.js';
import { subjectName } from './discipline_head.js';

await addWords('discipline');
await addWords('membership');

const STRETCHES = [
  ['received', ['received', 'verifying']],
  ['concluded', ['concluded', 'reviewed']],
  ['voted', ['voted', 'proposed']],
  ['decided', ['decided']],
  ['deferred', ['deferred']],
  ['appealed', ['appealed']],
];

/** The states of cases somebody has to work on. */
export const UNDER_WAY = STRETCHES.flatMap(([, states]) => states);

function card(d) {
  const late = d.due_on && d.due_on < today();
  return h('li', { class: 'card' }, h('a', { class: 'strong', href: `/discipline/${d.id}` }, subjectName(d)), h('div', { class: 'small' }, d.title), d.member_id && h('div', { class: 'small muted' }, d.org_name),
    d.form && h('div', { class: 'small' }, codeLabel('discipline_form', d.form)), d.due_on && h('div', { class: 'small' }, t('board.due'), ' ', h('span', { class: `st ${late ? 'bad' : 'off'}` }, showDate(d.due_on))));
}

/** conditions: of the list. */
export const disciplineBoard = ({ conditions, signal }) => createBoard({
  title: t('case.board'), path: '/discipline', stretches: STRETCHES, filter: 'state_in', query: conditions, heading: (name) => t(`case.board.${name}`), card, view: 'open', signal,
});
