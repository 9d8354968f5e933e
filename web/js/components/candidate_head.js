/* The head of a dossier: name, what everybody asks first, and the way with what is done and what comes next. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, field, fieldLabel } from '../core/store.js';
import { valueNode } from './section.js';

await addWords('membership');

const RECOGNITION = 'recognition_';

/* Before the ceremony the way to it, after it the way to the recognition: fifteen steps side by side nobody reads. */
function phaseOf(checklist) {
  const admitted = checklist.steps.some((s) => s.step === 'ceremony' && s.state === 'done');
  return checklist.steps.filter((s) => (admitted ? s.step === 'ceremony' || s.step.startsWith(RECOGNITION) : !s.step.startsWith(RECOGNITION)));
}

/** The steps as a line; the next one is marked and has its deadline. */
export function stageLine(checklist) {
  const steps = phaseOf(checklist);
  const below = (s) => (s.state === 'done' ? showDate(s.day) : s.step === checklist.next_step && checklist.due ? t('stage.due', { day: showDate(checklist.due.due_on) }) : null);
  return h('ol', { class: 'stage', 'aria-label': t('candidate.way') }, steps.map((s, i) => h('li', { 'data-n': i + 1, class: s.state === 'done' ? 'done' : null, 'aria-current': s.step === checklist.next_step ? 'step' : null },
    codeLabel('candidate_step', s.step), s.state === 'done' && h('b', { class: 'sr' }, ` (${t('stage.done')})`), below(s) && h('span', null, below(s)))));
}

/** "bước 7 trong 11" of the way from the listing to the recognition. */
export function placeOf(checklist, step) {
  return t('candidate.place', { at: checklist.steps.findIndex((s) => s.step === step) + 1, all: checklist.steps.length });
}

const person = (id, name) => (id ? h('a', { href: `/members/${id}` }, name || t('candidate.somebody')) : null);

export function candidateFacts(record, checklist) {
  const item = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value || '–'));
  const own = (name) => item(fieldLabel('candidates', name), valueNode(field('candidates', name), record));
  return h('dl', { class: 'kv' },
    own('born_on'), item(t('cell'), h('a', { href: `/organizations/${record.cell_id}` }, record.cell_name)), own('source'),
    item(t('candidate.helpers'), [person(record.helper_id, record.helper_name), record.helper2_id && [', ', person(record.helper2_id, record.helper2_name)]]),
    item(t('candidate.introducers'), [person(record.introducer_id, record.introducer_name), record.introducer2_id && [', ', person(record.introducer2_id, record.introducer2_name)], record.introducing_body && [record.introducer_id ? ', ' : '', codeLabel('introducing_body', record.introducing_body)]]),
    record.member_id && item(t('candidate.member'), h('a', { href: `/members/${record.member_id}` }, record.full_name)),
    checklist.due && checklist.due.probation_ends_on && item(fieldLabel('candidates', 'probation_ends_on'), showDate(checklist.due.probation_ends_on)));
}
