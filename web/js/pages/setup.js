/* First run: the one-time code, the first administrator, the root of the tree or the demo. */
import { request, get, Problem } from '../core/api.js';
import { h, mark, replace, uniqueId } from '../core/dom.js';
import { go } from '../core/router.js';
import { t } from '../core/i18n.js';
import { loadSession } from '../core/store.js';
import { problemNote } from '../components/states.js';

export const open = true;

/* Kinds a registry may begin with; named here since nobody is logged in to ask for the code list. */
const ROOT_KINDS = ['province_party', 'commune_party', 'upper_party', 'base_party', 'base_cell'];

function input(label, props, hint) {
  const id = uniqueId('s');
  const node = h('input', { class: 'input', id, 'aria-describedby': hint ? `${id}-h` : null, ...props });
  return { input: node, node: h('div', { class: `field${props.wide ? ' wide' : ''}` }, h('label', { for: id }, label), hint && h('span', { class: 'hint', id: `${id}-h` }, hint), node) };
}

export async function render({ query }) {
  const state = await get('/setup');
  if (!state.needed) {
    return { title: t('setup'), node: h('main', { class: 'gate gate-s', id: 'main' }, h('div', { class: 'brand' }, mark(), 'chibo'), h('h1', null, t('setup.done')), h('p', { class: 'mt' }, t('setup.done.text')), h('p', null, h('a', { class: 'btn btn-primary', href: '/login' }, t('log_in')))) };
  }
  const refused = h('div');
  const code = input(t('setup.code'), { value: query.code || '', autocomplete: 'one-time-code' }, t('setup.code.hint'));
  const name = input(t('full_name'), { autocomplete: 'name' });
  const user = input(t('username'), { autocomplete: 'username', autocapitalize: 'none' });
  const first = input(t('password'), { type: 'password', autocomplete: 'new-password' });
  const again = input(t('password.again'), { type: 'password', autocomplete: 'new-password' });
  const rules = h('p', { class: 'small', role: 'status' });
  function check() {
    const long = [...first.input.value].length >= 12;
    const same = first.input.value !== '' && first.input.value === again.input.value;
    replace(rules, h('span', { class: `st ${long ? 'ok' : 'off'}` }, t('password.long')), '  ', h('span', { class: `st ${same ? 'ok' : 'off'}` }, t('password.same')));
    return long && same;
  }
  first.input.addEventListener('input', check);
  again.input.addEventListener('input', check);
  check();
  const orgName = input(t('setup.org_name'), { wide: true });
  const orgCode = input(t('setup.org_code'), {}, t('setup.org_code.hint'));
  const kindId = uniqueId('s');
  const kind = h('select', { class: 'input', id: kindId }, ROOT_KINDS.map((k) => h('option', { value: k }, t(`kind.${k}`))));
  kind.value = 'commune_party';
  const office = h('input', { type: 'checkbox', checked: true });
  const way = (value, label, on) => h('label', { class: 'pick' }, h('input', { type: 'radio', name: 'way', value, checked: on, onchange: () => { own.hidden = value !== 'own'; } }), label);
  const own = h('div', { class: 'fields' }, orgName.node, orgCode.node, h('div', { class: 'field' }, h('label', { for: kindId }, t('setup.kind')), kind));
  const ways = h('fieldset', null, h('legend', { class: 'sr' }, t('setup.root')), way('own', t('setup.own'), true), way('demo', t('setup.demo')), way('later', t('setup.later')));
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('setup.go'));

  async function submit(event) {
    event.preventDefault();
    if (!check()) {
      replace(refused, h('div', { class: 'note n-bad', role: 'alert' }, h('strong', null, t('setup.password.bad'))));
      first.input.focus();
      return;
    }
    const chosen = state.organization ? 'kept' : ways.querySelector('input:checked').value;
    button.disabled = true;
    try {
      await request('POST', '/setup', {
        body: {
          code: code.input.value.trim(), username: user.input.value.trim(), full_name: name.input.value.trim(), password: first.input.value, office: office.checked,
          organization: chosen === 'own' ? { code: orgCode.input.value.trim(), name: orgName.input.value.trim(), kind: kind.value } : null,
          demo: chosen === 'demo',
        },
      });
      /* a new register begins with what it consists of, not with what is due */
      const { grant } = await loadSession();
      await go(grant.organization ? `/organizations/${grant.organization.id}` : '/');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      replace(refused, problemNote(error));
      refused.scrollIntoView({ block: 'center' });
    } finally {
      button.disabled = false;
    }
  }

  return {
    title: t('setup'),
    node: h('main', { class: 'gate', id: 'main' }, h('div', { class: 'brand' }, mark(), 'chibo'), h('h1', null, t('setup')), h('p', { class: 'muted mt' }, t('setup.lead')),
      h('div', { class: 'cols cols-21' },
        h('form', { class: 'stack-l', onsubmit: submit, novalidate: true }, refused,
          h('section', { class: 'stack' }, h('h2', null, `1. ${t('setup.code.title')}`), code.node),
          h('section', { class: 'stack' }, h('h2', null, `2. ${t('setup.admin')}`), h('div', { class: 'fields' }, name.node, user.node, first.node, again.node), rules),
          h('section', { class: 'stack' }, h('h2', null, `3. ${t('setup.root')}`),
            state.organization ? h('p', null, t('setup.kept'), ' ', h('strong', null, state.organization.name), ` (${state.organization.code})`) : [ways, own],
            h('label', { class: 'pick' }, office, t('setup.office'))),
          h('div', { class: 'row' }, button)),
        h('aside', { class: 'panel', 'aria-labelledby': 'after' }, h('header', null, h('h2', { id: 'after' }, t('setup.after'))),
          h('ol', { class: 'pb stack small' }, [1, 2, 3, 4].map((n) => h('li', null, t(`setup.after.${n}`)))),
          h('p', { class: 'small muted pb' }, t('setup.privacy'))))),
  };
}
