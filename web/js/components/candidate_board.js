/* Dossiers by how far they have come: a column a stretch of the way, what is due first on top. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { withQuery } from '../core/router.js';
import { codeLabel } from '../core/store.js';
import { dueCell } from './due.js';

await addWords('membership');

/* The stretches, by the step that was passed last. */
const STRETCHES = [
  ['source', ['listed', 'sympathizer']],
  ['learning', ['awareness_course']],
  ['file', ['application', 'verification', 'opinions']],
  ['vote', ['cell_vote', 'section_review', 'committee_vote']],
  ['ceremony', ['decision']],
  ['probation', ['ceremony', 'recognition_review']],
  ['recognition', ['recognition_cell_vote', 'recognition_committee_vote']],
];
const SHOWN = 20;

function card(r) {
  return h('li', { class: 'card' }, h('a', { class: 'strong', href: `/candidates/${r.id}` }, r.full_name), h('div', { class: 'small muted' }, r.cell_name),
    h('div', { class: 'small' }, t('board.next', { step: codeLabel('candidate_step', r.next_step) })), r.due_on && h('div', { class: 'small' }, t('board.due'), ' ', dueCell(r)));
}

/** conditions: of the list. */
export async function candidateBoard({ conditions, signal }) {
  const columns = await Promise.all(STRETCHES.map(([name, stages]) => get('/candidates', {
    ...conditions, state: 'open', stage_in: stages.join(','), sort: 'due_on', limit: SHOWN, count: 'exact', fields: 'id,full_name,cell_name,next_step,due_on,due_state',
  }, { signal }).then((page) => ({ name, stages, page }))));
  return {
    total: columns.reduce((sum, c) => sum + c.page.total, 0),
    node: h('div', { class: 'board', role: 'region', tabindex: '0', 'aria-label': t('board') }, columns.map(({ name, stages, page }) => h('section', { 'aria-labelledby': `b-${name}` },
      h('h2', { id: `b-${name}` }, t(`board.${name}`), ' ', h('span', { class: 'tag' }, showNumber(page.total))),
      page.items.length > 0 ? h('ul', { class: 'stack-s' }, page.items.map(card)) : h('p', { class: 'small muted' }, t('board.none')),
      page.total > SHOWN && h('p', { class: 'small' }, h('a', { href: withQuery({ view: 'list', stage_in: stages.join(',') }) }, t('board.all', { n: showNumber(page.total) })))))),
  };
}
