/* Somebody saved in between: original, theirs, mine; one chooses field by field. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime, showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { openDialog } from './dialog.js';

const same = (a, b) => (a ?? null) === (b ?? null);

/** Pure: what both changed needs a choice, what one side changed is taken. */
export function compare(fields, base, theirs, mine) {
  return fields.map((f) => {
    const iChanged = f.name in mine;
    const theyChanged = !same(theirs[f.name], base[f.name]);
    const kind = iChanged && theyChanged ? (same(mine[f.name], theirs[f.name]) ? 'agreed' : 'choose') : iChanged ? 'mine' : theyChanged ? 'theirs' : 'same';
    return { field: f, kind, base: base[f.name], theirs: theirs[f.name], mine: iChanged ? mine[f.name] : base[f.name] };
  }).filter((row) => row.kind !== 'same');
}

async function whoSaved(path) {
  try {
    const history = await get(`${path}/history`);
    const last = (history.items || [])[0];
    return last ? { actor: last.actor, at: last.at } : null;
  } catch {
    return null;
  }
}

/** Opens the dialog; save(final, version) is called with what was chosen. Gives whether anything was settled. */
export async function settleConflict({ path, fields, base, mine, save }) {
  const [theirs, who] = await Promise.all([get(path), whoSaved(path)]);
  const rows = compare(fields, base, theirs, mine);
  const choices = new Map();
  const value = (f, v) => showValue(f, v) || t('empty_value');
  const pick = (row, side, on) => {
    const input = h('input', { type: 'radio', name: `c-${row.field.name}`, checked: on, 'aria-label': `${labelOf(row.field)}: ${t(`conflict.${side}`)}` });
    choices.set(`${row.field.name}.${side}`, input);
    return h('label', { class: 'pick' }, input, value(row.field, row[side]));
  };
  const taken = () => h('span', { class: 'tag' }, t('conflict.taken'));
  const untouched = () => h('span', { class: 'muted' }, t('conflict.untouched'));
  const line = (row) => h('tr', null, h('th', { scope: 'row' }, labelOf(row.field)), h('td', { 'data-l': t('conflict.base') }, value(row.field, row.base)),
    h('td', { 'data-l': t('conflict.theirs') }, row.kind === 'choose' ? pick(row, 'theirs', false) : row.kind === 'mine' ? untouched() : [value(row.field, row.theirs), ' ', taken()]),
    h('td', { 'data-l': t('conflict.mine') }, row.kind === 'choose' ? pick(row, 'mine', true) : row.kind === 'theirs' ? untouched() : [value(row.field, row.mine), ' ', taken()]));
  const open = rows.filter((r) => r.kind === 'choose').length;
  let dropped = false;
  const done = await openDialog({
    title: t('conflict.title'), wide: true,
    lead: who ? t('conflict.lead', { actor: who.actor || '–', at: showTime(who.at) }) : t('conflict.lead.unknown'),
    body: [h('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': t('conflict.compare') }, h('table', { class: 'rows-as-cards' },
      h('thead', null, h('tr', null, ['field', 'base', 'theirs', 'mine'].map((k) => h('th', { scope: 'col' }, t(`conflict.${k}`))))), h('tbody', null, rows.map(line)))),
    h('p', null, t('conflict.sum', { open, taken: rows.length - open }))],
    button: t('conflict.save'),
    act: async () => {
      const final = {};
      for (const row of rows) {
        const wantMine = row.kind === 'mine' || (row.kind === 'choose' && choices.get(`${row.field.name}.mine`).checked);
        if (wantMine) final[row.field.name] = row.mine;
      }
      if (Object.keys(final).length > 0) await save(final, theirs.version);
      return true;
    },
    extra: (close) => h('button', { class: 'btn btn-quiet right', type: 'button', onclick: () => { dropped = true; close(); } }, t('conflict.drop')),
  });
  return Boolean(done) || dropped;
}
