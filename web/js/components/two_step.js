/* Two-step log-in of one's own account: enrolment shows the secret once, a first code switches it on. */
import { get, request } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { createForm, sendForm, wordField } from './form.js';
import { openDialog } from './dialog.js';
import { loading } from './states.js';

const PATH = '/session/totp';

const codeField = () => wordField('code', t('totp.code'), { inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 7, spellcheck: 'false' }, t('totp.code.hint'));
const passwordField = () => wordField('password', t('password.current'), { type: 'password', autocomplete: 'current-password' });

const inFours = (secret) => secret.match(/.{1,4}/g).join(' ');

/* Text to be read or copied. */
const shown = (label, text) => h('div', null, h('p', { class: 'label' }, label), h('code', { class: 'secret', tabindex: '0' }, text));

async function askPassword() {
  const form = createForm([passwordField()]);
  return openDialog({ title: t('totp.begin'), lead: t('totp.lead'), button: t('next'), body: form.node, act: () => sendForm(form, (body) => request('POST', PATH, { body })) });
}

async function askFirstCode(begun) {
  const form = createForm([codeField()]);
  return openDialog({
    title: t('totp.begin'), lead: t('totp.secret.lead'), button: t('totp.confirm'),
    body: h('div', { class: 'stack' }, shown(t('totp.secret'), inFours(begun.secret)), shown(t('totp.uri'), begun.uri), form.node),
    act: () => sendForm(form, (body) => request('PATCH', PATH, { body })),
  });
}

async function askEnd() {
  const form = createForm([passwordField(), codeField()]);
  return openDialog({ title: t('totp.end'), lead: t('totp.end.lead'), button: t('totp.end'), body: form.node, act: () => sendForm(form, async (body) => { await request('DELETE', PATH, { body }); return true; }) });
}

/** The section of the account's page. */
export function createTwoStep() {
  const node = h('section', { class: 'panel' });
  const head = h('header', null, h('h2', null, t('totp')));
  async function begin() {
    const begun = await askPassword();
    if (begun && await askFirstCode(begun)) await load();
  }
  async function end() {
    if (await askEnd()) await load();
  }
  async function load() {
    const state = await get(PATH);
    replace(node, head, h('div', { class: 'pb stack' },
      h('p', null, h('span', { class: `st ${state.on ? 'ok' : 'off'}` }, t(state.on ? 'totp.on' : 'totp.off')), state.on && ` ${t('from_day', { day: showTime(state.since) })}`),
      h('p', { class: 'small muted' }, t(state.on ? 'totp.lost' : 'totp.lead')),
      h('div', { class: 'row' }, h('button', { class: 'btn', type: 'button', onclick: state.on ? end : begin }, t(state.on ? 'totp.end' : 'totp.begin')))));
  }
  replace(node, head, h('div', { class: 'pb' }, loading()));
  load().catch((error) => replace(node, head, h('p', { class: 'pb', role: 'alert' }, error.message)));
  return node;
}
