/* Discipline cases under way by where they stand: a column a stretch of the way, what is due first on top. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { withQuery } from '../core/router.js';
import { codeLabel, today } from '../core/store.js';
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
const SHOWN = 20;

/** The states of cases somebody has to work on. */
export const UNDER_WAY = STRETCHES.flatMap(([, states]) => states);

function card(d) {
  const late = d.due_on && d.due_on < today();
  return h('li', { class: 'card' }, h('a', { class: 'strong', href: `/discipline/${d.id}` }, subjectName(d)), h('div', { class: 'small' }, d.title), d.member_id && h('div', { class: 'small muted' }, d.org_name),
    d.form && h('div', { class: 'small' }, codeLabel('discipline_form', d.form)), d.due_on && h('div', { class: 'small' }, t('board.due'), ' ', h('span', { class: `st ${late ? 'bad' : 'off'}` }, showDate(d.due_on))));
}

/** conditions: of the list. */
export async function disciplineBoard({ conditions, signal }) {
  const columns = await Promise.all(STRETCHES.map(([name, states]) => get('/discipline', { ...conditions, state_in: states.join(','), sort: 'due_on', limit: SHOWN, count: 'exact' }, { signal }).then((page) => ({ name, states, page }))));
  return {
    total: columns.reduce((sum, c) => sum + c.page.total, 0),
    node: h('div', { class: 'board', role: 'region', tabindex: '0', 'aria-label': t('case.board') }, columns.map(({ name, states, page }) => h('section', { 'aria-labelledby': `b-${name}` },
      h('h2', { id: `b-${name}` }, t(`case.board.${name}`), ' ', h('span', { class: 'tag' }, showNumber(page.total))),
      page.items.length > 0 ? h('ul', { class: 'stack-s' }, page.items.map(card)) : h('p', { class: 'small muted' }, t('board.none')),
      page.total > SHOWN && h('p', { class: 'small' }, h('a', { href: withQuery({ view: 'open', state_in: states.join(',') }) }, t('board.all', { n: showNumber(page.total) })))))),
  };
}
