/* Rows that belong to a record (family, training, work history, offices): a table, and a dialog for each act. */
import { get, request, actKey, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { fields } from '../core/store.js';
import { createForm } from './form.js';
import { createTable } from './table.js';
import { openDialog } from './dialog.js';
import { loading } from './states.js';

/**
 * path: collection; resource: dictionary; columns: names shown; list: query of the list, extra: fixed values
 * of a POST; item(row): path of one row; lead: shown instead of the rows until asked for (sensitive ones).
 */
export function createRows({ title, path, resource, columns, list, extra, item = (row) => `${path}/${row.id}`, editable, lead, leaveOut = [] }) {
  const node = h('section', { class: 'panel' });
  const all = fields(resource).filter((f) => !leaveOut.includes(f.name));
  let asked = !lead;

  async function act(row) {
    const usable = all.filter((f) => (row ? f.patch : f.create));
    const form = createForm(usable, row || {});
    const key = actKey();
    const done = await openDialog({
      title: row ? t('row.edit', { title }) : t('row.add', { title }), button: t('save'), body: form.node,
      act: async () => {
        const body = row ? form.changed() : form.given();
        if (!body) return false;
        try {
          if (row) await request('PATCH', item(row), { body, version: row.version });
          else await request('POST', path, { body: { ...body, ...extra }, key });
        } catch (error) {
          if (!(error instanceof Problem) || error.errors.length === 0) throw error;
          form.showProblem(error);
          return false;
        }
        return true;
      },
    });
    if (done) await load();
  }

  async function remove(row) {
    const reason = createForm([{ name: 'reason', type: 'text', label_vi: 'Lý do', label_en: 'Reason', required: true }]);
    const done = await openDialog({
      title: t('row.remove', { title }), lead: t('row.remove.lead'), button: t('row.remove.button'), body: reason.node,
      act: async () => {
        const { reason: why } = reason.read();
        await request('DELETE', item(row), { version: row.version, query: { reason: why || undefined } });
        return true;
      },
    });
    if (done) await load();
  }

  async function load() {
    const header = (count) => h('header', null, h('h2', null, title, count ? h('span', { class: 'muted small' }, ` (${count})`) : null), editable && h('button', { class: 'btn btn-s', type: 'button', onclick: () => act(null) }, t('add'), h('span', { class: 'sr' }, ` ${title}`)));
    if (!asked) {
      replace(node, header(0), h('p', { class: 'pb' }, h('span', { class: 'hid' }, t('hidden')), ' ', h('button', { class: 'btn btn-s', type: 'button', onclick: () => { asked = true; load(); } }, lead)));
      return;
    }
    replace(node, header(0), h('div', { class: 'pb' }, loading()));
    const page = await get(path, { ...list, limit: list && list.limit });
    const shown = columns.map((name) => all.find((f) => f.name === name)).filter(Boolean);
    const acts = editable ? [{ key: 'acts', label: t('acts'), cell: (r) => h('span', { class: 'row' }, h('button', { class: 'btn btn-s', type: 'button', onclick: () => act(r) }, t('edit')), h('button', { class: 'btn btn-s', type: 'button', onclick: () => remove(r) }, t('remove'))) }] : [];
    const table = createTable({ caption: title, columns: [...shown.map((f, i) => ({ key: f.name, label: labelOf(f), head: i === 0, cell: (r) => showValue(f, r[f.name]) })), ...acts] });
    table.set(page.items);
    replace(node, header(page.items.length), page.items.length === 0 ? h('p', { class: 'pb muted' }, t('rows.none')) : table.node);
  }
  load().catch((error) => replace(node, h('header', null, h('h2', null, title)), h('p', { class: 'pb', role: 'alert' }, error.message)));
  return node;
}
