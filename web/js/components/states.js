/* Loading, empty and error: always in words, always with the next thing to do. */
import { Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';

export const loading = () => h('p', { class: 'muted', role: 'status' }, t('loading'));

/** Nothing here, and what one may do about it. */
export const empty = (text, act) => h('div', { class: 'empty' }, h('p', null, text), act);

export const note = (text, kind = '') => h('div', { class: `note ${kind}`, role: kind === 'n-bad' ? 'alert' : 'status' }, text);

/** A page instead of the one that failed. */
export function errorPage(error, again) {
  const status = error instanceof Problem ? error.status : -1;
  const key = { 0: 'away', 403: 'forbidden', 404: 'missing', 410: 'missing', 429: 'throttled', 503: 'busy' }[status] || 'unexpected';
  const id = error instanceof Problem && error.body.request_id;
  return {
    title: t(`error.${key}.title`),
    node: h('div', { class: 'stack' },
      h('h1', null, t(`error.${key}.title`)),
      h('p', null, t(`error.${key}`)),
      id && key === 'unexpected' && h('p', { class: 'small muted' }, t('error.request', { id })),
      h('p', { class: 'row' },
        key !== 'missing' && key !== 'forbidden' && h('button', { class: 'btn', type: 'button', onclick: () => again() }, t('again')),
        h('a', { class: 'btn', href: '/' }, t('home')))),
  };
}

/** What a refused act says: the rule with its value and citation, or the field errors in words. */
export function problemNote(problem) {
  if (!(problem instanceof Problem)) throw problem;
  const errors = problem.errors;
  return h('div', { class: 'note n-bad', role: 'alert' },
    h('strong', null, problem.status === 0 ? t('error.away') : problem.body.title || problem.message),
    problem.body.detail && problem.body.detail !== problem.body.title ? [' ', problem.body.detail] : null,
    errors.length > 0 && h('ul', { class: 'stack-s' }, errors.map((e) => h('li', null, ruleLine(e)))));
}

/** One error of a problem document; a rule names its value and source. */
export function ruleLine(e) {
  return [e.detail, (e.value || e.citation) && h('span', { class: 'rule' }, t('rule'), ' ', h('b', null, e.value ? `${e.rule || e.code} = ${e.value}` : e.rule || e.code),
    e.citation ? ` · ${t('citation')}: ${e.citation}` : '')];
}
