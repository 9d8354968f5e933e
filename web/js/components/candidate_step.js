/* Recording a step of a dossier: the rules and what is missing stand before the fields, the effect in one sentence before the button. */
import { get, request, actKey, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { parseDate, showDate, showPercent } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, field, today } from '../core/store.js';
import { parseShare, percentOf, votesNeeded } from '../core/votes.js';
import { breaches, conditionList } from './conditions.js';
import { placeOf } from './candidate_head.js';
import { createForm } from './form.js';
import { createPaperRows } from './paper_rows.js';
import { openDialog } from './dialog.js';

await addWords('membership');

const RESULT = ['admission_vote_share', 'admission_committee_share'];

/* What each kind of step asks for; the rest is folded away. */
function fieldsOf(step, vote) {
  const first = ['day'];
  if (step.votes) first.push(...(vote && vote.eligible === null ? ['eligible'] : []), 'in_favour', 'against', 'absent');
  if (step.decides) first.push('decision_number', 'decided_by', 'received_on');
  if (step.step === 'ceremony') first.push('place');
  const more = step.votes ? ['eligible', ...(step.recorded_by === 'cell' ? ['away', 'exempt_absent'] : []), 'note'] : ['note'];
  const must = ['day', step.votes && 'in_favour', step.decides && 'decision_number'];
  const take = (name) => ({ ...field('candidate_steps', name), required: must.includes(name) });
  return { first: first.map(take), more: more.filter((name) => !first.includes(name)).map(take) };
}

/* One row a paper that is still missing. */
const papersOf = (checklist, step) => checklist.documents.filter((d) => d.step === step.step)
  .flatMap((d) => Array.from({ length: Math.max(0, d.needed - d.present) }, () => ({ kind: d.kind, form_code: d.form_code })));

/* The superior's approval, where a rule that is not met may be excepted from. */
function approvalsOf(conditions, vote) {
  const rules = breaches(conditions).filter((c) => c.may_be_excepted).map((c) => [c.rule, c.detail]);
  if (vote && vote.superior_may_decide) rules.push([vote.rule, t('step.superior_decides')]);
  return rules.map(([rule, detail]) => ({ kind: 'approval', for_rule: rule, label: t('step.approval', { detail }) }));
}

/* What the typed numbers come to: { eligible, needed, reached } or null. */
function countVote(form, vote) {
  const number = (name) => { const row = form.rows.find((r) => r.field.name === name); return row && row.read() !== undefined ? row.read() : null; };
  const share = parseShare(vote.share);
  /* the register's count has those it knows to be away taken out already */
  const known = vote.eligible === null ? null : vote.eligible + vote.away - (number('away') ?? vote.away) - (number('exempt_absent') || 0);
  const eligible = number('eligible') ?? known;
  const inFavour = number('in_favour');
  if (!share || !eligible) return null;
  const needed = votesNeeded(share, eligible);
  return { eligible, needed, inFavour, reached: inFavour !== null && inFavour >= needed };
}

function ruleOfVote(vote, count) {
  return h('div', { class: 'rule' }, h('b', null, count ? t('step.share', { share: vote.share, needed: count.needed, eligible: count.eligible }) : t('step.share.unknown', { share: vote.share })),
    h('br'), vote.away > 0 && [t('step.away', { n: vote.away }), h('br')], `${t('citation')}: ${vote.citation || t('rule.no_citation')} `, h('span', { class: 'tag' }, t(vote.confirmed ? 'rule.refuses' : 'rule.warns')));
}

