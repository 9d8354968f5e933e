/* One step of a dossier or case in its timeline: when, what, by whom, what was warned of, whether it was taken back. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';

await addWords('membership');

/** words: what it was; lines: further facts, empty ones left out. */
export function stepItem(s, words, lines = []) {
  const warned = (s.judged || []).filter((j) => j.state === 'unmet' || j.state === 'unknown');
  return h('li', null, h('time', { datetime: s.day }, showDate(s.day)), h('div', null,
    s.undone ? [h('span', { class: 'del' }, words), h('div', { class: 'small muted' }, t('step.was_undone', { reason: s.undone_reason || '–' }))] : h('span', null, words),
    lines.filter(Boolean).map((line) => h('div', { class: 'small' }, line)), s.note && h('div', { class: 'small pre' }, s.note),
    h('div', { class: 'small muted' }, t('step.by', { who: s.recorded_by || '–' })),
    !s.undone && warned.length > 0 && h('details', { class: 'wide' }, h('summary', { class: 'small' }, t('step.warned', { n: warned.length })), h('ul', { class: 'conditions' }, warned.map((j) => h('li', null, h('span', { class: 'st warn' }, j.detail)))))));
}
