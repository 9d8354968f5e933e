/* Acts on transfers: for one member or many, the decision, the arrival, the return, taking the newest back. */
import { request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { can, codeLabel, field, today } from '../core/store.js';
import { createForm, sendForm } from './form.js';
import { openDialog } from './dialog.js';
import { makePaper, mayMakePapers } from './paper.js';
import { planOfMany, previewAct } from './preview.js';
import { takeBack } from './reasoned_act.js';
import { toast } from './toast.js';

await addWords('membership');

const CELLS = ['base_cell', 'cell'];
const own = (name, more) => ({ ...field('transfers', name), ...more });
const receiver = () => own('to_cell_id', { ref: 'directory', kinds: CELLS, label_vi: t('transfer.to'), label_en: t('transfer.to') });

/* What is asked at once, and what is folded away; the letter is the office's. */
function formOf(many) {
  const office = can('transfer_write');
  const first = [own('kind'), receiver(), ...(office ? [own('letter_number', { required: many }), own('sent_on', { required: many })] : [])];
  const more = [own('to_outside', { wide: true }), own('cause'), own('ends_on'), own('basis'), own('basis_on'), ...(office ? [own('dues_until')] : []), own('note')];
  const arrived = { ...own('arrived_on'), label_vi: t('transfer.arrived.now'), label_en: t('transfer.arrived.now') };
  const form = createForm([...first, ...more, ...(many ? [arrived] : [])], { kind: 'official', sent_on: office ? today() : null });
  const row = (name) => form.rows.find((r) => r.field.name === name).node;
  const names = (list) => h('div', { class: 'fields' }, list.map((f) => row(f.name)));
  form.node.lastChild.replaceWith(h('div', { class: 'stack' }, names(first), many && names([arrived]), h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('transfer.more')), h('div', { class: 'mt' }, names(more)))));
  return form;
}

/* The form with its folded part opened when an error stands in it. */
function showIn(form, problem) {
  form.showProblem(problem);
  for (const part of form.node.querySelectorAll('details')) if (part.querySelector('.invalid')) part.open = true;
}

const send = (form, run) => sendForm({ ...form, showProblem: (problem) => showIn(form, problem) }, run);

/** The Word letters of transfers. */
export const makeLetters = (transfers, first) => makePaper({ transfers, values: first ? { number: first.letter_number, date: first.sent_on } : {} });

/** Proposes or sends the transfer of a member; gives whether it was done. */
export async function transferMember(member) {
  const form = formOf(false);
  const letter = mayMakePapers() && can('transfer_write') && h('input', { type: 'checkbox', checked: true });
  const key = actKey();
  const made = await openDialog({
    title: t('transfer.new'), wide: true, lead: `${member.full_name} · ${member.cell_name}`, button: t(can('transfer_write') ? 'transfer.new.button' : 'transfer.propose.button'),
    body: [h('div', { class: 'rule' }, t('transfer.rule')), form.node, letter && h('label', { class: 'pick' }, letter, t('transfer.with_letter')), h('p', { class: 'effect' }, t(can('transfer_write') ? 'transfer.effect' : 'transfer.effect.propose', { name: member.full_name, cell: member.cell_name }))],
    act: () => send(form, (body) => request('POST', `/members/${member.id}/transfers`, { body, key })),
  });
  if (!made) return false;
  toast(t(made.state === 'sent' ? 'transfer.sent' : 'transfer.proposed', { name: member.full_name }));
  if (letter && letter.checked && made.state === 'sent') await makeLetters([made.id], made);
  await draw();
  return true;
}

/** The same act for all ticked members, with the full list first. */
export function transferMany(ids) {
  const form = formOf(true);
  return previewAct({
    title: t('transfer.bulk'), lead: t('transfer.bulk.lead', { n: showNumber(ids.length) }), path: '/transfers',
    form: [h('div', { class: 'rule' }, t('transfer.rule')), form.node], showProblem: (problem) => { showIn(form, problem); return true; },
    body: () => { const given = form.given(); return given && !form.missing() ? { members: ids, ...given } : null; },
    plan: (plan) => planOfMany(plan, { can: t('transfer.can'), refused: t('transfer.bulk.refused', { n: showNumber(plan.refused) }) }),
    button: (plan) => t('transfer.bulk.button', { n: showNumber(plan.moved) }), done: (plan) => t('transfer.bulk.done', { n: showNumber(plan.moved) }),
  });
}

/* A dialog on one transfer: its fields, the act, the line afterwards. */
async function actOn(transfer, { act, fields, values, path, words }) {
  const form = createForm(fields, values);
  const key = actKey();
  const about = { name: transfer.full_name, from: transfer.from_name, to: transfer.to_name };
  const made = await openDialog({
    title: t(`transfer.title.${act}`), lead: `${transfer.full_name} · ${transfer.from_name} → ${transfer.to_name}`, button: t(`transfer.button.${act}`),
    body: [form.node, h('p', { class: 'effect' }, t(`transfer.effect.${act}`, about))],
    act: () => sendForm(form, (body) => request('POST', `/transfers/${transfer.id}/${path}`, { body: { ...body, ...(act === 'refusal' ? { agreed: false } : {}) }, version: transfer.version, key })),
  });
  if (!made) return null;
  toast(t(`transfer.done.${act}`, about));
  return made;
}

const why = (required) => ({ name: 'why', type: 'lines', required, label_vi: 'Lý do', label_en: 'Why' });
const day = () => ({ ...own('arrived_on'), name: 'day', required: true, label_vi: 'Ngày', label_en: 'Day' });

const ACTS = {
  decision: () => ({ fields: [own('letter_number', { required: true }), own('sent_on', { required: true }), own('dues_until')], values: { sent_on: today() }, path: 'decision' }),
  refusal: () => ({ fields: [why(true)], path: 'decision' }),
  arrival: () => ({ fields: [day()], values: { day: today() }, path: 'arrival' }),
  return: () => ({ fields: [day(), why(false)], values: { day: today() }, path: 'return' }),
};

/** Which acts are open on a transfer to whoever looks, the usual one first. */
export function openActs(x) {
  if (!can('transfer_write')) return [];
  const outside = !x.to_cell_id;
  switch (x.state) {
    case 'proposed': return x.outgoing ? ['decision', 'refusal'] : [];
    case 'sent': return [(x.incoming || (outside && x.outgoing)) && 'arrival', x.outgoing && 'return'].filter(Boolean);
    case 'arrived': return x.kind === 'temporary' && (x.guest ? x.incoming : x.outgoing) ? ['return'] : [];
    default: return [];
  }
}

/** Runs an act; a letter that was given just now can be made as a Word file at once. */
export async function runAct(transfer, act) {
  const made = await actOn(transfer, { act, ...ACTS[act]() });
  if (!made) return;
  if (act === 'decision' && mayMakePapers()) await makeLetters([made.id], made);
  await draw();
}

/** Whether the newest act may be taken back here. */
export const mayUndo = (x) => (x.state === 'proposed' ? can('transfer_propose') && x.outgoing : can('transfer_write') && (x.guest ? x.incoming : x.state === 'arrived' ? x.incoming || (!x.to_cell_id && x.outgoing) : x.outgoing));

export async function undoTransfer(x) {
  const done = await takeBack({
    title: t('transfer.undo'), lead: t('transfer.undo.lead', { name: x.full_name, state: codeLabel('transfer_state', x.state), day: showDate(x.arrived_on || x.sent_on) || '–' }), button: t('transfer.undo.button'),
    path: `/transfers/${x.id}`, version: x.version,
  });
  if (!done) return;
  toast(t('transfer.undone'));
  await draw();
}
