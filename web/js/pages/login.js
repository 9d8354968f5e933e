/* Log-in; a one-time code goes into the same field as a password. */
import { request, get, Problem } from '../core/api.js';
import { h, mark, replace } from '../core/dom.js';
import { go } from '../core/router.js';
import { t } from '../core/i18n.js';
import { store } from '../core/store.js';

export const open = true;

export async function render({ query }) {
  const setup = await get('/setup').catch(() => ({ needed: false }));
  if (setup.needed) return go('/setup', { replaceEntry: true });
  const refused = h('div');
  const user = h('input', { class: 'input', id: 'u', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' });
  const password = h('input', { class: 'input', id: 'p', type: 'password', autocomplete: 'current-password' });
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('log_in'));
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      await request('POST', '/session', { body: { username: user.value.trim(), password: password.value } });
      store.session = null;
      const next = query.next && query.next.startsWith('/') && !query.next.startsWith('//') ? query.next : '/';
      await go(next);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      replace(refused, h('div', { class: 'note n-bad', role: 'alert' }, h('strong', null, error.status === 0 ? t('error.away') : error.body.title || error.message), ' ', error.body.detail !== error.body.title && error.body.detail));
      password.value = '';
      password.focus();
    } finally {
      button.disabled = false;
    }
  }
  return {
    title: t('log_in'),
    node: h('main', { class: 'gate gate-s', id: 'main' }, h('div', { class: 'brand' }, mark(), 'chibo'),
      h('h1', null, t('log_in')), h('p', { class: 'muted mt' }, t('login.lead')),
      h('form', { class: 'stack', onsubmit: submit, novalidate: true }, refused,
        h('div', { class: 'field' }, h('label', { for: 'u' }, t('username')), user),
        h('div', { class: 'field' }, h('label', { for: 'p' }, t('password')), password),
        h('label', { class: 'pick' }, h('input', { type: 'checkbox', onchange: (e) => { password.type = e.target.checked ? 'text' : 'password'; } }), t('password.show')),
        button),
      h('p', { class: 'small muted mt' }, t('login.forgotten'))),
  };
}
