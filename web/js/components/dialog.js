/* A guided act: what will happen, the fields, the effect in one sentence, a button that names the act. */
import { h, replace, uniqueId } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { problemNote } from './states.js';

/**
 * Opens a dialog. `body` is a node (without `button` it holds the buttons that submit); `act(close)` runs on the primary button and may throw a Problem,
 * which is shown inside. Resolves when the dialog is gone, with what `act` gave (undefined when left).
 */
export function openDialog({ title, lead, body, button, act, wide, extra }) {
  return new Promise((resolve) => {
    const id = uniqueId('dialog');
    const refused = h('div');
    let result;
    const primary = act && h('button', { class: 'btn btn-primary', type: 'submit' }, button);
    const dialog = h('dialog', { class: wide ? 'w-l' : null, 'aria-labelledby': id },
      h('form', {
        novalidate: true,
        onsubmit: async (event) => {
          event.preventDefault();
          if (primary.disabled) return;
          primary.disabled = true;
          try {
            result = await act();
            if (result !== false) dialog.close();
          } catch (error) {
            replace(refused, problemNote(error));
          } finally {
            primary.disabled = false;
          }
        },
      },
      h('div', { class: 'dh' }, h('h2', { id }, title), lead && h('p', { class: 'muted' }, lead)),
      h('div', { class: 'db stack' }, refused, body),
      h('div', { class: 'df' }, button && primary, h('button', { class: 'btn', type: 'button', onclick: () => dialog.close() }, button ? t('cancel') : t('close')), extra && extra(() => dialog.close()))));
    dialog.addEventListener('close', () => { dialog.remove(); resolve(result === false ? undefined : result); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
