/* A register as it is kept on paper: A3 landscape, the head of the party's papers, numbered columns. Its words are the regulations' own. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { empty } from './states.js';

const SHEET = 2000;

/** Values of a cell one below the other, empty ones left out. */
export const lines = (...parts) => parts.flat().filter(Boolean).map((x, i) => [i ? h('br') : null, x]);

/** Every row of a list, up to what a sheet holds; more: whether there are others. */
export async function sheetRows(path, query, signal) {
  const rows = [];
  let cursor;
  do {
    const page = await get(path, { ...query, limit: 500, cursor }, { signal }); // eslint-disable-line no-await-in-loop
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && rows.length < SHEET);
  return { rows, more: Boolean(cursor) };
}

/** The button that prints, what does not fit, and the sheet; label: what it is called on the screen, title and day: on paper, columns: [[head, cell(row, i)]]. */
export function paperSheet({ label, title, day, org, above, columns, rows, more, none, before }) {
  return [
    h('div', { class: 'head no-print' }, h('h1', null, label), h('button', { class: 'btn btn-primary', type: 'button', onclick: () => window.print(), disabled: rows.length === 0 }, t('book.print'))),
    before && h('div', { class: 'filters row no-print' }, before),
    more && h('div', { class: 'note n-warn no-print', role: 'status' }, t('book.too_many', { n: showNumber(SHEET) })),
    rows.length === 0 ? empty(none) : h('article', { class: 'paper paper-a3' },
      h('header', { class: 'paper-head' }, h('div', null, above && h('div', null, above.name.toLocaleUpperCase('vi')), h('strong', null, org.name.toLocaleUpperCase('vi'))), h('div', null, h('strong', { class: 'underlined' }, 'ĐẢNG CỘNG SẢN VIỆT NAM'))),
      h('h2', null, title), h('p', { class: 'paper-day' }, day),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, h('table', { class: 'ruled' }, h('thead', null, h('tr', null, columns.map(([head]) => h('th', { scope: 'col' }, head))), h('tr', { class: 'numbers' }, columns.map((c, i) => h('td', null, String(i + 1))))),
        h('tbody', null, rows.map((r, i) => h('tr', null, columns.map(([, cell]) => h('td', null, cell(r, i) || ''))))))))];
}
