/* Rows that are ticked, and the bar that says how many and what can be done with them. */
import { Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { problemNote } from './states.js';

const MOST = 20000; /* of one act */

/**
 * Adds a column of boxes to a table's columns. load(cursor) → page of ids of everything that matches;
 * acts: [{ label(n), run(ids) }]. `node` is the bar, `column` the first column.
 */
export function createSelection({ total, load, acts, nameOf }) {
  const chosen = new Set();
  const boxes = new Map();
  const node = h('div', { class: 'selbar', role: 'region', 'aria-label': t('selection'), hidden: true });
  let whole = false;
  let last = null; /* the row ticked before, for a range with the shift key */

  async function chooseAll(event) {
    const button = event.currentTarget;
    button.disabled = true;
    let cursor;
    try {
      do {
        const page = await load(cursor); // eslint-disable-line no-await-in-loop
        page.items.forEach((r) => chosen.add(r.id));
        cursor = page.next_cursor;
        button.textContent = t('selection.so_far', { n: showNumber(chosen.size), all: showNumber(total()) });
      } while (cursor && chosen.size < MOST);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      show(problemNote(error));
      return;
    }
    whole = !cursor;
    tick(boxes.keys(), true);
    show(cursor && h('span', { class: 'st warn' }, t('selection.most', { n: showNumber(MOST) })));
  }
  function tick(ids, on) {
    for (const id of ids) {
      boxes.get(id).checked = on;
      if (on) chosen.add(id); else chosen.delete(id);
    }
  }
  function clear() {
    chosen.clear();
    whole = false;
    boxes.forEach((box) => { box.checked = false; });
    show();
  }
  function show(more) {
    node.hidden = chosen.size === 0;
    const shown = [...boxes.keys()].filter((id) => chosen.has(id)).length;
    head.checked = shown > 0 && shown === boxes.size;
    head.indeterminate = shown > 0 && shown < boxes.size;
    replace(node, h('span', { role: 'status' }, t('selection.n', { n: showNumber(chosen.size), all: showNumber(total()) })), more,
      !whole && total() > chosen.size && h('button', { class: 'btn btn-quiet', type: 'button', onclick: chooseAll }, t('selection.all', { n: showNumber(total()) })),
      acts.map((a) => h('button', { class: 'btn', type: 'button', onclick: () => a.run([...chosen]) }, a.label(showNumber(chosen.size)))),
      h('button', { class: 'btn btn-quiet right', type: 'button', onclick: clear }, t('selection.none')));
  }
  function choose(id, on, range) {
    const ids = [...boxes.keys()];
    const from = range && last !== null ? ids.indexOf(last) : -1;
    const to = ids.indexOf(id);
    tick(from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1), on);
    last = id;
    whole = false;
    show();
  }
  function boxOf(row) {
    const box = h('input', { type: 'checkbox', checked: chosen.has(row.id), 'aria-label': t('selection.row', { name: nameOf(row) }), onclick: (event) => choose(row.id, box.checked, event.shiftKey) });
    boxes.set(row.id, box);
    return box;
  }
  const head = h('input', { type: 'checkbox', 'aria-label': t('selection.shown'), onchange: () => { tick(boxes.keys(), head.checked); whole = false; show(); } });
  return { node, column: { key: 'selected', label: '', box: head, cell: boxOf } };
}
