/* A discipline case: where it stands and what runs, the next act, what was done, the matter, the affair's other subjects, who may read it. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw, takeAct } from '../core/router.js';
import { can, codeLabel, fields, store } from '../core/store.js';
import { caseActs, readerPanel } from '../components/discipline_acts.js';
import { caseFacts, caseState, caseWay, clockPanel, subjectLink, subjectName } from '../components/discipline_head.js';
import { purpose, purposeGate, purposeLine } from '../components/discipline_purpose.js';
import { documentPanel } from '../components/documents.js';
import { decisionTable } from '../components/discipline_table.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { paperButton } from '../components/paper.js';
import { createSection } from '../components/section.js';
import { stepItem } from '../components/step_item.js';
import { createTable } from '../components/table.js';

await addWords('discipline');
await addWords('membership');

const MATTER = ['title', 'source', 'source_on', 'source_note', 'matter', 'content', 'violation_on', 'grave', 'assigned_from_above', 'authority', 'decider_id', 'without_vote', 'decision_number', 'paper_on'];
const AFTER = ['appeal', 'appeal_outcome', 'annulment', 'deferral', 'resumption', 'lapse'];

/* ---- what may follow */

const mayRecord = (step) => can('discipline_write') && (step.by_cell || store.session.grant.role !== 'secretary');

async function run(record, joint, step) {
  const acts = await import('../components/discipline_step.js');
  const made = await acts.recordStep({ record, joint, step });
  if (!made) return;
  (await import('../components/toast.js')).toast(acts.recordedLine(made));
  await draw();
}

/* What leads on stands first and strong; what happens besides, beside it. */
function nextActs(record, joint, checklist) {
  const open = checklist.steps.filter(mayRecord);
  const first = open.find((s) => !AFTER.includes(s.step)) || open.find((s) => ['appeal_outcome', 'resumption'].includes(s.step));
  const button = (s, strong) => h('button', { class: strong ? 'btn btn-primary act' : 'btn', type: 'button', onclick: () => run(record, joint, s.step) }, codeLabel('discipline_step', s.step));
  if (open.length === 0) return checklist.steps.length > 0 && can('discipline_write') && h('span', { class: 'small muted' }, t('case.step.by_superior'));
  return [open.filter((s) => s !== first).map((s) => button(s, false)), first && button(first, true)];
}

/* ---- what was done */

function stepLine(s) {
  const words = [codeLabel('discipline_step', s.step), s.form && `: ${codeLabel('discipline_form', s.form)}`, s.outcome && `: ${codeLabel('appeal_outcome', s.outcome)}`, s.ground && ` (${codeLabel('discipline_ground', s.ground)})`, !s.agreed && ` (${t(s.step === 'conclusion' ? 'case.no_discipline' : 'vote.short')})`, s.decision_number && ` · ${s.decision_number}`];
  return stepItem(s, words, [s.in_favour !== null && s.in_favour !== undefined && t('case.votes', { n: s.in_favour, all: s.eligible }), s.decided_by, s.until && t('case.clocks.until', { day: showDate(s.until) })]);
}

const timeline = (steps) => h('section', { class: 'panel' }, h('header', null, h('h2', null, t('case.done'))), h('div', { class: 'pb' }, h('ul', { class: 'tl' }, steps.map(stepLine))));

/* ---- the affair */

function affairPanel(record, joint) {
  if (joint.length < 2) return null;
  const table = createTable({
    caption: t('affair.subjects'), columns: [
      { key: 'who', label: t('case.new.who'), head: true, cell: (d) => (d.id === record.id ? h('strong', null, subjectName(d)) : [subjectLink(d), h('div', { class: 'small' }, h('a', { href: `/discipline/${d.id}` }, t('case.open_at'), h('span', { class: 'sr' }, ` ${subjectName(d)}`)))]) },
      { key: 'form', label: t('case.decision_of'), cell: (d) => (d.form ? codeLabel('discipline_form', d.form) : '–') },
      { key: 'state', label: t('state'), cell: caseState }],
  });
  table.set(joint);
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('affair.subjects'))), table.node);
}

/* An imported decision has no file yet: it is shown as it is, and the first act on it makes one. */
function asDecision(record) {
  const table = decisionTable({ ofOne: true });
  table.set([record]);
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('discipline'))), table.node);
}

/* ---- the page */

async function loadCase(path, record, signal) {
  const why = { purpose: purpose() };
  const [checklist, steps, joint, readers] = await Promise.all([
    get(`${path}/checklist`, why, { signal }), get(`${path}/steps`, { sort: '-id', limit: 200, ...why }, { signal }),
    get('/discipline', { joint_id: record.joint_id, sort: 'received_on', limit: 100, ...why }, { signal }),
    can('discipline_all') ? get(`${path}/readers`, { limit: 200 }, { signal }) : { items: [] }]);
  return { checklist, steps: steps.items, joint: joint.items, readers: readers.items };
}

export async function render({ params, signal }) {
  const path = `/discipline/${params.id}`;
  if (!purpose()) return { title: t('case'), node: [h('div', { class: 'head' }, h('h1', null, t('case'))), purposeGate()] };
  const record = await get(path, { purpose: purpose() }, { signal });
  const chain = await get(`/organizations/${record.org_id}`, null, { signal }).then((org) => ancestors(org)).catch(() => []);
  const page = { title: `${t('case')} · ${subjectName(record)}`, org: record.org_id, crumbs: [...crumbsOf(chain), { href: `/organizations/${record.org_id}/discipline`, text: t('discipline.tab') }] };
  if (!record.case) {
    const acts = can('discipline_all') ? { steps: ['appeal', 'annulment'].map((step) => ({ step, by_cell: true })) } : { steps: [] };
    return { ...page, node: [h('div', { class: 'head' }, h('h1', null, subjectName(record)), nextActs(record, [], acts)), h('div', { class: 'stack' }, asDecision(record)), purposeLine()] };
  }
  const { checklist, steps, joint, readers } = await loadCase(path, record, signal);
  const kept = steps.filter((s) => !s.undone);
  const able = can('discipline_write');
  const more = caseActs({ record, steps: kept });
  return {
    ...page,
    arrived: () => { const act = takeAct(); const step = checklist.steps.find((s) => s.step === act && mayRecord(s)); if (step) run(record, joint, step.step); },
    node: [
      h('div', { class: 'head' }, h('h1', null, record.title),
        paperButton({ discipline: [record.id] }),
        more.length > 0 && h('details', { class: 'menu' }, h('summary', null, t('more_acts')), h('div', { class: 'pop pop-menu' }, h('ul', null, more))),
        nextActs(record, joint, checklist)),
      h('p', { class: 'small' }, h('span', { class: 'st warn wrap' }, t('case.secret'))),
      caseFacts(record), caseWay(record, [...kept].reverse(), checklist),
      h('div', { class: 'cols cols-21' },
        h('div', { class: 'stack' }, clockPanel(checklist), affairPanel(record, joint),
          createSection({ title: t('case.facts'), path, record, fields: fields('discipline_cases').filter((f) => MATTER.includes(f.name)).map((f) => (f.name === 'decider_id' ? { ...f, ref: 'directory', show: () => record.decider_name || '' } : f)), editable: able, reload: draw }),
          documentPanel({ of: { case_id: record.id }, able, purpose: purpose() })),
        h('div', { class: 'stack' }, timeline(steps), can('discipline_all') && readerPanel(record, readers))),
      purposeLine()],
  };
}
