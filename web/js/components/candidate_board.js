/* Dossiers by how far they have come: a column a stretch of the way, what is due first on top. */
import { h } from '../core/dom.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel } from '../core/store.js';
import { createBoard } from './board.js';
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
const SHOWN = 'id,full_name,cell_name,next_step,due_on,due_state';

function card(r) {
  return h('li', { class: 'card' }, h('a', { class: 'strong', href: `/candidates/${r.id}` }, r.full_name), h('div', { class: 'small muted' }, r.cell_name),
    h('div', { class: 'small' }, t('board.next', { step: codeLabel('candidate_step', r.next_step) })), r.due_on && h('div', { class: 'small' }, t('board.due'), ' ', dueCell(r)));
}

/** conditions: of the list. */
export const candidateBoard = ({ conditions, signal }) => createBoard({
  title: t('board'), path: '/candidates', stretches: STRETCHES, filter: 'stage_in', query: { ...conditions, state: 'open', fields: SHOWN },
  heading: (name) => t(`board.${name}`), card, view: 'list', signal,
});
