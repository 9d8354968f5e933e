/* The fields for whoever writes a template in Word: by kind of paper, each copied by one press. */
import { h, replace, uniqueId } from '../core/dom.js';
import { labelOf, t } from '../core/i18n.js';
import { toast } from './toast.js';

/* Browsers give their clipboard only to secure pages; on a plain one the older way still works. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = h('textarea', { class: 'sr', value: text });
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  toast(t('template.copied', { field: text }));
}

export function fieldsPanel(subjects) {
  const id = uniqueId('fields');
  const list = h('div', { class: 'stack' });
  const select = h('select', { class: 'input', id, onchange: show }, subjects.map((s) => h('option', { value: s.code }, labelOf(s))));
  const button = (f) => h('li', null, h('button', { class: 'btn btn-s', type: 'button', title: labelOf(f), onclick: () => copy(f.text) }, f.text), f.sensitive && h('span', { class: 'small muted' }, ` ${t('template.sensitive')}`));
  function show() {
    const subject = subjects.find((s) => s.code === select.value);
    replace(list, subject.groups.map((g) => h('details', { open: g.code !== 'member' && g.code !== 'rows' }, h('summary', null, `${labelOf(g)} (${g.fields.length})`), h('ul', { class: 'row mt' }, g.fields.map(button)))));
  }
  show();
  return h('section', { class: 'panel', 'aria-labelledby': `${id}-t` }, h('header', null, h('h2', { id: `${id}-t` }, t('template.fields'))),
    h('div', { class: 'pb stack' }, h('p', { class: 'muted' }, t('template.fields.lead')), h('div', { class: 'field' }, h('label', { for: id }, t('template.subject')), select), list));
}
