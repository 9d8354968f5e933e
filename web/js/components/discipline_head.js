/* The head of a case: what everybody asks first, the way with what is done and what may follow, the times that run. */
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel, fieldLabel } from '../core/store.js';

await addWords('discipline');
await addWords('membership');

const KINDS = { in_force: 'warn', appealed: 'warn', decided: 'warn', deferred: 'info', ended: 'off', annulled: 'off', cleared: 'ok', lapsed: 'off' };

export const caseState = (d) => h('span', { class: `st ${KINDS[d.state] || 'info'}` }, codeLabel('discipline_state', d.state));

/** Whom a case or decision is about, as a link to the record. */
export const subjectLink = (d) => (d.member_id ? h('a', { class: 'strong', href: `/members/${d.member_id}` }, d.member_name) : h('a', { class: 'strong', href: `/organizations/${d.org_id}` }, d.org_name));
export const subjectName = (d) => d.member_name || d.org_name;

/* Without a vote of the cell the way is shorter. */
const WAY = ['received', 'verification', 'conclusion', 'self_review', 'cell_vote', 'proposal', 'decision', 'announcement'];
const BY_CELL = ['self_review', 'cell_vote', 'proposal'];

function wayOf(record, steps) {
  const done = new Set(steps.map((s) => s.step));
  const direct = record.subject === 'organization' || record.without_vote;
  return WAY.filter((step) => done.has(step) || !((direct && BY_CELL.includes(step)) || (step === 'proposal' && record.authority === 'cell')));
}

/** steps: those that stand; checklist: of the case. */
export function caseWay(record, steps, checklist) {
  const next = checklist.steps.find((s) => WAY.includes(s.step));
  return h('ol', { class: 'stage', 'aria-label': t('case.way') }, wayOf(record, steps).map((step, i) => {
    const done = steps.filter((s) => s.step === step && s.agreed).pop();
    return h('li', { 'data-n': i + 1, class: done ? 'done' : null, 'aria-current': !done && next && next.step === step ? 'step' : null }, codeLabel('discipline_step', step), done && h('span', null, showDate(done.day)));
  }));
}

export function caseFacts(record) {
  const item = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value || '–'));
  const own = (name, value) => item(fieldLabel('discipline', name), value);
  return h('dl', { class: 'kv' },
    own('state', caseState(record)), item(t('case.new.who'), subjectLink(record)),
    record.member_id && own('org_name', h('a', { href: `/organizations/${record.org_id}` }, record.org_name)),
    own('received_on', showDate(record.received_on)), own('source', codeLabel('discipline_source', record.source)),
    own('authority', [codeLabel('authority', record.authority), record.decider_name && ` (${record.decider_name})`]),
    record.form && own('form', codeLabel('discipline_form', record.form)),
    record.decision_number && own('decision_number', record.decision_number),
    record.announced_on && own('announced_on', showDate(record.announced_on)),
    record.announced_on && !record.annulled_on && own('ends_on', record.ends_on ? showDate(record.ends_on) : t('discipline.no_end')));
}

function leftText(days) {
  if (days === 0) return t('case.clocks.today');
  return t(days > 0 ? 'case.clocks.left' : 'case.clocks.over', { n: showNumber(Math.abs(days)) });
}

/** The times that run, each with its last day and where the rule stands. */
export function clockPanel(checklist) {
  const line = (c) => h('li', null, h('span', { class: 'd' }, t('case.clocks.until', { day: showDate(c.until) })), h('div', null,
    h('strong', null, t(`clock.${c.rule}`)), ' ', h('span', { class: `st ${c.days_left < 0 ? 'bad' : c.days_left <= 7 ? 'warn' : 'off'}` }, leftText(c.days_left)),
    h('div', { class: 'small muted' }, c.citation || t('rule.no_citation'))));
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('case.clocks'))), h('div', { class: 'pb' }, checklist.clocks.length > 0 ? h('ul', { class: 'tl' }, checklist.clocks.map(line)) : h('p', { class: 'muted' }, t('case.clocks.none'))));
}
