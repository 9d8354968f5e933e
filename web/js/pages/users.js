/* Accounts: who may come in, with which role where. */
import { get, request, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { can, codeLabel, field } from '../core/store.js';
import { createForm, createFields } from '../components/form.js';
import { openDialog } from '../components/dialog.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';

/** Something shown once: it can be selected and copied, and is gone when the dialog closes. */
export const showOnce = (title, lead, value) => openDialog({ title, lead, body: h('p', null, h('code', { class: 'secret', tabindex: '0' }, value)) });

export const grantLines = (grants) => (grants || []).map((g) => h('div', null, `${codeLabel('role', g.role)}`, g.organization ? ` · ${g.organization.name}` : g.org_name ? ` · ${g.org_name}` : ''));

async function create() {
  const form = createForm(createFields('users').map((f) => (f.name === 'org_id' ? { ...f, required: true } : f)));
  const made = await openDialog({
    title: t('user.new'), lead: t('user.new.lead'), button: t('user.create'), body: form.node,
    act: async () => {
      const body = form.given();
      if (!body) return false;
      try {
        return await request('POST', '/users', { body });
      } catch (error) {
        if (!(error instanceof Problem) || error.errors.length === 0) throw error;
        form.showProblem(error);
        return false;
      }
    },
  });
  if (!made) return;
  await draw();
  await showOnce(t('user.code'), t('user.code.lead', { user: made.username }), made.one_time_code);
}

export async function render({ signal }) {
  const label = (name) => labelOf(field('users', name));
  const list = await createPagedTable({
    table: createTable({
      caption: t('users'), columns: [
        { key: 'full_name', label: label('full_name'), head: true, cell: (r) => h('a', { class: 'strong', href: `/users/${r.id}` }, r.full_name) },
        { key: 'username', label: label('username'), cell: (r) => r.username }, { key: 'grants', label: label('grants'), cell: (r) => grantLines(r.grants) },
        { key: 'state', label: t('state'), cell: (r) => h('span', { class: `st ${r.disabled ? 'off' : 'ok'}` }, t(r.disabled ? 'user.disabled' : 'user.active')) },
        { key: 'last_login_at', label: label('last_login_at'), num: true, cell: (r) => showTime(r.last_login_at) }],
    }),
    load: (cursor) => get('/users', { cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal }), emptyNode: empty(t('users.none')),
  });
  return { title: t('users'), node: [h('div', { class: 'head' }, h('h1', null, t('users')), can('account_write') && h('button', { class: 'btn btn-primary act', type: 'button', onclick: create }, t('user.new'))), list.node] };
}
