/* Somebody saved in between: original, theirs, mine; one chooses field by field. */
import { get, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime, showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { openDialog } from './dialog.js';
import { note } from './states.js';

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
/* a field may know itself how it is shown */
const value = (f, v) => (f.show ? f.show(v) : showValue(f, v)) || t('empty_value');

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
export async function settleConflict({ path, fields, base, mine, save, query }) {
  const [theirs, who] = await Promise.all([get(path, query), whoSaved(path)]);
  const rows = compare(fields, base, theirs, mine);
  const choices = new Map();
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

/**
 * An act on a version of something. run(version) is called; when somebody saved in between, what they
 * changed is shown first and the act is done on the new version only if one still wants it.
 * Gives whether it was done; what is gone already counts as done.
 */
export async function actOnVersion({ path, fields, base, title, button, run, query }) {
  let theirs;
  try {
    await run(base.version).catch(async (error) => {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      theirs = await get(path, query);
    });
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 410)) throw error;
    await openDialog({ title, body: note(t('conflict.gone')) });
    return true;
  }
  if (!theirs) return true;
  const rows = compare(fields, base, theirs, {});
  const done = await openDialog({
    title, lead: t('conflict.act'), wide: true, button: t('conflict.all_the_same', { act: button }),
    body: rows.length === 0 ? note(t('conflict.elsewhere')) : h('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': t('conflict.compare') }, h('table', { class: 'rows-as-cards' },
      h('thead', null, h('tr', null, ['field', 'base', 'theirs'].map((k) => h('th', { scope: 'col' }, t(`conflict.${k}`))))),
      h('tbody', null, rows.map((r) => h('tr', null, h('th', { scope: 'row' }, labelOf(r.field)), h('td', { 'data-l': t('conflict.base') }, value(r.field, r.base)), h('td', { 'data-l': t('conflict.theirs') }, value(r.field, r.theirs))))))),
    act: async () => { await run(theirs.version); return true; },
  });
  return Boolean(done);
}
