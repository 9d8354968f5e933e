/* What the rules say about the dates of a new member, shown before anything is refused. Pure but for the lines it draws. */
import { h, replace } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { labelOf, language, t } from '../core/i18n.js';

/** Months from one month to another, days left out as the rule counts; null when a month is not known. */
export function monthsBetween(from, to) {
  if (!from || !to || from.length < 7 || to.length < 7) return null;
  const [fromYear, fromMonth] = from.split('-').map(Number);
  const [toYear, toMonth] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

/** The same day so many months later; the last of the month when it has no such day. Whole dates only. */
export function addMonths(day, months) {
  if (!day || day.length !== 10) return null;
  const [year, month, date] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** What is said about the age at admission and the end of probation: [{ kind, text }] per field. */
export function judge({ born_on: born, admitted_on: admitted, official_on: official }, { least, most, probation }) {
  const out = { admitted_on: null, official_on: null };
  const months = monthsBetween(born, admitted);
  if (months !== null) {
    const years = Math.floor(months / 12);
    const kind = months < 0 || years < least ? 'bad' : years > most ? 'warn' : 'ok';
    out.admitted_on = { kind, text: t(months < 0 ? 'entry.before_birth' : 'entry.age', { years: Math.max(0, years), months: Math.max(0, months % 12) }) };
  }
  const due = addMonths(admitted, probation);
  if (due) out.official_on = { kind: official && official.length === 10 ? (official < due ? 'bad' : 'ok') : 'info', text: t('entry.due', { day: showDate(due) }) };
  return out;
}

/** One rule with its value and source, as it stands before any error. */
const ruleNote = (rule) => h('p', { class: 'rule' }, (language() === 'en' ? rule.label_en : rule.label) || labelOf(rule), ': ', h('b', null, `${rule.value} ${rule.unit ? t(`unit.${rule.unit}`) : ''}`), ` · ${t('citation')}: ${rule.citation}`, !rule.confirmed && ` · ${t('rule.unconfirmed')}`);

/**
 * rows: of the form, by name; rules: of GET /rules, empty when the role may not read them. Puts each rule under
 * its field and says, as soon as the dates are typed, how they stand to it.
 */
export function attachChecks(rows, rules) {
  const by = (name) => rules.find((r) => r.name === name);
  const limits = { least: Number((by('admission_min_age') || { value: 18 }).value), most: Number((by('admission_max_age') || { value: 60 }).value), probation: Number((by('probation_months') || { value: 12 }).value) };
  const places = new Map();
  for (const [field, names] of [['admitted_on', ['admission_min_age', 'admission_max_age']], ['official_on', ['probation_months']]]) {
    if (!rows[field]) continue;
    const line = h('p', { class: 'small', role: 'status' });
    places.set(field, line);
    rows[field].node.append(h('div', { class: 'stack-s' }, names.map(by).filter(Boolean).map(ruleNote), line));
  }
  const value = (name) => (rows[name] && rows[name].read()) || null;
  function look() {
    const said = judge({ born_on: value('born_on'), admitted_on: value('admitted_on'), official_on: value('official_on') }, limits);
    for (const [field, line] of places) replace(line, said[field] && h('span', { class: `st ${said[field].kind}` }, said[field].text));
  }
  for (const name of ['born_on', 'admitted_on', 'official_on']) if (rows[name]) rows[name].input.addEventListener('input', look);
  look();
}
