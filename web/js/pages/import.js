/* One import: how the file was understood, a state a row, the problems, the act that writes it all or nothing, the way back. */
import { get, request, url, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber, showTime, showValue } from '../core/format.js';
import { t, labelOf } from '../core/i18n.js';
import { draw, go, withQuery } from '../core/router.js';
import { codes, codeLabel, field, fieldLabel, fields } from '../core/store.js';
import { actOnVersion } from '../components/conflict.js';
import { createTable, createPagedTable } from '../components/table.js';
import { openDialog } from '../components/dialog.js';
import { empty, problemNote } from '../components/states.js';
import { importProgress } from '../components/import_progress.js';
import { fileOf, uploadFile } from '../components/upload.js';
import { reloadTree } from '../components/frame.js';

const MARK = { new: 'info', changed: 'ok', unchanged: 'off', refused: 'bad', missing: 'warn' };
const resourceOf = (kind) => (kind === 'reconciliation' ? 'members' : kind);

/* Which column of the file is which field; what is not known is said. */
function understood(one, others) {
  const { source } = one;
  const resource = resourceOf(one.kind);
  if (!source || !source.columns) return null;
  const table = createTable({
    caption: t('import.columns'), columns: [
      { key: 'header', label: t('import.column'), head: true, cell: (r) => r.header.replace(/\n/g, ' / ') },
      { key: 'field', label: t('import.field'), cell: (r) => (r.name === null ? h('span', { class: 'st warn' }, t('import.unknown')) : r.name === '' ? t('import.ignored') : fieldLabel(resource, r.name)) }],
  });
  table.set(one.header.map((header, i) => ({ header, name: source.columns[i] ?? null })).filter((r) => r.header.trim() !== ''));
  const facts = [one.file_name, source.format && source.format.toUpperCase(), source.sheet && t('import.sheet', { name: source.sheet }), t('import.heading', { n: showNumber(source.heading_line) }), source.encoding !== 'unicode' && t('import.converted', { name: source.encoding.toUpperCase() })].filter(Boolean);
  return h('details', { class: 'panel' }, h('summary', { class: 'pb' }, h('strong', null, t('import.understood')), ` · ${facts.join(' · ')}`), h('div', { class: 'pb' }, others, table.node));
}

/* Another sheet of the workbook: read at once while the file is still at hand, else after it is chosen again. */
function otherSheets(one) {
  const names = one.source.sheets.filter((name) => name !== one.source.sheet);
  if (names.length === 0) return null;
  const refused = h('div');
  async function read(sheet) {
    const file = fileOf(one.id);
    if (!file) return go(`/imports?kind=${one.kind}&sheet=${encodeURIComponent(sheet)}`);
    try {
      const made = await uploadFile({ kind: one.kind, file, sheet });
      /* what was checked before is of no use any more */
      if (one.state === 'checked' || one.state === 'checking') await request('DELETE', `/imports/${one.id}`, { version: one.version }).catch((error) => { if (!(error instanceof Problem)) throw error; });
      return go(`/imports/${made.id}`, { replaceEntry: true });
    } catch (error) {
      return replace(refused, problemNote(error));
    }
  }
  return h('div', { class: 'stack' }, refused, h('p', { class: 'row' }, h('span', { class: 'small muted' }, t('import.sheets')), names.map((name) => h('button', { class: 'btn btn-s', type: 'button', onclick: () => read(name) }, t('import.read_sheet', { name })))));
}

function difference(resource, row) {
  return Object.entries(row.changes).map(([name, [before, after]]) => h('li', null, `${fieldLabel(resource, name)}: `, h('span', { class: 'del' }, showValue(field(resource, name) || {}, before) || t('none')), ' → ', h('b', null, showValue(field(resource, name) || {}, after) || t('none'))));
}

function what(resource, row) {
  if (row.faults && row.faults.length) return h('ul', null, row.faults.map((f) => h('li', null, f.pointer ? `${fieldLabel(resource, f.pointer.replace(/^\//, ''))}: ` : '', f.detail)));
  const flags = (row.flags || []).map((f) => h('li', { class: 'st warn' }, codeLabel('quality_flag', f)));
  return row.changes || flags.length ? h('ul', null, row.changes && difference(resource, row), flags) : '';
}

