/* One import: a state a row, the problems, and the act that writes it all or nothing. */
import { get, request, url } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber, showTime } from '../core/format.js';
import { t, labelOf } from '../core/i18n.js';
import { draw, go, withQuery } from '../core/router.js';
import { codes, codeLabel } from '../core/store.js';
import { createTable, createPagedTable } from '../components/table.js';
import { openDialog } from '../components/dialog.js';
import { empty } from '../components/states.js';
import { reloadTree } from '../components/frame.js';

const MARK = { new: 'info', changed: 'ok', unchanged: 'off', refused: 'bad' };

export async function render({ params, query, signal }) {
  const path = `/imports/${params.id}`;
  const [one, list] = await Promise.all([get(path, null, { signal }), createPagedTable({
    table: createTable({
      caption: t('import.rows'), tall: true, columns: [
        { key: 'line', label: t('import.line'), num: true, cell: (r) => showNumber(r.line) }, { key: 'label', label: t('import.label'), head: true, cell: (r) => r.label },
        { key: 'state', label: t('state'), cell: (r) => h('span', { class: `st ${MARK[r.state] || 'off'}` }, codeLabel('import_row_state', r.state)) },
        { key: 'faults', label: t('import.why'), cell: (r) => (r.faults && r.faults.length ? h('ul', null, r.faults.map((f) => h('li', null, `${f.pointer.replace(/^\//, '')}: ${f.detail}`))) : r.changes ? Object.keys(r.changes).join(', ') : '') }],
    }),
    load: (cursor) => get(`${path}/rows`, { cursor, limit: 100, state: query.state, count: cursor ? undefined : 'exact' }, { signal }), emptyNode: empty(t('import.no_rows')),
  })]);
  const open = one.state === 'checked';
  async function commit() {
    const done = await openDialog({ title: t('import.commit'), lead: t('import.commit.lead', { added: showNumber(one.added), updated: showNumber(one.updated) }), button: t('import.commit.button', { n: showNumber(one.added + one.updated) }), act: async () => { await request('POST', `${path}/commit`); return true; } });
    if (done) { reloadTree(); await draw(); }
  }
  async function cancel() {
    const done = await openDialog({ title: t('import.cancel'), lead: t('import.cancel.lead'), button: t('import.cancel'), act: async () => { await request('DELETE', path, { version: one.version }); return true; } });
    if (done) go('/imports');
  }
  const radio = (value, text) => h('label', null, h('input', { type: 'radio', name: 'state', value, checked: (query.state || '') === value, onchange: () => go(withQuery({ state: value })) }), text);
  const fig = (k) => h('div', null, h('dt', null, t(`import.${k}`)), h('dd', null, h('span', { class: 'v' }, showNumber(one[k]))));
  return {
    title: t('import.one', { at: showTime(one.created_at) }), crumbs: [{ href: '/imports', text: t('imports') }],
    node: h('div', { class: 'stack' }, h('div', { class: 'head' }, h('h1', null, `${codeLabel('import_kind', one.kind)} · ${showTime(one.created_at)}`), h('span', { class: 'tag' }, codeLabel('import_state', one.state)),
      one.refused > 0 && h('a', { class: 'btn', href: url(`${path}/problems`), download: 'can-sua.csv' }, t('import.problems')),
      open && h('button', { class: 'btn', type: 'button', onclick: cancel }, t('import.cancel')), open && h('button', { class: 'btn btn-primary act', type: 'button', onclick: commit, disabled: one.refused > 0 }, t('import.commit'))),
    h('dl', { class: 'figs figs-s' }, ['rows', 'added', 'updated', 'unchanged', 'refused'].map(fig)),
    one.refused > 0 && open && h('div', { class: 'note n-bad', role: 'status' }, t('import.blocked', { n: showNumber(one.refused) })),
    Object.keys(one.notices || {}).length > 0 && h('div', { class: 'note n-warn' }, h('strong', null, t('import.notices')), h('ul', null, Object.entries(one.notices).map(([k, n]) => h('li', null, `${codeLabel('quality_flag', k)}: ${showNumber(n)}`)))),
    h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('state')), radio('', t('all')), codes('import_row_state').map((c) => radio(c.code, labelOf(c)))),
    list.node),
  };
}
