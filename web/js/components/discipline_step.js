/* Recording a step of a discipline case: what it asks for, the rules as they judge what is typed, the effect in one sentence. */
import { request, actKey, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, codes, field, today } from '../core/store.js';
import { conditionList } from './conditions.js';
import { openDialog } from './dialog.js';
import { subjectName } from './discipline_head.js';
import { createForm } from './form.js';
import { ruleLine } from './states.js';

await addWords('discipline');

/* What each step asks for: first what it needs, then what may be added. A star: it must be there. */
const ASKS = {
  verification: ['day*', '', 'decision_number', 'decided_by', 'note'],
  conclusion: ['day*', 'agreed*', 'form', 'violation_on', 'content', 'note', '', 'grave', 'decision_number', 'decided_by'],
  self_review: ['day*', 'note'],
  cell_vote: ['day*', 'form*', 'in_favour*', 'against', '', 'eligible', 'note'],
  proposal: ['day*', 'form*', 'authority*', 'decision_number', '', 'decided_by', 'note'],
  decision: ['day*', 'form*', 'decision_number', 'authority', 'decided_by', 'violation', '', 'in_favour', 'against', 'eligible', 'note'],
  announcement: ['day*', 'received_on', '', 'note'],
  appeal: ['day*', 'received_on', 'decided_by', 'note'],
  appeal_outcome: ['day*', 'outcome*', 'form', 'decision_number*', 'decided_by', '', 'ground', 'cell_id', 'note'],
  deferral: ['day*', 'ground*', 'until', 'note'],
  resumption: ['day*', 'note'],
  lapse: ['day*', 'note'],
  annulment: ['day*', 'decision_number*', 'decided_by', 'note', '', 'cell_id'],
};
const DEFERS = ['pregnant', 'small_child', 'hospital'];
const OF_ORGANIZATIONS = ['reprimand', 'warning', 'disbandment'];

/* The choices that belong to the step and the subject. */
function fieldOf(name, step, record) {
  const f = { ...field('discipline_steps', name) };
  if (name === 'form') f.options = codes('discipline_form').filter((c) => (record.member_id ? c.code !== 'disbandment' : OF_ORGANIZATIONS.includes(c.code)));
  if (name === 'agreed') Object.assign(f, { label_vi: 'Phải kỷ luật', label_en: 'Discipline is due', hint_vi: null, hint_en: null });
  if (name === 'ground') f.options = codes('discipline_ground').filter((c) => DEFERS.includes(c.code) === (step === 'deferral'));
  return f;
}

function fieldsOf(step, record) {
  const asks = ASKS[step];
  const cut = asks.indexOf('');
  const take = (entry) => ({ ...fieldOf(entry.replace('*', ''), step, record), required: entry.endsWith('*') });
  return { first: asks.slice(0, cut < 0 ? asks.length : cut).map(take), more: cut < 0 ? [] : asks.slice(cut + 1).map(take) };
}

/* What the case says already is not typed again; the vote and the decision begin with the form that was proposed. */
const startOf = (step, record) => ({
  day: today(), violation_on: record.violation_on, content: record.content, grave: record.grave,
  form: step === 'appeal_outcome' ? null : record.form, authority: step === 'decision' ? record.authority : null,
});

function effectOf(step, record, body) {
  const name = subjectName(record);
  const form = body.form || record.form;
  const words = [];
  if (step === 'announcement') words.push(t('case.step.effect.announcement'));
  if (step === 'annulment' || body.outcome === 'annulled') words.push(t('case.step.effect.annulment'));
  if (record.member_id && (step === 'announcement' || body.outcome === 'increased')) {
    if (form === 'expulsion') words.push(t('case.step.effect.expulsion', { name }));
    if (form === 'removal_from_office') words.push(t('case.step.effect.removal', { name }));
  }
  if (record.member_id && record.form === 'expulsion' && (step === 'annulment' || ['annulled', 'reduced'].includes(body.outcome))) words.push(t('case.step.effect.back', { name }));
  return words.join(' ');
}

/* The other subjects of the affair that stand where this one does. */
function alsoField(record, joint) {
  const others = joint.filter((d) => d.id !== record.id && d.state === record.state);
  const boxes = others.map((d) => h('input', { type: 'checkbox', value: String(d.id) }));
  return {
    node: others.length > 0 && h('fieldset', { class: 'stack-s' }, h('legend', { class: 'label' }, t('affair.also')), others.map((d, i) => h('label', { class: 'check' }, boxes[i], ' ', subjectName(d)))),
    read: () => boxes.filter((b) => b.checked).map((b) => Number(b.value)),
  };
}

/** Opens the dialog of the step; gives what was recorded. joint: the cases of the affair. */
export function recordStep({ record, joint, step }) {
  const path = `/discipline/${record.id}/steps`;
  const names = fieldsOf(step, record);
  const form = createForm([...names.first, ...names.more], startOf(step, record));
  const row = (name) => form.rows.find((r) => r.field.name === name);
  const also = alsoField(record, joint);
  const rules = h('div', { class: 'stack-s', role: 'status' });
  const effect = h('p', { class: 'effect' });
  const key = actKey();
  let timer = 0;
  let asked = 0;

  const typed = () => Object.fromEntries(form.rows.map((r) => [r.field.name, r.read()]).filter(([, value]) => value !== null && value !== undefined));
  const bodyOf = (body) => ({ ...body, step, also: also.read() });

  /* The act itself is asked what it would say; nothing is written. */
  async function judge() {
    const turn = ++asked;
    const body = typed();
    if (names.first.some((f) => f.required && body[f.name] === undefined)) { replace(rules); return; }
    let shown = null;
    try {
      const made = await request('POST', path, { body: bodyOf(body), query: { preview: true } });
      shown = conditionList(made.judged || []);
      if (!made.agreed && step === 'cell_vote') effect.textContent = t('case.step.effect.short');
    } catch (error) {
      if (!(error instanceof Problem) || error.errors.length === 0) return;
      shown = h('ul', { class: 'conditions' }, error.errors.map((e) => h('li', null, h('span', { class: 'st bad' }, ruleLine(e)))));
    }
    if (turn === asked) replace(rules, h('h3', { class: 'label' }, t('case.step.rules')), shown);
  }
  function changed() {
    effect.textContent = effectOf(step, record, typed());
    clearTimeout(timer);
    timer = setTimeout(judge, 350);
  }
  for (const r of form.rows) { r.input.addEventListener('input', changed); r.input.addEventListener('change', changed); }
  form.node.lastChild.replaceWith(h('div', { class: 'stack' },
    h('div', { class: 'fields fields-3' }, names.first.map((f) => row(f.name).node)),
    names.more.length > 0 && h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('case.step.more')), h('div', { class: 'fields fields-3 mt' }, names.more.map((f) => row(f.name).node)))));
  changed();

  return openDialog({
    title: t('case.step.record', { step: codeLabel('discipline_step', step) }), wide: true, lead: `${subjectName(record)} · ${record.title || record.decision_number || ''}`,
    button: t('case.step.record', { step: codeLabel('discipline_step', step) }), body: [form.node, also.node, rules, effect],
    act: async () => {
      if (form.missing()) return false;
      const body = form.given();
      if (!body) return false;
      try {
        return await request('POST', path, { body: bodyOf(body), key });
      } catch (error) {
        if (!(error instanceof Problem) || error.errors.length === 0) throw error;
        form.showProblem(error);
        return false;
      } finally {
        clearTimeout(timer);
      }
    },
  });
}

export const recordedLine = (made) => t('case.step.recorded', { step: codeLabel('discipline_step', made.step), day: showDate(made.day) });
