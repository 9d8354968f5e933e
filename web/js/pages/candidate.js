/* A dossier: where it stands and what is due, its papers, its votes, what has been done, the person; the next act first. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showPercent } from '../core/format.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { draw, go, takeAct, withQuery } from '../core/router.js';
import { can, codeLabel, fields, store } from '../core/store.js';
import { parseShare, percentOf, votesNeeded } from '../core/votes.js';
import { candidateFacts, stageLine } from '../components/candidate_head.js';
import { dossierActs, removePaper } from '../components/candidate_acts.js';
import { documentPanel } from '../components/documents.js';
import { daysLeft, dueMark } from '../components/due.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { createSection } from '../components/section.js';
import { stepItem } from '../components/step_item.js';
import { createTable } from '../components/table.js';
import { trailNav } from '../components/trail.js';

await addWords('membership');

const PERSON = ['identity', 'helpers', 'education', 'readmission'];
const ELSEWHERE = ['id', 'uid', 'version', 'helper_name', 'helper2_name', 'introducer_name', 'introducer2_name'];

/* ---- what is due */

function dueNote(candidate, checklist, missing) {
  if (candidate.state !== 'open') return null;
  const next = codeLabel('candidate_step', checklist.next_step);
  const { due } = checklist;
  return h('div', { class: `note ${due && due.state === 'overdue' ? 'n-bad' : due && due.state !== 'coming' ? 'n-warn' : ''}`, role: 'status' },
    h('strong', null, t('candidate.next', { step: next })),
    due && [' ', t('candidate.due', { day: showDate(due.due_on), left: daysLeft(candidate.days_left) }), ' ', due.state !== 'coming' && dueMark(due.state),
      due.state === 'in_procedure' && due.last_due_on && ` ${t('candidate.due.last', { day: showDate(due.last_due_on) })}`, h('span', { class: 'small muted' }, ` · ${t('citation')}: ${due.citation || t('rule.no_citation')}`)],
    missing > 0 && h('div', null, t('candidate.missing', { n: missing })));
}

/* ---- papers: what the file needs, with what is there, and what came besides */

const paperState = (d, checklist) => {
  if (d.present >= d.needed) return h('span', { class: 'st ok' }, t('paper.there'));
  const done = checklist.steps.some((s) => s.step === d.step && s.state === 'done');
  return done || d.step === checklist.next_step ? h('span', { class: `st ${done ? 'bad' : 'warn'}` }, t(done ? 'paper.lacking' : 'paper.needed')) : h('span', { class: 'st off' }, t('paper.later'));
};

/* What the recognition needs is nobody's business before the ceremony. */
function neededPapers(checklist) {
  const admitted = checklist.steps.some((s) => s.step === 'ceremony' && s.state === 'done');
  return checklist.documents.filter((d) => admitted || d.present > 0 || !d.step.startsWith('recognition_'));
}

function paperPanel(candidate, checklist, papers, able) {
  const needed = neededPapers(checklist);
  const rows = needed.flatMap((d) => {
    const there = papers.filter((p) => p.kind === d.kind);
    return there.length > 0 ? there.map((p, i) => ({ ...p, need: d, first: i === 0 })) : [{ id: `n-${d.kind}-${d.step}`, kind: d.kind, form_code: d.form_code, need: d, first: true }];
  });
  const rest = papers.filter((p) => !needed.some((d) => d.kind === p.kind));
  const table = createTable({
    caption: t('candidate.file'), columns: [
      { key: 'form', label: t('paper.form'), cell: (r) => h('span', { class: 'nowrap' }, r.form_code || (r.need && r.need.form_code) || '–') },
      { key: 'kind', label: t('candidate.paper'), head: true, cell: (r) => [codeLabel('candidate_document', r.kind), r.title && h('div', { class: 'small muted' }, r.title), r.for_rule && h('div', { class: 'small muted' }, t('paper.for_rule', { rule: r.for_rule }))] },
      { key: 'state', label: t('state'), cell: (r) => (r.need && r.first ? paperState(r.need, checklist) : h('span', { class: 'st ok' }, t('paper.there'))) },
      { key: 'issued_on', label: t('paper.day'), cell: (r) => r.issued_on && [h('span', { class: 'nowrap' }, showDate(r.issued_on)), r.number && h('div', { class: 'small muted' }, r.number)] },
      ...(able && papers.some((p) => !p.step_id) ? [{ key: 'act', label: t('acts'), cell: (r) => r.version && !r.step_id && h('button', { class: 'btn btn-s', type: 'button', onclick: () => removePaper(candidate, r) }, t('remove')) }] : [])],
  });
  table.set([...rows, ...rest]);
  const lacking = needed.filter((d) => d.present < d.needed).length;
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('candidate.file')), h('span', { class: 'small muted' }, t('candidate.file.sum', { there: needed.length - lacking, lacking }))), table.node);
}

