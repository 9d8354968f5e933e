/* A section of a record: shows its fields; section_edit.js, fetched when first asked for, edits them in place. */
import { h, replace, uniqueId } from '../core/dom.js';
import { showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';

/** A value as it stands on the page; hidden ones say so and may be asked for. */
export function valueNode(f, record, reveal) {
  const hidden = (record.hidden || []).includes(f.name);
  if (hidden) return h('span', { class: 'hid' }, t(reveal ? 'hidden' : 'not_allowed'));
  const text = f.show ? f.show(record[f.name]) : showValue(f, record[f.name]);
  return text === '' ? h('span', { class: 'muted' }, '–') : f.type === 'lines' ? h('span', { class: 'pre' }, text) : text;
}

/** path: of the object; record: as loaded; fields: of this section; reload(): after saving. */
export function createSection({ title, path, record, fields, editable, reload, reveal }) {
  const node = h('section', { class: 'panel' });
  const heading = uniqueId('sec');
  node.setAttribute('aria-labelledby', heading);

  let everything = false;
  const isHidden = (f) => (record.hidden || []).includes(f.name);

  /* Empty fields are folded away: a record has eighty, and most books fill a third. */
  function show() {
    const able = editable && fields.some((f) => f.patch);
    const full = fields.filter((f) => isHidden(f) || showValue(f, record[f.name]) !== '');
    const shown = everything || full.length === 0 ? fields : full;
    const folded = fields.length - shown.length;
    replace(node, h('header', null, h('h2', { id: heading }, title),
      reveal && fields.some(isHidden) && h('button', { class: 'btn btn-s', type: 'button', onclick: () => reveal() }, t('reveal'), h('span', { class: 'sr' }, ` ${title}`)),
      able && h('button', { class: 'btn btn-s', type: 'button', onclick: edit }, t('edit'), h('span', { class: 'sr' }, ` ${title}`))),
      h('dl', { class: 'dl pb' }, shown.map((f) => h('div', null, h('dt', null, labelOf(f)), h('dd', null, valueNode(f, record, reveal))))),
      folded > 0 && h('p', { class: 'pb fold' }, h('button', { class: 'linklike small muted', type: 'button', onclick: () => { everything = true; show(); } }, t('empty_fields', { n: folded }), h('span', { class: 'sr' }, ` ${title}`))));
  }

  const edit = async () => (await import('./section_edit.js')).editSection({ node, heading, title, path, record, fields, leave: show, reload });

  show();
  return node;
}
