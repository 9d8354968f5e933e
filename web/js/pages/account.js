/* One's own account: the password. */
import { request, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { loadSession, store } from '../core/store.js';
import { problemNote, note } from '../components/states.js';

export async function render() {
  const { session } = store;
  const must = session.must_change_password;
  const field = (id, label, autocomplete) => { const input = h('input', { class: 'input', id, type: 'password', autocomplete }); return { input, node: h('div', { class: 'field' }, h('label', { for: id }, label), input) }; };
  const current = field('current', t('password.current'), 'current-password');
  const first = field('new', t('password.new'), 'new-password');
  const again = field('again', t('password.again'), 'new-password');
  const answer = h('div');
  async function submit(event) {
    event.preventDefault();
    if (first.input.value !== again.input.value) {
      replace(answer, note(t('password.differ'), 'n-bad'));
      again.input.focus();
      return;
    }
    try {
      await request('POST', '/session/password', { body: { current: must ? null : current.input.value, new: first.input.value } });
      for (const f of [current, first, again]) f.input.value = '';
      replace(answer, note(t('password.changed')));
      await loadSession();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      replace(answer, problemNote(error));
    }
  }
  return {
    title: t('account'),
    node: h('div', { class: 'stack narrow' }, h('h1', null, t('account')), session.user && h('p', null, `${session.user.full_name} (${session.user.username})`), must && note(t('password.must'), 'n-warn'),
      session.user && h('form', { class: 'panel', onsubmit: submit, novalidate: true }, h('header', null, h('h2', null, t('password.change'))), h('div', { class: 'pb stack' }, answer, !must && current.node, first.node, h('p', { class: 'small muted' }, t('password.long')), again.node, h('div', { class: 'row' }, h('button', { class: 'btn btn-primary', type: 'submit' }, t('password.save'))))),
      h('p', { class: 'small muted' }, t('account.idle'))),
  };
}
