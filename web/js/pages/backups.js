/* Backups on this machine, and drills that say whether one can be restored. */
import { get, request, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showBytes, showNumber, showTime } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { codeLabel, fieldLabel } from '../core/store.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty, problemNote } from '../components/states.js';
import { toast } from '../components/toast.js';

await addWords('running');

const drillLabel = (name) => fieldLabel('backup_drills', name);

function drillsTable() {
  return createTable({
    caption: t('drills'), columns: [
      { key: 'at', label: drillLabel('at'), head: true, cell: (r) => showTime(r.at) },
      { key: 'backup', label: drillLabel('backup'), cell: (r) => [r.backup, h('div', { class: 'small muted' }, `${showTime(r.backup_at)} · ${showBytes(r.bytes)}`)] },
      { key: 'result', label: drillLabel('result'), cell: (r) => [h('span', { class: `st ${r.result === 'good' ? 'ok' : 'bad'}` }, codeLabel('drill_result', r.result)), r.detail && h('div', { class: 'small muted' }, r.detail)] },
      { key: 'newest_change', label: drillLabel('newest_change'), cell: (r) => (r.newest_change ? showTime(r.newest_change) : '–') },
      { key: 'took', label: t('drill.took'), num: true, cell: (r) => t('drill.seconds', { n: showNumber(Math.round(r.milliseconds / 100) / 10) }) },
      { key: 'actor', label: drillLabel('actor'), cell: (r) => r.actor }],
  });
}

export async function render({ signal }) {
  const refused = h('div', { role: 'status' });
  /* Both acts take seconds: the button is away meanwhile, and what is going on is said. */
  const doing = (path, body, words, then) => async ({ target }) => {
    target.disabled = true;
    replace(refused, h('p', { class: 'muted mt' }, t(words)));
    try {
      then(await request('POST', path, { body }));
      await draw();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      replace(refused, problemNote(error));
      target.disabled = false;
    }
  };
  const drill = (row) => doing('/backups/drills', { backup: row.name }, 'drill.running', (done) => toast(t(done.result === 'good' ? 'drill.good' : 'drill.failed')));
  const backups = await createPagedTable({
    table: createTable({
      caption: t('backups'), columns: [
        { key: 'at', label: t('backup.at'), head: true, cell: (r) => showTime(r.at) },
        { key: 'name', label: t('backup.name'), cell: (r) => [r.name, r.document_key && h('div', { class: 'small muted' }, t('document_key.needed', { mark: r.document_key }))] },
        { key: 'bytes', label: t('backup.size'), num: true, cell: (r) => showBytes(r.bytes) },
        { key: 'acts', label: t('acts'), cell: (r) => h('button', { class: 'btn btn-s', type: 'button', onclick: drill(r) }, t('drill.do'), h('span', { class: 'sr' }, ` ${r.name}`)) }],
    }),
    load: () => get('/backups', null, { signal }), emptyNode: empty(t('backups.none')),
  });
  const drills = await createPagedTable({ table: drillsTable(), load: (cursor) => get('/backups/drills', { cursor, limit: 20 }, { signal }), emptyNode: empty(t('drills.none')) });
  return {
    title: t('backups'),
    node: [
      h('div', { class: 'head' }, h('h1', null, t('backups')), h('button', { class: 'btn btn-primary act', type: 'button', onclick: doing('/backups', undefined, 'backup.running', () => toast(t('backup.done'))) }, t('backup.now'))),
      h('p', { class: 'muted mt' }, t('backups.lead')), refused, backups.node,
      h('h2', { class: 'mt' }, t('drills')), h('p', { class: 'muted mt' }, t('drills.lead')), h('div', { class: 'mt' }, drills.node)],
  };
}
