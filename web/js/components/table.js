/* Tables that become cards on phones; sorting by heading; "show more" instead of pages. */
import { Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { problemNote } from './states.js';

/**
 * columns: [{ key, label, num, sort, cell(row) → node or text, head, field }] ; the `head` column names the row,
 * `field`: the column is that field of the row, and where the answer leaves it out the role may not read it.
 * sort: { key, onsort(key) }.
 */
export function createTable({ columns, caption, sort, tall }) {
  const body = h('tbody');
  const head = h('tr', null, columns.map((c) => {
    const on = sort && c.sort && sort.key.replace(/^-/, '') === c.key;
    const down = on && sort.key.startsWith('-');
    if (c.box) return h('td', { class: 'ck-col' }, c.box);
    return h('th', { scope: 'col', class: c.num ? 'num' : null, 'data-p': sort && c.sort ? c.label : null, 'aria-sort': on ? (down ? 'descending' : 'ascending') : null },
      sort && c.sort ? h('button', { class: 'sorter', type: 'button', onclick: () => sort.onsort(on && !down ? `-${c.key}` : c.key) }, c.label, on ? h('span', { 'aria-hidden': 'true' }, down ? ' ▼' : ' ▲') : null) : c.label);
  }));
  const table = h('table', { class: 'rows-as-cards' }, caption && h('caption', { class: 'sr' }, caption), h('thead', null, head), body);
  const node = h('div', { class: `scroll${tall ? ' tall' : ''}`, tabindex: '0', role: 'region', 'aria-label': caption }, table);
  const rowOf = (row) => h('tr', { 'data-id': row.id }, columns.map((c) => {
    const content = c.field && row[c.key] === undefined ? h('span', { class: 'hid' }, t('not_allowed')) : c.cell(row);
    if (c.box) return h('td', { class: 'ck-col' }, content);
    return c.head ? h('th', { scope: 'row' }, content) : h('td', { class: c.num ? 'num' : null, 'data-l': c.label }, content === '' || content === null || content === undefined ? '–' : content);
  }));
  return {
    node, body,
    set(rows) { replace(body, rows.map(rowOf)); },
    add(rows) { body.append(...rows.map(rowOf)); },
  };
}

/** Rows that come page by page: load(cursor) → { items, next_cursor, total }. Gives the node once the first page is there. */
export async function createPagedTable({ table, load, emptyNode, total = true }) {
  const status = h('span', { class: 'small muted', role: 'status' });
  const failed = h('div');
  const more = h('button', { class: 'btn btn-s', type: 'button', hidden: true, onclick: () => next(false) }, t('more'));
  let cursor;
  let shown = 0;
  let all = null;
  let first = null;
  async function next(isFirst) {
    more.disabled = true;
    try {
      const page = await load(cursor);
      if (isFirst) first = page;
      table.add(page.items);
      shown += page.items.length;
      if (page.total !== undefined) all = page.total;
      cursor = page.next_cursor;
      more.hidden = !cursor;
      replace(failed);
      status.textContent = all === null ? t('shown', { n: showNumber(shown) }) : t('shown_of', { n: showNumber(shown), all: showNumber(all) });
    } catch (error) {
      if (isFirst || !(error instanceof Problem)) throw error;
      replace(failed, problemNote(error)); /* what is shown stays, the button tries again */
    } finally {
      more.disabled = false;
    }
  }
  await next(true);
  const node = shown === 0 ? emptyNode : h('div', null, table.node, h('p', { class: 'row mt' }, total && status, more), failed);
  return {
    node, first, shown,
    /** Shows every row there is, up to `most`; what is printed or gone through must not stop at a page. */
    async all(most = 5000) {
      while (cursor && shown < most) {
        const before = shown;
        await next(false); // eslint-disable-line no-await-in-loop
        if (shown === before) return false;
      }
      return true;
    },
  };
}
