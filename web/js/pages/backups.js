/* Backups on this machine; each was verified when it was made. */
import { get, request, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber, showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty, problemNote } from '../components/states.js';

export async function render({ signal }) {
  const list = await createPagedTable({
    table: createTable({ caption: t('backups'), columns: [{ key: 'at', label: t('backup.at'), head: true, cell: (r) => showTime(r.at) }, { key: 'name', label: t('backup.name'), cell: (r) => r.name }, { key: 'bytes', label: t('backup.size'), num: true, cell: (r) => `${showNumber(Math.ceil(r.bytes / 1024))} KiB` }] }),
    load: () => get('/backups', null, { signal }), emptyNode: empty(t('backups.none')),
  });
  const refused = h('div');
  async function make(event) {
    event.target.disabled = true;
    try {
      await request('POST', '/backups');
      await draw();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      replace(refused, problemNote(error));
      event.target.disabled = false;
    }
  }
  return { title: t('backups'), node: [h('div', { class: 'head' }, h('h1', null, t('backups')), h('button', { class: 'btn btn-primary act', type: 'button', onclick: make }, t('backup.now'))), refused, h('p', { class: 'muted mt' }, t('backups.lead')), list.node] };
}
