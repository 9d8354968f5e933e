/* Imports: what was uploaded, and a new upload; nothing is written before it is looked at. */
import { get, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber, showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { codes, codeLabel } from '../core/store.js';
import { labelOf } from '../core/i18n.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty, problemNote } from '../components/states.js';
import { uploadFile } from '../components/upload.js';

const KIND_TYPES = '.xlsx,.xls,.csv,.gz';

export async function render({ query, signal }) {
  const list = await createPagedTable({
    table: createTable({
      caption: t('imports'), columns: [
        { key: 'created_at', label: t('import.when'), head: true, cell: (r) => h('a', { class: 'strong', href: `/imports/${r.id}` }, showTime(r.created_at)) },
        { key: 'file_name', label: t('import.file'), cell: (r) => r.file_name },
        { key: 'kind', label: t('import.kind'), cell: (r) => codeLabel('import_kind', r.kind) }, { key: 'state', label: t('state'), cell: (r) => codeLabel('import_state', r.state) },
        ...['rows', 'added', 'updated', 'refused'].map((k) => ({ key: k, label: t(`import.${k}`), num: true, cell: (r) => showNumber(r[k]) }))],
    }),
    load: (cursor) => get('/imports', { cursor }, { signal }), emptyNode: empty(t('imports.none')),
  });
  const refused = h('div');
  const file = h('input', { class: 'input', id: 'file', type: 'file', accept: KIND_TYPES, onchange: offerSheets });
  const sheet = h('select', { class: 'input', id: 'sheet' });
  const sheetField = h('div', { class: 'field', hidden: true }, h('label', { for: 'sheet' }, t('import.which_sheet')), sheet);
  /* an .xlsx says itself which sheets it has; of another file only the asked one is known */
  function showSheets(names) {
    const wanted = query.sheet && !names.includes(query.sheet) ? [query.sheet, ...names] : names;
    replace(sheet, wanted.map((name) => h('option', { value: name }, name)));
    sheet.value = query.sheet || wanted[0] || '';
    sheetField.hidden = wanted.length < 2 && !query.sheet;
  }
  async function offerSheets() {
    showSheets(file.files[0] ? await (await import('../components/workbook.js')).sheetNames(file.files[0]) : []);
  }
  showSheets([]);
  const kind = h('select', { class: 'input', id: 'kind', value: codes('import_kind').some((c) => c.code === query.kind) ? query.kind : 'members' }, codes('import_kind').map((c) => h('option', { value: c.code }, labelOf(c))));
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('import.check'));
  async function submit(event) {
    event.preventDefault();
    replace(refused);
    if (!file.files[0]) {
      replace(refused, h('div', { class: 'note n-bad', role: 'alert' }, t('import.no_file')));
      file.focus();
      return;
    }
    button.disabled = true;
    button.textContent = t('import.checking');
    try {
      const made = await uploadFile({ kind: kind.value, file: file.files[0], sheet: sheet.value || undefined });
      await go(`/imports/${made.id}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      replace(refused, problemNote(error));
    } finally {
      button.disabled = false;
      button.textContent = t('import.check');
    }
  }
  return {
    title: t('imports'),
    node: h('div', { class: 'stack-l' }, h('h1', null, t('imports')), h('p', { class: 'muted' }, t('imports.lead')),
      h('form', { class: 'panel', onsubmit: submit, novalidate: true }, h('header', null, h('h2', null, t('import.new'))), h('div', { class: 'pb stack' }, refused,
        h('div', { class: 'fields' }, h('div', { class: 'field' }, h('label', { for: 'kind' }, t('import.kind')), kind), h('div', { class: 'field' }, h('label', { for: 'file' }, t('import.file')), file), sheetField), query.sheet && h('p', { class: 'small muted' }, t('import.same_file', { name: query.sheet })), h('div', { class: 'row' }, button))),
      h('section', { class: 'stack' }, h('h2', null, t('import.past')), list.node)),
  };
}
