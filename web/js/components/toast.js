/* What was just done, in one line at the bottom, with the way back where there is one. */
import { request, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { reloadTree } from './frame.js';

let place = null;

/** Takes a save back and says so, or why not. */
export async function undoSave(save) {
  try {
    await request('POST', `/audit/${save}/undo`);
    toast(t('undone'));
    reloadTree();
    await draw();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    toast(error.body.detail || error.message);
  }
}

/** Shows a line; `save` is the number of a save that can be taken back. It stays until it is closed or replaced. */
export function toast(text, save) {
  if (!place) {
    place = h('div', { class: 'toast', role: 'status' });
    document.body.append(place);
  }
  place.hidden = false;
  replace(place, h('span', null, text), save && h('button', { class: 'btn btn-s', type: 'button', onclick: () => undoSave(save) }, t('undo')),
    h('button', { class: 'btn btn-s btn-quiet', type: 'button', onclick: () => { place.hidden = true; } }, t('close')));
}
