/* Files for the national database: all members, or only what changed since the last file; and what comes back. */
import { get, request, url } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber, showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { store } from '../core/store.js';
import { createForm } from '../components/form.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty, problemNote } from '../components/states.js';
import { field } from '../core/store.js';

export async function render({ signal }) {
  const list = await createPagedTable({
    table: createTable({
      caption: t('national.files'), columns: [
        { key: 'created_at', label: t('national.when'), head: true, cell: (r) => showTime(r.created_at) }, { key: 'org_name', label: t('national.unit'), cell: (r) => r.org_name },
        { key: 'changed_only', label: t('national.what'), cell: (r) => t(r.changed_only ? 'national.changed' : 'national.all') }, { key: 'rows', label: t('import.rows'), num: true, cell: (r) => showNumber(r.rows) },
        { key: 'actor', label: t('audit.actor'), cell: (r) => r.actor },
        { key: 'file', label: t('acts'), cell: (r) => h('a', { class: 'btn btn-s', href: url(`/national-exports/${r.id}/file`), download: '' }, t('national.download')) }],
    }),
    load: (cursor) => get('/national-exports', { cursor }, { signal }), emptyNode: empty(t('national.none')),
  });
  const form = createForm([field('national_exports', 'org_id'), field('national_exports', 'changed_only')], { org_id: store.session.grant.organization && store.session.grant.organization.id, changed_only: list.shown > 0 });
  const refused = h('div');
  async function make(event) {
    event.preventDefault();
    const body = form.given();
    if (!body) return;
    try {
      await request('POST', '/national-exports', { body });
      await draw();
    } catch (error) {
      refused.replaceChildren(problemNote(error));
    }
  }
  return {
    title: t('national'),
    node: h('div', { class: 'stack-l' }, h('h1', null, t('national')), h('p', { class: 'muted' }, t('national.lead')),
      h('form', { class: 'panel', novalidate: true, onsubmit: make }, h('header', null, h('h2', null, t('national.make'))), h('div', { class: 'pb stack' }, refused, form.node, h('p', { class: 'row' }, h('button', { class: 'btn btn-primary', type: 'submit' }, t('national.make')), h('a', { class: 'btn', href: '/imports?kind=reconciliation' }, t('national.reconcile'))))),
      h('section', { class: 'stack' }, h('h2', null, t('national.files')), list.node)),
  };
}
