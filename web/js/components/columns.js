/* Which columns a list shows; kept in the URL, so that a colleague sees the same. */
import { h } from '../core/dom.js';
import { labelOf, t } from '../core/i18n.js';
import { fields, store, can } from '../core/store.js';

export function createColumnMenu({ resource, shown, fixed = [], standard, change }) {
  const all = fields(resource).filter((f) => !f.object_only && f.type !== 'json' && f.type !== 'uid' && !['id', 'version', 'cell_id', 'cell_code', 'locality_id', 'parent_id'].includes(f.name));
  const groups = store.dictionary[resource].groups;
  const find = h('input', { class: 'input', 'aria-label': t('columns.find'), placeholder: t('columns.find'), autocomplete: 'off' });
  const items = all.map((f) => {
    const refused = f.sensitive && !can('member_sensitive');
    const box = h('input', { type: 'checkbox', checked: shown.includes(f.name), disabled: refused || fixed.includes(f.name), onchange: () => apply() });
    const row = h('li', null, h('label', null, box, labelOf(f), f.sensitive && h('span', { class: 'tag right' }, t(refused ? 'not_allowed' : 'sensitive_logged'))));
    return { f, box, row };
  });
  find.addEventListener('input', () => { for (const i of items) i.row.hidden = !labelOf(i.f).toLocaleLowerCase('vi').includes(find.value.toLocaleLowerCase('vi')); });
  function apply() {
    const names = items.filter((i) => i.box.checked).map((i) => i.f.name);
    const sensitive = items.some((i) => i.box.checked && i.f.sensitive);
    const same = names.length === standard.length && names.every((n) => standard.includes(n));
    change({ columns: same ? null : names.join(','), include: sensitive ? 'sensitive' : null });
  }
  return h('details', { class: 'menu', id: 'columns' }, h('summary', null, t('columns', { n: shown.length, all: all.length })), h('div', { class: 'pop' }, find,
    h('div', { class: 'pop-scroll' }, groups.map((g) => {
      const of = items.filter((i) => i.f.group === g.name);
      return of.length > 0 && h('fieldset', null, h('legend', { class: 'label' }, labelOf(g)), h('ul', null, of.map((i) => i.row)));
    })),
    h('button', { class: 'btn btn-s', type: 'button', onclick: () => change({ columns: null, include: null }) }, t('columns.standard'))));
}