/* ---- votes */

function votePanel(steps) {
  const votes = steps.filter((s) => s.in_favour !== null && s.in_favour !== undefined);
  if (votes.length === 0) return null;
  const shareOf = (s) => { const rule = (s.judged || []).find((j) => j.rule === 'admission_vote_share' || j.rule === 'admission_committee_share'); return rule ? parseShare(rule.value) : null; };
  const table = createTable({
    caption: t('candidate.votes'), columns: [
      { key: 'step', label: t('candidate.body'), head: true, cell: (s) => [codeLabel('candidate_step', s.step), h('div', { class: 'small muted' }, showDate(s.day))] },
      { key: 'votes', label: t('candidate.in_favour'), num: true, cell: (s) => [h('strong', null, `${s.in_favour} / ${s.eligible}`), h('div', { class: 'small muted' }, showPercent(percentOf(s.in_favour, s.eligible)))] },
      { key: 'result', label: t('candidate.result'), cell: (s) => [h('span', { class: `st ${s.agreed ? 'ok' : 'bad'}` }, t(s.agreed ? 'vote.reached' : 'vote.short')), shareOf(s) && h('div', { class: 'small muted nowrap' }, t('vote.needed', { n: votesNeeded(shareOf(s), s.eligible) }))] }],
  });
  table.set([...votes].reverse());
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('candidate.votes'))), table.node);
}

/* ---- what has been done */

function stepLine(s) {
  const words = [codeLabel('candidate_step', s.step), !s.agreed && ` (${t('vote.short')})`, s.decision_number && ` · ${s.decision_number}`, s.place && ` · ${s.place}`];
  return stepItem(s, words);
}

function timeline(steps, exit) {
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('candidate.done'))), h('div', { class: 'pb' }, h('ul', { class: 'tl' },
    exit && h('li', null, h('time', { datetime: exit.day }, showDate(exit.day)), h('div', null, h('strong', null, codeLabel('candidate_exit', exit.exit)), exit.why && h('div', { class: 'small pre' }, exit.why))),
    steps.map(stepLine))));
}

/* ---- the page */

/** Whether this role records the step; what a cell does not decide the office records. */
const mayRecord = (step) => can('candidate_write') && (step.recorded_by === 'cell' || store.session.grant.role !== 'secretary');

async function run(candidate, checklist, step) {
  const acts = await import('../components/candidate_step.js');
  const made = await acts.recordStep({ candidate, checklist, step });
  if (!made) return;
  (await import('../components/toast.js')).toast(acts.recordedLine(made));
  await draw();
}

const openSteps = (candidate, checklist) => (candidate.state === 'open' && can('candidate_write') ? checklist.steps.filter((s) => s.state === 'open') : []);

function nextAct(candidate, checklist) {
  const open = openSteps(candidate, checklist);
  const next = open.find((s) => s.step === checklist.next_step) || open[0];
  if (!next) return null;
  const others = open.filter((s) => s !== next && mayRecord(s));
  return [
    ...others.map((s) => h('button', { class: 'btn', type: 'button', onclick: () => run(candidate, checklist, s) }, t('step.open', { step: codeLabel('candidate_step', s.step) }))),
    mayRecord(next) ? h('button', { class: 'btn btn-primary act', type: 'button', onclick: () => run(candidate, checklist, next) }, t('step.open', { step: codeLabel('candidate_step', next.step) }))
      : h('span', { class: 'small muted' }, t('step.by_office', { step: codeLabel('candidate_step', next.step) }))];
}

