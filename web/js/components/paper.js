/* The way from a record or a list to a Word paper about it; what fills it is fetched when it is first needed. */
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { can } from '../core/store.js';

/** order: { members: [ids] }, { transfers: [ids] }, { candidates: [ids] }, { discipline: [ids] } or { organization: { id, name } }. */
export const makePaper = (order) => import('./fill_template.js').then((m) => m.fillTemplate(order));

export const mayMakePapers = () => can('template_fill');

export const paperButton = (order) => mayMakePapers() && h('button', { class: 'btn', type: 'button', onclick: () => makePaper(order) }, t('paper'));
