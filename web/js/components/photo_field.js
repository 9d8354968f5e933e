/* A photograph chosen before the record is there: shown at once, sent when there is somebody to give it to. */
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';

const LARGEST = 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png'];

export function photoField() {
  let chosen = null;
  const canvas = h('canvas', { class: 'photo', width: 144, height: 192, role: 'img', 'aria-label': t('photo') });
  const empty = h('div', { class: 'photo', 'aria-hidden': 'true' }, t('photo'));
  const place = h('div', null, empty);
  const error = h('div', { class: 'err', role: 'alert', hidden: true });
  const file = h('input', { class: 'sr', type: 'file', accept: TYPES.join(','), tabindex: '-1', 'aria-label': t('photo.set'), onchange: take });
  const button = h('button', { class: 'btn', type: 'button', onclick: () => file.click() }, t('photo.add'));
  const drop = h('button', { class: 'btn btn-quiet', type: 'button', hidden: true, onclick: () => { chosen = null; file.value = ''; show(); } }, t('photo.drop'));
  function show() {
    replace(place, chosen ? canvas : empty);
    button.textContent = t(chosen ? 'photo.change' : 'photo.add');
    drop.hidden = !chosen;
  }
  async function take() {
    const [picked] = file.files;
    if (!picked) return;
    error.hidden = true;
    try {
      if (!TYPES.includes(picked.type) || picked.size > LARGEST) throw new Error('unfit');
      const image = await createImageBitmap(picked);
      const scale = Math.max(canvas.width / image.width, canvas.height / image.height);
      canvas.getContext('2d').drawImage(image, (canvas.width - image.width * scale) / 2, (canvas.height - image.height * scale) / 2, image.width * scale, image.height * scale);
      chosen = picked;
    } catch {
      chosen = null;
      file.value = '';
      error.hidden = false;
      replace(error, t('photo.unfit'));
    }
    show();
  }
  return { node: h('div', { class: 'row photo-field' }, place, h('div', { class: 'stack' }, h('p', { class: 'small muted' }, t('photo.hint')), h('div', { class: 'row' }, button, drop), file, error)), file: () => chosen };
}