export async function render({ params, query, signal }) {
  const path = `/candidates/${params.id}`;
  const include = query.include === 'sensitive' ? 'sensitive' : undefined;
  const [candidate, checklist, steps, papers, trail] = await Promise.all([
    get(path, { include }, { signal }), get(`${path}/checklist`, null, { signal }), get(`${path}/steps`, { sort: '-id', limit: 200 }, { signal }), get(`${path}/documents`, { limit: 200, sort: 'issued_on' }, { signal }), trailNav('/candidates', params.id)]);
  const exit = candidate.state === 'exited' ? await get(`${path}/exit`, null, { signal }) : null;
  const chain = await get(`/organizations/${candidate.cell_id}`, null, { signal }).then((cell) => ancestors(cell)).catch(() => []);
  const able = can('candidate_write') && candidate.state === 'open';
  const missing = checklist.documents.filter((d) => d.step === checklist.next_step && d.present < d.needed).length;
  const kept = steps.items.filter((s) => !s.undone);
  const acts = can('candidate_write') ? dossierActs({ candidate, exit, steps: kept, office: store.session.grant.role !== 'secretary' }) : [];
  const reveal = can('member_sensitive') ? () => go(withQuery({ include: 'sensitive' })) : null;
  const sections = store.dictionary.candidates.groups.filter((g) => PERSON.includes(g.name)).map((g) => {
    const own = fields('candidates').filter((f) => f.group === g.name && !ELSEWHERE.includes(f.name));
    return createSection({ title: labelOf(g), path, record: candidate, fields: own.map((f) => nameOf(f, candidate)), editable: able && (!candidate.member_id || g.name === 'helpers'), reveal, reload: draw });
  });
  return {
    title: candidate.full_name, org: candidate.cell_id,
    arrived: () => { const act = takeAct(); const step = openSteps(candidate, checklist).find((s) => s.step === act && mayRecord(s)); if (step) run(candidate, checklist, step); },
    crumbs: [...crumbsOf(chain), { href: `/organizations/${candidate.cell_id}/candidates`, text: t('candidates') }],
    node: [
      trail, h('div', { class: 'head' }, h('h1', null, candidate.full_name),
        acts.length > 0 && h('details', { class: 'menu' }, h('summary', null, t('more_acts')), h('div', { class: 'pop pop-menu' }, h('ul', null, acts))),
        nextAct(candidate, checklist)),
      candidateFacts(candidate, checklist), stageLine(checklist),
      h('div', { class: 'stack' },
        candidate.state === 'exited' && h('div', { class: 'note n-warn', role: 'status' }, h('strong', null, t('candidate.exited', { exit: codeLabel('candidate_exit', candidate.exit), day: showDate(exit && exit.day) })), exit && exit.why && ` ${exit.why}`),
        candidate.state === 'done' && h('div', { class: 'note', role: 'status' }, t('candidate.is_done'), ' ', h('a', { href: `/members/${candidate.member_id}` }, t('candidate.to_member'))),
        dueNote(candidate, checklist, missing),
        h('div', { class: 'cols cols-21' },
          h('div', { class: 'stack' }, paperPanel(candidate, checklist, papers.items, able), can('document_read') && documentPanel({ of: { candidate_id: candidate.id }, able: can('candidate_write') }), sections),
          h('div', { class: 'stack' }, votePanel(kept), timeline(steps.items, exit))))],
  };
}

/* A person of the register is shown by name, not by number. */
function nameOf(f, candidate) {
  const name = f.name.replace(/_id$/, '_name');
  return f.type === 'id' && candidate[name] !== undefined ? { ...f, show: () => candidate[name] || '' } : f;
}
