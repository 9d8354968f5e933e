/* The papers of a record with their scans: a table in a panel; document_acts.js has the dialogs. */
import { get, request } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showBytes, showDate, showTime } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, fieldLabel } from '../core/store.js';
import { saveFile } from './save_file.js';
import { loading, problemNote } from './states.js';
import { createTable } from './table.js';

await addWords('documents');

const KINDS = { internal: 'off', confidential: 'warn', secret: 'bad', top_secret: 'bad' };
const FORMATS = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };
const label = (name) => fieldLabel('documents', name);

function what(d) {
  const facts = [codeLabel('document_kind', d.kind), d.number, d.issuer, d.issued_on && showDate(d.issued_on)].filter(Boolean).join(' · ');
  return [h('strong', null, d.title), h('div', { class: 'small muted' }, facts), d.shelf && h('div', { class: 'small muted' }, `${label('shelf')}: ${d.shelf}`), d.note && h('div', { class: 'small pre' }, d.note)];
}

/**
 * The panel of what belongs to one record. of: { member_id }, { candidate_id } or { case_id }; able: whether papers may be put there and changed;
 * purpose: said with every reading, where one is asked for.
 */
export function documentPanel({ of, able, purpose }) {
  const node = h('section', { class: 'panel' });
  const refused = h('div', { role: 'status' });
  const acts = () => import('./document_acts.js');
  const then = (run) => async () => { if (await run(await acts())) await load(); };

  const fetchFile = (d, v) => async ({ target }) => {
    target.disabled = true;
    replace(refused);
    try {
      saveFile(await request('GET', `/documents/${d.id}/file`, { query: { v, purpose }, blob: true }));
    } catch (error) {
      replace(refused, h('div', { class: 'pb' }, problemNote(error)));
    }
    target.disabled = false;
  };

  function scan(d) {
    if (!d.bytes) return h('span', { class: 'st off' }, t('document.no_scan'));
    const earlier = Array.from({ length: d.files - 1 }, (_, i) => i + 1);
    return [
      h('button', { class: 'btn btn-s', type: 'button', onclick: fetchFile(d) }, t('document.fetch'), h('span', { class: 'sr' }, ` ${d.title}`)), ' ', h('span', { class: 'small nowrap' }, `${FORMATS[d.media_type]} · ${showBytes(d.bytes)}`),
      h('div', { class: 'small muted' }, t('document.scanned', { at: showTime(d.scanned_at), who: d.scanned_by })),
      earlier.length > 0 && h('details', { class: 'small' }, h('summary', null, t('document.earlier', { n: earlier.length })), earlier.map((v) => h('button', { class: 'linklike', type: 'button', onclick: fetchFile(d, v) }, t('document.earlier.fetch', { n: v }))))];
  }

  const buttons = (d) => h('span', { class: 'row' },
    h('button', { class: 'btn btn-s', type: 'button', onclick: then((a) => a.putScan(d)) }, t(d.bytes ? 'document.replace' : 'document.put'), h('span', { class: 'sr' }, ` ${d.title}`)),
    h('button', { class: 'btn btn-s', type: 'button', onclick: then((a) => a.changeDocument(d)) }, t('edit'), h('span', { class: 'sr' }, ` ${d.title}`)),
    h('button', { class: 'btn btn-s', type: 'button', onclick: then((a) => a.removeDocument(d)) }, t('remove'), h('span', { class: 'sr' }, ` ${d.title}`)));

  /* What came with the dossier stays the dossier's: a member's page shows it, and sends there to change it. */
  const mine = (d) => Object.entries(of).every(([name, id]) => d[name] === id);
  const acting = (d) => (mine(d) ? able && buttons(d) : d.candidate_id && h('a', { class: 'small', href: `/candidates/${d.candidate_id}` }, t('document.of_dossier')));

  const table = createTable({
    caption: t('documents'), columns: [
      { key: 'title', label: label('title'), head: true, cell: what },
      { key: 'classification', label: label('classification'), cell: (d) => h('span', { class: `st ${KINDS[d.classification]}` }, codeLabel('classification', d.classification)) },
      { key: 'scan', label: t('document.scan'), cell: scan },
      { key: 'acts', label: t('acts'), cell: acting }],
  });

  async function load() {
    const page = await get('/documents', { ...of, purpose, limit: 500, sort: '-created_at' });
    const count = page.items.length;
    table.set(page.items);
    replace(node,
      h('header', null, h('h2', null, t('documents'), count > 0 && h('span', { class: 'muted small' }, ` (${count})`)), able && h('button', { class: 'btn btn-s', type: 'button', onclick: then((a) => a.addDocument(of)) }, t('add'), h('span', { class: 'sr' }, ` ${t('documents')}`))),
      refused, count > 0 ? table.node : h('p', { class: 'pb muted' }, t('documents.none')));
  }
  replace(node, h('header', null, h('h2', null, t('documents'))), h('div', { class: 'pb' }, loading()));
  load().catch((error) => replace(node, h('header', null, h('h2', null, t('documents'))), h('div', { class: 'pb' }, problemNote(error))));
  return node;
}