export async function render({ params, query, signal }) {
  const path = `/imports/${params.id}`;
  const one = await get(path, null, { signal });
  const of = resourceOf(one.kind);
  const checking = one.state === 'checking';
  const list = checking || one.state === 'failed' ? null : await createPagedTable({
    table: createTable({
      caption: t('import.rows'), tall: true, columns: [
        { key: 'line', label: t('import.line'), num: true, cell: (r) => showNumber(r.line) },
        { key: 'label', label: t('import.label'), head: true, cell: (r) => (r.row_id && r.state !== 'new' && of === 'members' ? h('a', { href: `/members/${r.row_id}` }, r.label) : r.label) },
        { key: 'state', label: t('state'), cell: (r) => h('span', { class: `st ${MARK[r.state] || 'off'}` }, codeLabel('import_row_state', r.state)) },
        { key: 'faults', label: t('import.why'), cell: (r) => what(of, r) }],
    }),
    load: (cursor) => get(`${path}/rows`, { cursor, limit: 100, state: query.state, problem: query.problem, count: cursor ? undefined : 'exact' }, { signal }), emptyNode: empty(t('import.no_rows')),
  });
  const open = one.state === 'checked';
  const compares = one.kind === 'reconciliation';
  async function commit() {
    const done = await openDialog({ title: t('import.commit'), lead: t('import.commit.lead', { added: showNumber(one.added), updated: showNumber(one.updated) }), button: t('import.commit.button', { n: showNumber(one.added + one.updated) }), act: async () => { await request('POST', `${path}/commit`); return true; } });
    if (done) { reloadTree(); await draw(); }
  }
  async function undo() {
    const done = await openDialog({ title: t('import.undo'), lead: t('import.undo.lead', { n: showNumber(one.added + one.updated) }), button: t('import.undo'), act: async () => { await request('POST', `${path}/undo`); return true; } });
    if (done) { reloadTree(); await draw(); }
  }
  async function cancel() {
    const done = await openDialog({ title: t('import.cancel'), lead: t('import.cancel.lead'), button: t('import.cancel'), act: () => actOnVersion({ path, fields: fields('imports').filter((f) => f.name === 'state'), base: one, title: t('import.cancel'), button: t('import.cancel'), run: (version) => request('DELETE', path, { version }) }) });
    if (done) go('/imports');
  }
  const shown = query.problem ? 'problem' : query.state || '';
  const radio = (value, text) => h('label', null, h('input', { type: 'radio', name: 'state', value, checked: shown === value, onchange: () => go(withQuery(value === 'problem' ? { problem: 'true', state: null } : { state: value, problem: null })) }), text);
  const fig = (k) => h('div', null, h('dt', null, t(`import.${k}`)), h('dd', null, h('span', { class: 'v' }, showNumber(one[k]))));
  const notices = Object.entries(one.notices || {}).filter(([k]) => !k.startsWith('unknown_column'));
  return {
    title: t('import.one', { at: showTime(one.created_at) }), crumbs: [{ href: '/imports', text: t('imports') }],
    node: h('div', { class: 'stack' }, h('div', { class: 'head' }, h('h1', null, `${codeLabel('import_kind', one.kind)} · ${showTime(one.created_at)}`), h('span', { class: 'tag' }, codeLabel('import_state', one.state)),
      one.refused > 0 && h('a', { class: 'btn', href: url(`${path}/problems`), download: 'can-sua.csv' }, t('import.problems')),
      one.state === 'committed' && h('button', { class: 'btn', type: 'button', onclick: undo }, t('import.undo')),
      (open || checking) && h('button', { class: 'btn', type: 'button', onclick: cancel }, t('import.cancel')), open && !compares && h('button', { class: 'btn btn-primary act', type: 'button', onclick: commit, disabled: one.refused > 0 }, t('import.commit'))),
    checking && importProgress(one, { signal, ended: draw }),
    one.state === 'failed' && h('div', { class: 'note n-bad', role: 'status' }, h('strong', null, t('import.failed')), one.problem && ` ${one.problem}`),
    list && h('dl', { class: 'figs figs-s' }, ['rows', 'added', 'updated', 'unchanged', 'refused', compares ? 'missing' : 'flagged'].map(fig)),
    list && compares && h('div', { class: 'note', role: 'status' }, t('import.compares')),
    one.refused > 0 && open && !compares && h('div', { class: 'note n-bad', role: 'status' }, t('import.blocked', { n: showNumber(one.refused) })),
    notices.length > 0 && h('div', { class: 'note n-warn' }, h('strong', null, t('import.notices')), h('ul', null, notices.map(([k, n]) => h('li', null, `${codeLabel('quality_flag', k)}: ${showNumber(n)}`)))),
    understood(one, otherSheets(one)),
    list && h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('state')), radio('', t('all')), radio('problem', t('import.only_problems')), codes('import_row_state').filter((c) => compares || c.code !== 'missing').map((c) => radio(c.code, labelOf(c)))),
    list && list.node),
  };
}
