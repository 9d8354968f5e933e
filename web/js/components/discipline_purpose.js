/* Why discipline files are read: asked once a session, sent with every reading, changed when the work changes. */
import { h } from '../core/dom.js';
import { addWords, t } from '../core/i18n.js';
import { draw } from '../core/router.js';

await addWords('discipline');

const KEY = 'chibo.purpose';
const PURPOSES = ['handle', 'advise', 'review', 'report'];

const kept = () => { try { const name = sessionStorage.getItem(KEY); return PURPOSES.includes(name) ? name : null; } catch { return null; } };
const keep = (name) => { try { if (name) sessionStorage.setItem(KEY, name); else sessionStorage.removeItem(KEY); } catch { /* asked again */ } };

/** The purpose in words, or null: nobody has said yet. */
export const purpose = () => kept() && t(`case.purpose.${kept()}`);

/** What is shown instead of a file until somebody says why it is read. */
export function purposeGate() {
  const choose = (name) => { keep(name); return draw(); };
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('case.purpose'))), h('div', { class: 'pb stack' }, h('p', null, t('case.purpose.lead')),
    h('div', { class: 'row' }, PURPOSES.map((name, i) => h('button', { class: `btn${i === 0 ? ' btn-primary' : ''}`, type: 'button', onclick: () => choose(name) }, t(`case.purpose.${name}`))))));
}

export const purposeLine = () => h('p', { class: 'small muted' }, t('case.purpose.now', { purpose: purpose() }), ' · ', h('button', { class: 'linklike', type: 'button', onclick: () => { keep(null); draw(); } }, t('case.purpose.change')));
