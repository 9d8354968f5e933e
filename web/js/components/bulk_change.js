/* One change for all ticked members: which field, which value, from which day; then the full list. */
import { h, replace, uniqueId } from '../core/dom.js';
import { showNumber, showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { field, fieldLabel, fields } from '../core/store.js';
import { createForm, fieldRow } from './form.js';
import { createTable } from './table.js';
import { previewAct } from './preview.js';

function planOf(plan) {
  const texts = (changes, at) => Object.entries(changes || {}).map(([name, pair]) => `${fieldLabel('members', name)}: ${showValue(field('members', name) || {}, pair[at]) || t('none')}`).join('; ');
  const table = createTable({
    caption: t('preview'), tall: true, columns: [
      { key: 'full_name', label: fieldLabel('members', 'full_name'), head: true, cell: (r) => r.full_name },
      { key: 'old', label: t('bulk.old'), cell: (r) => texts(r.changes, 0) }, { key: 'new', label: t('bulk.new'), cell: (r) => (r.refused ? h('span', { class: 'st bad' }, r.refused) : texts(r.changes, 1)) }],
  });
  table.set(plan.items);
  return h('div', { class: 'stack' }, h('p', null, t('bulk.sums', { changed: showNumber(plan.changed), unchanged: showNumber(plan.unchanged), refused: showNumber(plan.refused) })),
    plan.refused > 0 && h('div', { class: 'note n-bad', role: 'alert' }, t('bulk.refused')), plan.items.length > 0 && table.node);
}

export function bulkChange(ids) {
  const usable = fields('members').filter((f) => f.patch && !['text', 'lines'].includes(f.type) ? true : f.patch && ['workplace', 'residence', 'residence_province', 'residence_commune', 'hometown', 'hometown_province', 'hometown_commune', 'card_issued_by', 'note', 'nationality'].includes(f.name))
    .filter((f) => !['cell_id', 'locality_id', 'personal_id', 'old_id_number', 'record_number', 'card_number', 'old_card_number', 'full_name'].includes(f.name));
  const id = uniqueId('bulk');
  let row = fieldRow(usable[0], null);
  const place = h('div', null, row.node);
  const dated = createForm([{ ...field('placements', 'effective_on'), required: false }, { name: 'reason', type: 'text', label_vi: 'Lý do', label_en: 'Reason' }]);
  const select = h('select', { class: 'input', id, onchange: () => { row = fieldRow(usable.find((f) => f.name === select.value), null); replace(place, row.node); } }, usable.map((f) => h('option', { value: f.name }, labelOf(f))));
  return previewAct({
    title: t('bulk'), lead: t('bulk.lead', { n: showNumber(ids.length) }), path: '/members/changes',
    form: h('div', { class: 'stack' }, h('div', { class: 'field' }, h('label', { for: id }, t('filter.field')), select), place, dated.node),
    showProblem: (problem) => { dated.showProblem(problem); return true; },
    body: () => {
      const rest = dated.given();
      const value = row.read();
      if (!rest || value === undefined) return null;
      return { members: ids, values: { [select.value]: value }, ...rest };
    },
    plan: planOf, button: (plan) => t('bulk.button', { n: showNumber(plan.changed) }), done: (plan) => t('bulk.done', { n: showNumber(plan.changed) }),
  });
}
