/* What an act is judged by, before it is done: each condition with sign, words, value and source of its rule. */
import { h } from '../core/dom.js';
import { addWords, t } from '../core/i18n.js';

await addWords('membership');

const kindOf = (c) => (c.state === 'met' ? 'ok' : c.state === 'excepted' ? 'info' : c.refuses ? 'bad' : 'warn');

function source(c) {
  return h('span', { class: 'small muted' }, ' · ', c.citation || t('rule.no_citation'), ' ', h('span', { class: 'tag' }, t(c.refuses ? 'rule.refuses' : 'rule.warns')));
}

/** conditions as /checklist gives them. What is met is folded into one line. */
export function conditionList(conditions) {
  const open = conditions.filter((c) => c.state !== 'met');
  const met = conditions.filter((c) => c.state === 'met');
  const line = (c) => h('li', null, h('span', { class: `st ${kindOf(c)}` }, c.detail), c.state === 'excepted' && h('span', { class: 'small muted' }, ` · ${t('condition.excepted')}`), source(c));
  return h('div', { class: 'stack-s' },
    open.length > 0 && h('ul', { class: 'conditions' }, open.map(line)),
    met.length > 0 && h('details', { class: 'wide' }, h('summary', { class: 'small' }, h('span', { class: 'st ok' }, t(open.length > 0 ? 'condition.met' : 'condition.all_met', { n: met.length }))), h('ul', { class: 'conditions' }, met.map(line))));
}

export const breaches = (conditions) => conditions.filter((c) => c.state === 'unmet' || c.state === 'unknown');
