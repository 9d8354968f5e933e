/* One's own account: who one is here, the password, two-step log-in, where one is logged in. */
import { request } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { loadSession, store } from '../core/store.js';
import { createForm, sendForm, wordField } from '../components/form.js';
import { createSessions } from '../components/sessions.js';
import { note } from '../components/states.js';
import { createTwoStep } from '../components/two_step.js';

const panel = (title, ...content) => h('section', { class: 'panel' }, h('header', null, h('h2', null, title)), ...content);

function ownData({ user, grants }) {
  const item = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value));
  return panel(t('account.data'), h('dl', { class: 'dl pb' }, item(t('full_name'), user.full_name), item(t('username'), user.username),
    item(t('grants'), grants.map((g) => h('div', null, `${g.role_label} · ${g.organization ? g.organization.name : t('whole_registry')}`)))));
}

function passwordPanel(must) {
  const secret = (name, label, autocomplete, hint) => wordField(name, label, { type: 'password', autocomplete }, hint);
  const form = createForm([!must && secret('current', t('password.current'), 'current-password'), secret('new', t('password.new'), 'new-password', t('password.long')), secret('again', t('password.again'), 'new-password')].filter(Boolean));
  const again = form.rows[form.rows.length - 1];
  const answer = h('div');
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('password.save'));
  async function save({ again: repeated, ...body }) {
    if ((repeated ?? null) !== (body.new ?? null)) {
      again.fail(t('password.differ'));
      again.input.focus();
      return;
    }
    await request('POST', '/session/password', { body });
    for (const row of form.rows) row.input.value = '';
    /* told only once the session allows to go on: until then every link leads back to here */
    await loadSession().finally(() => replace(answer, note(t('password.changed'))));
  }
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    replace(answer);
    await sendForm(form, save).finally(() => { button.disabled = false; });
  }
  return h('form', { onsubmit: submit, novalidate: true }, panel(t('password.change'), h('div', { class: 'pb stack' }, answer, form.node, h('div', { class: 'row' }, button))));
}

export async function render() {
  const { session } = store;
  const must = session.must_change_password;
  const idle = h('p', { class: 'small muted' }, t('account.idle'));
  const title = t('account');
  if (!session.user) return { title, node: h('div', { class: 'stack' }, h('h1', null, title), idle) };
  if (must) return { title, node: h('div', { class: 'stack narrow' }, h('h1', null, title), note(t('password.must'), 'n-warn'), passwordPanel(true), idle) };
  return {
    title,
    node: h('div', { class: 'stack' }, h('h1', null, title),
      h('div', { class: 'cols' }, h('div', { class: 'stack' }, ownData(session), createTwoStep()), passwordPanel(false)),
      createSessions({ path: '/session/sessions', able: true, others: true }), idle),
  };
}
