/* Log-in; a one-time code goes into the same field as a password, the telephone's code into one that appears when it is asked for. */
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
  const code = h('input', { class: 'input', id: 'c', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 7, spellcheck: 'false', 'aria-describedby': 'c-h' });
  const second = h('div', { class: 'field', hidden: true }, h('label', { for: 'c' }, t('totp.code')), h('span', { class: 'hint', id: 'c-h' }, t('totp.code.hint')), code);
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('log_in'));
  /* The password was right when the code is asked for: it stays, only the code is typed again. */
  function refuse(error) {
    const step = error.errors.find((e) => e.pointer === '/totp');
    const asked = step && step.code === 'required' && second.hidden;
    if (step) second.hidden = false;
    const detail = step ? step.detail : error.body.detail !== error.body.title && error.body.detail;
    replace(refused, h('div', { class: `note ${asked ? '' : 'n-bad'}`, role: asked ? 'status' : 'alert' }, h('strong', null, error.status === 0 ? t('error.away') : error.body.title || error.message), ' ', detail));
    const again = step ? code : password;
    again.value = '';
    again.focus();
  }
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      await request('POST', '/session', { body: { username: user.value.trim(), password: password.value, ...(second.hidden ? {} : { code: code.value }) } });
      store.session = null;
      const next = query.next && query.next.startsWith('/') && !query.next.startsWith('//') ? query.next : '/';
      await go(next);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuse(error);
    } finally {
      button.disabled = false;
    }
  }
  return {
    title: t('log_in'),
    node: h('main', { class: 'gate gate-s', id: 'main' }, h('div', { class: 'brand' }, mark(), 'chibo'), setup.classification_label && h('p', { class: 'mt' }, h('span', { class: 'stamp' }, setup.classification_label)),
      h('h1', null, t('log_in')), h('p', { class: 'muted mt' }, t('login.lead')),
      h('form', { class: 'stack', onsubmit: submit, novalidate: true }, refused,
        h('div', { class: 'field' }, h('label', { for: 'u' }, t('username')), user),
        h('div', { class: 'field' }, h('label', { for: 'p' }, t('password')), password),
        h('label', { class: 'pick' }, h('input', { type: 'checkbox', onchange: (e) => { password.type = e.target.checked ? 'text' : 'password'; } }), t('password.show')),
        second,
        button),
      h('p', { class: 'small muted mt' }, t('login.forgotten'))),
  };
}
