/* One account: its data, its roles, where it is logged in, a new one-time code, locking. */
import { get, request, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { can, codeLabel, field } from '../core/store.js';
import { actOnVersion } from '../components/conflict.js';
import { createSection } from '../components/section.js';
import { createForm, createFields } from '../components/form.js';
import { openDialog } from '../components/dialog.js';
import { createSessions } from '../components/sessions.js';
import { grantLines, showOnce } from './users.js';

export async function render({ params, signal }) {
  const path = `/users/${params.id}`;
  const user = await get(path, null, { signal });
  const able = can('account_write');
  /* roles are a list of their own: shown as such beside what somebody else has changed */
  const watched = [field('users', 'full_name'), field('users', 'disabled'), { ...field('users', 'grants'), show: (list) => grantLines(list) }];
  const versioned = (title, run) => actOnVersion({ path, fields: watched, base: user, title, button: title, run });
  async function grant() {
    const form = createForm(createFields('grants'));
    const done = await openDialog({
      title: t('grant.new'), button: t('grant.create'), body: form.node,
      act: async () => {
        const body = form.given();
        if (!body) return false;
        try {
          await request('POST', `${path}/grants`, { body });
        } catch (error) {
          if (!(error instanceof Problem) || error.errors.length === 0) throw error;
          form.showProblem(error);
          return false;
        }
        return true;
      },
    });
    if (done) await draw();
  }
  async function revoke(g) {
    const done = await openDialog({ title: t('grant.revoke'), lead: t('grant.revoke.lead', { role: codeLabel('role', g.role) }), button: t('grant.revoke'), act: () => versioned(t('grant.revoke'), (version) => request('DELETE', `${path}/grants/${g.id}`, { version })) });
    if (done) await draw();
  }
  async function lock() {
    const title = t(user.disabled ? 'user.enable' : 'user.disable');
    const done = await openDialog({ title, lead: t(user.disabled ? 'user.enable.lead' : 'user.disable.lead', { user: user.full_name }), button: title, act: () => versioned(title, (version) => request('PATCH', path, { body: { disabled: !user.disabled }, version })) });
    if (done) await draw();
  }
  async function reset() {
    const made = await openDialog({ title: t('user.reset'), lead: t('user.reset.lead', { user: user.full_name }), button: t('user.reset'), act: () => request('POST', `${path}/reset`) });
    if (made) await showOnce(t('user.code'), t('user.code.lead', { user: user.username }), made.one_time_code);
  }
  const item = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value || '–'));
  return {
    title: user.full_name, crumbs: [{ href: '/users', text: t('users') }],
    node: [h('div', { class: 'head' }, h('h1', null, user.full_name), able && [h('button', { class: 'btn', type: 'button', onclick: reset }, t('user.reset')), h('button', { class: 'btn', type: 'button', onclick: lock }, t(user.disabled ? 'user.enable' : 'user.disable'))]),
      h('dl', { class: 'kv mt' }, item(t('username'), user.username), item(t('state'), h('span', { class: `st ${user.disabled ? 'off' : 'ok'}` }, t(user.disabled ? 'user.disabled' : 'user.active'))), item(t('totp'), h('span', { class: `st ${user.totp ? 'ok' : 'off'}` }, t(user.totp ? 'totp.on' : 'totp.off'))), item(t('user.last_login'), showTime(user.last_login_at)), item(t('user.created'), showTime(user.created_at))),
      createSection({ title: t('user.data'), path, record: user, fields: [field('users', 'full_name')], editable: able, reload: draw }),
      h('section', { class: 'panel mt' }, h('header', null, h('h2', null, t('grants')), able && h('button', { class: 'btn btn-s', type: 'button', onclick: grant }, t('grant.new'))),
        h('ul', { class: 'tl pb' }, user.grants.map((g) => h('li', null, h('span', { class: 'd' }, codeLabel('role', g.role)), h('div', { class: 'row' }, g.organization ? g.organization.name : g.org_name || t('whole_registry'), able && user.grants.length > 1 && h('button', { class: 'btn btn-s right', type: 'button', onclick: () => revoke(g) }, t('grant.revoke'))))))),
      h('div', { class: 'mt' }, createSessions({ path: `${path}/sessions`, able }))],
  };
}
