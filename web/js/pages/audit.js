/* The audit trail of the caller's scope, newest first. */
import { get, url } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { codeLabel, store, fieldLabel } from '../core/store.js';
import { labelOf } from '../core/i18n.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';

const resourceLabel = (name) => labelOf(store.dictionary[name]) || name;
const LINKS = { members: '/members/', organizations: '/organizations/', users: '/users/' };

export async function render({ query, signal }) {
  const list = await createPagedTable({
    table: createTable({
      caption: t('audit'), tall: true, columns: [
        { key: 'at', label: t('audit.at'), head: true, cell: (r) => showTime(r.at) }, { key: 'actor', label: t('audit.actor'), cell: (r) => [r.actor || '–', r.role ? ` (${codeLabel('role', r.role)})` : ''] },
        { key: 'op', label: t('audit.op'), cell: (r) => codeLabel('change_op', r.op) },
        { key: 'resource', label: t('audit.resource'), cell: (r) => (LINKS[r.resource] && r.row_id ? h('a', { href: `${LINKS[r.resource]}${r.row_id}` }, `${resourceLabel(r.resource)} ${r.row_id}`) : `${resourceLabel(r.resource)} ${r.row_id || ''}`) },
        { key: 'fields', label: t('audit.fields'), cell: (r) => (r.fields || []).map((f) => fieldNames(r.resource, f)).join(', ') }, { key: 'reason', label: t('reason'), cell: (r) => r.reason }],
    }),
    load: (cursor) => get('/audit', { cursor, limit: 100, resource: query.resource }, { signal }), emptyNode: empty(t('audit.none')),
  });
  return { title: t('audit'), node: [h('div', { class: 'head' }, h('h1', null, t('audit')), h('a', { class: 'btn', href: url('/audit', { format: 'csv', header: 'labels' }), download: 'nhat-ky.csv' }, t('export.csv'))), h('p', { class: 'muted mt' }, t('audit.lead')), list.node] };
}

function fieldNames(resource, name) {
  return store.dictionary[resource] ? fieldLabel(resource, name) : name;
}
