/* Rows that belong to a record (family, training, work history, offices): a table; row_acts.js has the dialogs. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { fields } from '../core/store.js';
import { createTable } from './table.js';
import { loading } from './states.js';

/**
 * path: collection; resource: dictionary; columns: names shown; list: query of the list, extra: fixed values
 * of a POST; cells: how a column's values are shown where not as text; item(row): path of one row; lead: shown instead of the rows until asked for (sensitive ones).
 */
export function createRows({ title, path, resource, columns, list, extra, item = (row) => `${path}/${row.id}`, editable, lead, leaveOut = [], cells = {} }) {
  const node = h('section', { class: 'panel' });
  const all = fields(resource).filter((f) => !leaveOut.includes(f.name));
  let asked = !lead;

  const acts = () => import('./row_acts.js');
  const act = async (row) => { if (await (await acts()).saveRow({ title, path, item, row, fields: all, extra, query: list })) await load(); };
  const remove = async (row) => { if (await (await acts()).removeRow({ title, path: item(row), row, fields: all, query: list })) await load(); };

  async function load() {
    const header = (count) => h('header', null, h('h2', null, title, count ? h('span', { class: 'muted small' }, ` (${count})`) : null), editable && h('button', { class: 'btn btn-s', type: 'button', onclick: () => act(null) }, t('add'), h('span', { class: 'sr' }, ` ${title}`)));
    if (!asked) {
      replace(node, header(0), h('p', { class: 'pb' }, h('span', { class: 'hid' }, t('hidden')), ' ', h('button', { class: 'btn btn-s', type: 'button', onclick: () => { asked = true; load(); } }, lead)));
      return;
    }
    replace(node, header(0), h('div', { class: 'pb' }, loading()));
    const page = await get(path, { ...list, limit: list && list.limit });
    const shown = columns.map((name) => fields(resource).find((f) => f.name === name)).filter(Boolean);
    const buttons = editable ? [{ key: 'acts', label: t('acts'), cell: (r) => h('span', { class: 'row' }, h('button', { class: 'btn btn-s', type: 'button', onclick: () => act(r) }, t('edit')), h('button', { class: 'btn btn-s', type: 'button', onclick: () => remove(r) }, t('remove'))) }] : [];
    const table = createTable({ caption: title, columns: [...shown.map((f, i) => ({ key: f.name, field: true, label: labelOf(f), head: i === 0, cell: cells[f.name] || ((r) => showValue(f, r[f.name])) })), ...buttons] });
    table.set(page.items);
    replace(node, header(page.items.length), page.items.length === 0 ? h('p', { class: 'pb muted' }, t('rows.none')) : table.node);
  }
  load().catch((error) => replace(node, h('header', null, h('h2', null, title)), h('p', { class: 'pb', role: 'alert' }, error.message)));
  return node;
}
