/* One transfer: who, from where to where, the letter, the deadlines; the act that is open first. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { takeAct } from '../core/router.js';
import { can, fields, store } from '../core/store.js';
import { mayMakePapers } from '../components/paper.js';
import { createSection } from '../components/section.js';
import { trailNav } from '../components/trail.js';
import { makeLetters, mayUndo, openActs, runAct, undoTransfer } from '../components/transfer_acts.js';
import { dueOf, transferState } from '../components/transfer_state.js';

await addWords('membership');

const ELSEWHERE = ['id', 'uid', 'version', 'member_id', 'from_cell_id', 'to_cell_id', 'outgoing', 'incoming', 'full_name', 'state', 'guest_name', 'guest_born_on', 'guest_card_number'];

export async function render({ params, signal }) {
  const path = `/transfers/${params.id}`;
  const [x, trail] = await Promise.all([get(path, null, { signal }), trailNav('/transfers', params.id)]);
  const own = x.outgoing ? x.from_cell_id : x.to_cell_id;
  const home = await get(`/organizations/${own}`, null, { signal });
  /* the person's record stays the sender's until the arrival */
  const readable = !x.guest && can('member_read') && (x.outgoing || x.state === 'arrived');
  const acts = openActs(x);
  const [first, ...others] = acts;
  const item = (words, run) => h('li', null, h('button', { class: 'linklike', type: 'button', onclick: run }, words));
  const more = [...others.map((act) => item(t(`transfer.button.${act}`), () => runAct(x, act))), mayUndo(x) && item(t('transfer.undo'), () => undoTransfer(x))].filter(Boolean);
  const fact = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value || '–'));
  const place = (id, name, superior) => [id && id === own ? h('a', { href: `/organizations/${id}` }, name) : name, superior && superior !== name && h('div', { class: 'small muted' }, superior)];
  return {
    title: `${t('transfer')} · ${x.full_name}`, org: own,
    crumbs: [{ href: `/organizations/${home.id}`, text: home.name }, { href: `/organizations/${home.id}/transfers?view=${x.state === 'sent' && x.incoming ? 'receive' : x.state === 'sent' ? 'way' : x.state === 'proposed' ? 'send' : x.guest && x.state === 'arrived' ? 'guests' : 'all'}`, text: t('transfers') }],
    arrived: () => { const act = takeAct(); if (acts.includes(act)) runAct(x, act); },
    node: [trail,
      h('div', { class: 'head' }, h('h1', null, x.full_name),
        x.letter_number && !x.guest && mayMakePapers() && h('button', { class: 'btn', type: 'button', onclick: () => makeLetters([x.id], x) }, t('transfer.letter.make')),
        more.length > 0 && h('details', { class: 'menu' }, h('summary', null, t('more_acts')), h('div', { class: 'pop pop-menu' }, h('ul', null, more))),
        first && h('button', { class: 'btn btn-primary act', type: 'button', onclick: () => runAct(x, first) }, t(`transfer.button.${first}`))),
      h('dl', { class: 'kv' }, fact(t('state'), transferState(x)), fact(t('task.due'), dueOf(x)), fact(t('transfer.from'), place(x.from_cell_id, x.from_name, x.from_superior)), fact(t('transfer.whither'), place(x.to_cell_id, x.to_name, x.to_superior)),
        readable && fact(t('candidate.member'), h('a', { href: `/members/${x.member_id}` }, x.full_name))),
      x.guest && h('p', { class: 'note', role: 'status' }, t('guest.effect')),
      !x.outgoing && x.state === 'sent' && h('p', { class: 'note', role: 'status' }, t('transfer.seen_by_receiver')),
      x.closed_why && h('p', { class: 'note n-warn', role: 'status' }, h('strong', null, showDate(x.closed_on)), ' ', x.closed_why),
      h('div', { class: 'cols mt' }, store.dictionary.transfers.groups.map((g) => createSection({
        title: labelOf(g), path, record: x, editable: false, fields: fields('transfers').filter((f) => f.group === g.name && !ELSEWHERE.includes(f.name)),
      })))],
  };
}
