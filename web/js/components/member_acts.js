/* Acts on a membership: the menu of those that are open, and the dialog of each, with its rule before the fields. */
import { get, request, actKey, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { parseDate, showDate } from '../core/format.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { can, codeLabel, codes, field, today } from '../core/store.js';
import { parseShare, votesNeeded } from '../core/votes.js';
import { createForm, sendForm } from './form.js';
import { openDialog } from './dialog.js';
import { takeBack } from './reasoned_act.js';
import { toast } from './toast.js';

await addWords('membership');

const own = (name, more) => ({ ...field('status_changes', name), ...more });

/* What the act asks for, and what is seldom needed. */
function fieldsOf(act) {
  const first = [own('day')];
  const more = [];
  if (act.grounds.length > 0) first.push(own('ground', { required: act.ground_required, options: codes('change_ground').filter((c) => act.grounds.includes(c.code)) }));
  if (act.limit || act.kind === 'exemption') first.push(own('until', act.kind === 'exemption' ? { hint_vi: t('change.until.hint'), hint_en: t('change.until.hint') } : {}));
  if (act.vote) {
    first.push(own('in_favour', { required: true }));
    more.push(own('eligible'));
    if (act.vote.committee) first.push(own('committee_in_favour'), own('committee_eligible'));
  }
  if (act.decision) first.push(own('decision_number', { required: true }));
  (act.decision ? first : more).push(own('decided_by'));
  if (!act.decision) more.push(own('decision_number'));
  if (act.kind === 'restoration') first.push(own('cell_id', { kinds: ['base_cell', 'cell'] }));
  return { first: [...first, own('why')], more };
}

/* The values an act is judged by, with their source. */
function ruleLines(act, order, number) {
  const tag = (p) => [` · ${t('citation')}: ${p.citation || t('rule.no_citation')} `, h('span', { class: 'tag' }, t(p.confirmed ? 'rule.refuses' : 'rule.warns'))];
  const lines = [];
  if (!act.open) lines.push(h('div', { class: 'note n-bad', role: 'alert' }, t('change.not_open', { act: codeLabel('status_change', act.kind) }), h('span', { class: 'small' }, tag(order))));
  if (act.vote) {
    const share = parseShare(act.vote.value);
    const eligible = number('eligible') ?? act.vote.eligible;
    const inFavour = number('in_favour');
    const needed = share && votesNeeded(share, eligible);
    lines.push(h('div', { class: 'rule' }, h('b', null, t('step.share', { share: act.vote.value, needed: needed ?? '–', eligible })), tag(act.vote),
      needed !== null && inFavour !== null && h('div', null, h('span', { class: `st ${inFavour >= needed ? 'ok' : 'bad'}` }, t(inFavour >= needed ? 'vote.reached' : 'vote.short')))));
  }
  if (act.limit) lines.push(h('div', { class: 'rule' }, h('b', null, t('change.limit', { n: act.limit.value, day: showDate(act.limit.until) })), tag(act.limit)));
  return lines;
}

async function record(member, checklist, kind) {
  const path = `/members/${member.id}/status-changes`;
  let { acts: all, order } = checklist;
  const act = () => all.find((a) => a.kind === kind);
  const { first, more } = fieldsOf(act());
  const form = createForm([...first, ...more], { day: checklist.day });
  const row = (name) => form.rows.find((r) => r.field.name === name);
  const number = (name) => { const value = row(name) && row(name).input.value.trim(); return value && /^\d+$/.test(value) ? Number(value) : null; };
  const rules = h('div', { class: 'stack-s' });
  const showRules = () => replace(rules, ruleLines(act(), order, number));
  row('day').input.addEventListener('change', async () => {
    const day = parseDate(row('day').input.value);
    if (!day || day.length !== 10) return;
    try {
      ({ acts: all, order } = await get(`${path}/checklist`, { day }));
      showRules();
    } catch (error) {
      if (!(error instanceof Problem)) throw error; /* what is typed is judged when it is sent */
    }
  });
  for (const r of form.rows) r.input.addEventListener('input', showRules);
  const nodes = (list) => h('div', { class: 'fields' }, list.map((f) => row(f.name).node));
  form.node.lastChild.replaceWith(h('div', { class: 'stack' }, nodes(first), more.length > 0 && h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('step.more')), h('div', { class: 'mt' }, nodes(more)))));
  showRules();
  const key = actKey();
  const label = codeLabel('status_change', kind);
  const made = await openDialog({
    title: label, wide: true, lead: `${member.full_name} · ${member.cell_name || ''}`, button: t('change.button', { act: label }),
    body: [rules, form.node, h('p', { class: 'effect' }, t(`change.effect.${kind}`, { name: member.full_name }))],
    act: () => sendForm(form, (body) => request('POST', path, { body: { ...body, kind }, version: member.version, key })),
  });
  if (!made) return;
  toast(t('change.done', { act: label, day: showDate(made.day) }));
  await draw();
}

