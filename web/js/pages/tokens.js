/* Tokens for programs: one role on one organisation; the secret is shown once. */
import { get, request, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showTime } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { can, codeLabel, field, fields } from '../core/store.js';
import { actOnVersion } from '../components/conflict.js';
import { createForm, createFields } from '../components/form.js';
import { openDialog } from '../components/dialog.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { showOnce } from './users.js';

async function create() {
  const form = createForm(createFields('tokens'));
  const made = await openDialog({
    title: t('token.new'), lead: t('token.new.lead'), button: t('token.create'), body: form.node,
    act: async () => {
      const body = form.given();
      if (!body) return false;
      try {
        return await request('POST', '/tokens', { body });
      } catch (error) {
        if (!(error instanceof Problem) || error.errors.length === 0) throw error;
        form.showProblem(error);
        return false;
      }
    },
  });
  if (!made) return;
  await draw();
  await showOnce(t('token.secret'), t('token.secret.lead'), made.secret);
}

async function revoke(token) {
  const path = `/tokens/${token.id}`;
  const done = await openDialog({ title: t('token.revoke'), lead: t('token.revoke.lead', { name: token.name }), button: t('token.revoke'), act: () => actOnVersion({ path, fields: fields('tokens').filter((f) => ['name', 'role', 'expires_on', 'revoked_at'].includes(f.name)), base: token, title: t('token.revoke'), button: t('token.revoke'), run: (version) => request('DELETE', path, { version }) }) });
  if (done) await draw();
}

export async function render({ signal }) {
  const label = (name) => labelOf(field('tokens', name));
  const list = await createPagedTable({
    table: createTable({
      caption: t('tokens'), columns: [
        { key: 'name', label: label('name'), head: true, cell: (r) => r.name }, { key: 'role', label: label('role'), cell: (r) => codeLabel('role', r.role) },
        { key: 'org_code', label: label('org_code'), cell: (r) => r.org_code }, { key: 'expires_on', label: label('expires_on'), num: true, cell: (r) => showDate(r.expires_on) },
        { key: 'created_at', label: label('created_at'), num: true, cell: (r) => showTime(r.created_at) },
        { key: 'acts', label: t('acts'), cell: (r) => (r.revoked_at ? h('span', { class: 'st off' }, t('token.revoked', { at: showTime(r.revoked_at) })) : can('account_write') && h('button', { class: 'btn btn-s', type: 'button', onclick: () => revoke(r) }, t('token.revoke'))) }],
    }),
    load: (cursor) => get('/tokens', { cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal }), emptyNode: empty(t('tokens.none')),
  });
  return { title: t('tokens'), node: [h('div', { class: 'head' }, h('h1', null, t('tokens')), can('account_write') && h('button', { class: 'btn btn-primary act', type: 'button', onclick: create }, t('token.new'))), list.node] };
}
