/* Rows that are ticked, and the bar that says how many and what can be done with them. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';

/**
 * Adds a column of boxes to a table's columns. load(cursor) → page of ids of everything that matches;
 * acts: [{ label, run(ids) }]. `node` is the bar, `column` the first column.
 */
export function createSelection({ total, load, acts, nameOf }) {
  const chosen = new Set();
  const boxes = new Map();
  const node = h('div', { class: 'selbar', role: 'region', 'aria-label': t('selection'), hidden: true });
  let whole = false;

  async function chooseAll() {
    let cursor;
    do {
      const page = await load(cursor); // eslint-disable-line no-await-in-loop
      page.items.forEach((r) => chosen.add(r.id));
      cursor = page.next_cursor;
    } while (cursor && chosen.size < 20000);
    whole = true;
    boxes.forEach((box) => { box.checked = true; });
    show();
  }
  function clear() {
    chosen.clear();
    whole = false;
    boxes.forEach((box) => { box.checked = false; });
    show();
  }
  function show() {
    node.hidden = chosen.size === 0;
    replace(node, h('span', { role: 'status' }, t('selection.n', { n: showNumber(chosen.size) })),
      !whole && total() > chosen.size && h('button', { class: 'btn btn-quiet', type: 'button', onclick: chooseAll }, t('selection.all', { n: showNumber(total()) })),
      acts.map((a) => h('button', { class: 'btn', type: 'button', onclick: () => a.run([...chosen]) }, a.label)),
      h('button', { class: 'btn btn-quiet right', type: 'button', onclick: clear }, t('selection.none')));
  }
  function boxOf(row) {
    const box = h('input', { type: 'checkbox', checked: chosen.has(row.id), 'aria-label': t('selection.row', { name: nameOf(row) }), onchange: () => { if (box.checked) chosen.add(row.id); else chosen.delete(row.id); whole = false; show(); } });
    boxes.set(row.id, box);
    return box;
  }
  const head = h('input', { type: 'checkbox', 'aria-label': t('selection.shown'), onchange: () => { boxes.forEach((box, id) => { box.checked = head.checked; if (head.checked) chosen.add(id); else chosen.delete(id); }); show(); } });
  return { node, column: { key: 'selected', label: '', box: head, cell: boxOf } };
}