/** Opens the dialog of an act; nothing happens when it is not one that is open. */
export async function recordChange(member, kind) {
  if (kind === 'arrival') return recordArrival(member);
  const checklist = await get(`/members/${member.id}/status-changes/checklist`, { day: today() });
  return checklist.acts.some((a) => a.kind === kind && a.open) ? record(member, checklist, kind) : undefined;
}

/** The letter of somebody who came from a place outside: kept as a transfer that has arrived. */
export async function recordArrival(member) {
  const of = (name, more) => ({ ...field('transfers', name), ...more });
  const form = createForm([of('from_outside', { required: true, wide: true }), of('letter_number', { required: true }), of('sent_on', { required: true }), of('dues_until'), of('cause')], { from_outside: member.joined_from });
  const key = actKey();
  const made = await openDialog({
    title: t('arrival'), wide: true, lead: `${member.full_name} · ${member.cell_name || ''} · ${showDate(member.joined_on)}`, button: t('arrival.button'),
    body: [form.node, h('p', { class: 'effect' }, t('arrival.effect'))],
    act: () => sendForm(form, (body) => request('POST', `/members/${member.id}/transfers`, { body: { kind: 'official', ...body }, key })),
  });
  if (!made) return;
  toast(t('arrival.done', { number: made.letter_number }));
  await draw();
}

/** List items of the menu of a member. */
export async function memberActs(member) {
  const item = (words, run) => h('li', null, h('button', { class: 'linklike', type: 'button', onclick: run }, words));
  const checklist = can('member_write') ? await get(`/members/${member.id}/status-changes/checklist`, { day: today() }) : null;
  const moves = can('transfer_propose') && (checklist ? checklist.transfer : member.activity === 'active');
  const items = [
    moves && item(t('transfer.new'), async () => (await import('./transfer_acts.js')).transferMember(member)),
    can('transfer_write') && member.joined_on && item(t('arrival'), () => recordArrival(member)),
    ...(checklist ? checklist.acts.filter((a) => a.open).map((a) => item(codeLabel('status_change', a.kind), () => record(member, checklist, a.kind))) : []),
  ].filter(Boolean);
  return items.length > 0 ? items : [h('li', { class: 'muted' }, t('change.none'))];
}

/* ---- what was recorded */

/** The changes of a member with the way back of the newest; null when there are none. */
export function changesPanel(member, changes) {
  if (changes.length === 0) return null;
  const newest = changes.reduce((a, b) => (b.id > a.id ? b : a));
  const undo = async (c) => {
    const done = await takeBack({ title: t('change.undo'), lead: t('change.undo.lead', { act: codeLabel('status_change', c.kind), day: showDate(c.day), name: member.full_name }), button: t('change.undo.button'), path: `/members/${member.id}/status-changes/${c.id}`, version: c.version });
    if (!done) return;
    toast(t('change.undone'));
    await draw();
  };
  const line = (c) => h('li', null, h('span', { class: 'd' }, c.until ? `${showDate(c.day)} – ${showDate(c.until)}` : showDate(c.day)), h('div', null,
    h('strong', null, codeLabel('status_change', c.kind)), c.ground && ` · ${codeLabel('change_ground', c.ground)}`, c.decision_number && ` · ${c.decision_number}`,
    c.in_favour !== null && c.in_favour !== undefined && h('div', { class: 'small muted' }, `${labelOf(field('status_changes', 'in_favour'))}: ${c.in_favour}${c.eligible ? ` / ${c.eligible}` : ''}`),
    c.why && h('div', { class: 'small pre' }, c.why), h('div', { class: 'small muted' }, t('step.by', { who: c.recorded_by || '–' })),
    c === newest && can('member_write') && h('button', { class: 'btn btn-s', type: 'button', onclick: () => undo(c) }, t('change.undo'))));
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('changes'))), h('ul', { class: 'tl pb' }, changes.map(line)));
}
