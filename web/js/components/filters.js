/* The conditions of a list: one chip each, kept in the URL under the names the API knows. */
import { h, replace } from '../core/dom.js';
import { parseDate, showDate } from '../core/format.js';
import { hintOf, labelOf, t } from '../core/i18n.js';
import { codes, codeLabel, fields, store } from '../core/store.js';
import { openDialog } from './dialog.js';
import { uniqueId } from '../core/dom.js';

const SUFFIXES = ['', '_from', '_to', '_in'];

/** Query values that are filters of the resource: { name: value }. */
export function filtersOf(resource, query) {
  const out = {};
  for (const f of fields(resource)) {
    if (!f.filter) continue;
    for (const suffix of SUFFIXES) if (query[f.name + suffix] !== undefined) out[f.name + suffix] = query[f.name + suffix];
  }
  return out;
}

/** Whether a filter reads sensitive data; only an explicit include allows that. */
export const filtersSensitive = (resource, query) => fields(resource).some((f) => f.sensitive && SUFFIXES.some((s) => query[f.name + s] !== undefined));

function describe(f, query) {
  const show = (v) => (v === 'empty' || v === 'null' ? t('filter.empty') : f.type === 'code' ? codeLabel(f.codes, v) : f.type.endsWith('date') ? showDate(v) : v);
  if (query[`${f.name}_in`] !== undefined) return query[`${f.name}_in`].split(',').map(show).join(', ');
  if (query[f.name] !== undefined) return show(query[f.name]);
  const from = query[`${f.name}_from`];
  const to = query[`${f.name}_to`];
  return `${from ? showDate(from) : '…'} – ${to ? showDate(to) : t('filter.now')}`;
}

const without = (f) => Object.fromEntries(SUFFIXES.map((s) => [f.name + s, null]));

/* The inputs for one field's condition; read() → changes to the query, or null when nothing sensible is typed. */
function inputs(f, query) {
  const legend = labelOf(f);
  if (f.type === 'code') {
    const chosen = new Set((query[`${f.name}_in`] || query[f.name] || '').split(','));
    const boxes = [...codes(f.codes).map((c) => [c.code, labelOf(c)]), ['empty', t('filter.empty')]].map(([code, label]) => [code, h('input', { type: 'checkbox', checked: chosen.has(code) }), label]);
    return {
      node: h('fieldset', null, h('legend', { class: 'label' }, legend), h('div', { class: 'choices' }, boxes.map(([, box, label]) => h('label', { class: 'pick' }, box, label)))),
      read() {
        const on = boxes.filter(([, box]) => box.checked).map(([code]) => code);
        if (on.length === 0) return null;
        return on.includes('empty') ? { [f.name]: 'empty' } : on.length === 1 ? { [f.name]: on[0] } : { [`${f.name}_in`]: on.join(',') };
      },
    };
  }
  const one = (label, value, hint) => {
    const id = uniqueId('fi');
    const input = h('input', { class: 'input', id, value: value || '', autocomplete: 'off' });
    return { input, node: h('div', { class: 'field' }, h('label', { for: id }, label), hint && h('span', { class: 'hint' }, hint), input) };
  };
  if (f.type.endsWith('date')) {
    const from = one(t('filter.from'), showDate(query[`${f.name}_from`]), t('hint.date'));
    const to = one(t('filter.to'), showDate(query[`${f.name}_to`]), t('hint.date'));
    const none = h('input', { type: 'checkbox', checked: query[f.name] === 'empty' });
    return {
      node: h('fieldset', { class: 'stack' }, h('legend', { class: 'label' }, legend), h('div', { class: 'fields' }, from.node, to.node), h('label', { class: 'pick' }, none, t('filter.empty'))),
      read() {
        if (none.checked) return { [f.name]: 'empty' };
        const a = parseDate(from.input.value);
        const b = parseDate(to.input.value);
        return a || b ? { [`${f.name}_from`]: a, [`${f.name}_to`]: b } : null;
      },
    };
  }
  if (f.type === 'boolean') {
    const select = h('select', { class: 'input', 'aria-label': legend, value: query[f.name] || 'true' }, h('option', { value: 'true' }, t('yes')), h('option', { value: 'false' }, t('no')));
    return { node: select, read: () => ({ [f.name]: select.value }) };
  }
  const exact = one(legend, query[f.name], hintOf(f));
  return { node: exact.node, read: () => (exact.input.value.trim() ? { [f.name]: exact.input.value.trim() } : null) };
}

/** The conditions in words, for paper. */
export const describeFilters = (resource, query) => fields(resource).filter((f) => f.filter && SUFFIXES.some((s) => query[f.name + s] !== undefined)).map((f) => `${labelOf(f)}: ${describe(f, query)}`);

/** Chips and "add a condition". change(changes) puts them into the URL. */
export function createFilters({ resource, query, change, leaveOut = [] }) {
  const usable = fields(resource).filter((f) => f.filter && f.type !== 'id' && !leaveOut.includes(f.name) && (!f.sensitive || store.session.permissions.includes('member_sensitive')));
  const active = fields(resource).filter((f) => f.filter && SUFFIXES.some((s) => query[f.name + s] !== undefined));

  async function edit(start) {
    let current = start || usable[0];
    let form = inputs(current, query);
    const id = uniqueId('fs');
    const place = h('div', null, form.node);
    const select = h('select', { class: 'input', id, onchange: () => { current = usable.find((f) => f.name === select.value); form = inputs(current, query); replace(place, form.node); } },
      usable.map((f) => h('option', { value: f.name }, labelOf(f), f.sensitive ? ` (${t('sensitive')})` : '')));
    select.value = current.name;
    const out = await openDialog({
      title: t('filter.add'), button: t('filter.apply'),
      body: h('div', { class: 'stack' }, h('div', { class: 'field' }, h('label', { for: id }, t('filter.field')), select), place),
      act: async () => form.read() || false,
    });
    if (out) change({ ...without(current), ...out, ...(current.sensitive ? { include: 'sensitive' } : {}) });
  }

  return h('div', { class: 'chips row' },
    active.map((f) => h('span', { class: 'chip' },
      h('button', { type: 'button', onclick: () => edit(f) }, `${labelOf(f)}: `, h('b', null, describe(f, query))),
      h('button', { type: 'button', 'aria-label': t('filter.remove', { name: labelOf(f) }), onclick: () => change(without(f)) }, '✕'))),
    h('button', { class: 'btn btn-quiet', type: 'button', onclick: () => edit(null) }, t('filter.plus')));
}