/** Opens the dialog of the step; gives whether it was recorded. */
export async function recordStep({ candidate, checklist, step }) {
  const path = `/candidates/${candidate.id}`;
  const ask = (day) => get(`${path}/checklist`, { step: step.step, day });
  /* the page has asked about the next step already */
  const { asked } = checklist.asked && checklist.asked.step === step.step ? checklist : await ask(today());
  let { vote } = asked;
  const names = fieldsOf(step, vote);
  const form = createForm([...names.first, ...names.more], { day: today() });
  const row = (name) => form.rows.find((r) => r.field.name === name);
  const rules = h('div', { class: 'stack-s' });
  const effect = h('p', { class: 'effect', role: 'status' });
  const papers = createPaperRows(papersOf(checklist, step), today());
  const paperField = h('fieldset', { class: 'stack-s' }, h('legend', { class: 'label' }, t('step.papers')), papers.node);
  const key = actKey();
  const next = checklist.steps[checklist.steps.findIndex((s) => s.step === step.step) + 1];

  function showRules(conditions, count) {
    const own = conditions.filter((c) => c.rule !== 'admission_file' && !RESULT.includes(c.rule));
    replace(rules, vote && ruleOfVote(vote, count), own.length > 0 && conditionList(own));
    papers.offer(approvalsOf(conditions, vote));
    paperField.hidden = papers.count() === 0;
  }
  let conditions = asked.conditions;
  function show() {
    const count = vote ? countVote(form, vote) : null;
    showRules(conditions, count);
    const result = count && count.inFavour !== null ? t(count.reached ? 'step.reached' : 'step.not_reached', { n: count.inFavour, all: count.eligible, percent: showPercent(percentOf(count.inFavour, count.eligible)) }) : '';
    const stays = count && count.inFavour !== null && !count.reached;
    const words = [result, stays ? t('step.stays', { step: codeLabel('candidate_step', step.step) }) : step.step === 'ceremony' ? t('step.effect.ceremony', { name: candidate.full_name })
      : step.step === 'recognition_decision' ? t('step.effect.recognition', { name: candidate.full_name }) : next ? t('step.effect', { next: codeLabel('candidate_step', next.step) }) : ''].filter(Boolean).join('; ');
    effect.textContent = words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
  }
  async function dayChanged() {
    const day = parseDate(row('day').input.value);
    if (!day || day.length !== 10) return;
    papers.follow(day);
    try {
      const again = await ask(day);
      ({ conditions, vote } = again.asked);
      show();
    } catch (error) {
      if (!(error instanceof Problem)) throw error; /* what is typed is judged when it is sent */
    }
  }
  row('day').input.addEventListener('change', dayChanged);
  for (const r of form.rows) r.input.addEventListener('input', show);
  form.node.lastChild.replaceWith(h('div', { class: 'stack' },
    h('div', { class: `fields ${step.votes ? 'fields-4' : 'fields-3'}` }, names.first.map((f) => row(f.name).node)),
    h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('step.more')), h('div', { class: 'fields fields-3 mt' }, names.more.map((f) => row(f.name).node)))));
  show();

  return openDialog({
    title: t('step.record', { step: codeLabel('candidate_step', step.step) }), wide: true, lead: `${candidate.full_name} · ${placeOf(checklist, step.step)}`,
    button: t('step.button', { step: codeLabel('candidate_step', step.step) }),
    body: [rules, form.node, paperField, effect],
    act: async () => {
      const body = form.given();
      const documents = papers.read();
      if (!body || !documents) return false;
      const count = vote ? countVote(form, vote) : null;
      const approved = documents.some((d) => RESULT.includes(d.for_rule));
      if (count && !count.reached && !approved) body.agreed = false;
      try {
        const made = await request('POST', `${path}/steps`, { body: { ...body, step: step.step, documents }, version: candidate.version, key });
        return made;
      } catch (error) {
        if (!(error instanceof Problem) || error.errors.length === 0) throw error;
        const rest = error.errors.filter((e) => !papers.show(e));
        form.showProblem({ ...error, errors: rest, body: error.body, message: error.message });
        return false;
      }
    },
  });
}

/** What was recorded, in one line: the day, and what the rules had to say about it. */
export const recordedLine = (made) => t('step.recorded', { step: codeLabel('candidate_step', made.step), day: showDate(made.day) });
