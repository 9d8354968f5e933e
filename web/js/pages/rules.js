/* Rule parameters by subject, as they hold on the day looked at; a confirmed rule refuses, an unconfirmed one warns. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { bySubject, onDay } from '../core/rule_subjects.js';
import { can, field, today } from '../core/store.js';
import { createTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { mendRule, ruleLabel, ruleState, ruleValue, setRule, showRuleHistory } from '../components/rule_acts.js';

await addWords('rules');

async function allPeriods(signal) {
  const periods = [];
  let cursor;
  do {
    const page = await get('/rules', { cursor, limit: 200 }, { signal });
    periods.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return periods;
}

/* The value in force, or since when there will be one. */
function valueCell(rule) {
  if (rule.now) return ruleValue(rule.now.unit, rule.now.value);
  const first = rule.periods[rule.periods.length - 1];
  return h('span', { class: 'muted' }, t('rule.not_yet', { day: showDate(first.effective_from) }));
}

function sinceCell(rule) {
  const next = rule.now && rule.periods.find((p) => p.effective_from && p.effective_from === rule.now.effective_to);
  return [rule.now ? (rule.now.effective_from ? showDate(rule.now.effective_from) : t('rule.always')) : '–',
    next && h('div', { class: 'small muted' }, t('rule.next', { day: showDate(next.effective_from), value: ruleValue(next.unit, next.value) }))];
}

function acts(rule) {
  const r = rule.now;
  if (!r) return '–';
  const act = (key, run) => h('button', { class: 'btn btn-s', type: 'button', onclick: () => run(r) }, t(key), h('span', { class: 'sr' }, ` ${ruleLabel(r)}`));
  return h('div', { class: 'row' }, act('rule.mend', mendRule), r.unit !== 'table' && act('rule.set', setRule));
}

export async function render({ query, signal }) {
  const day = query.as_of || today();
  const rules = onDay(await allPeriods(signal), day);
  const label = (name) => labelOf(field('rules', name));
  const open = rules.filter((r) => r.now && !r.now.confirmed).length;
  const section = ({ subject, rules: own }) => {
    const table = createTable({
      caption: t(`rules.${subject}`), columns: [
        { key: 'label', label: t('rule'), head: true, cell: (r) => h('button', { class: 'linklike', type: 'button', onclick: () => showRuleHistory(r, day) }, ruleLabel(r.periods[0]), h('span', { class: 'sr' }, ` (${t('rule.history')})`)) },
        { key: 'value', label: label('value'), cell: (r) => h('strong', null, valueCell(r)) },
        { key: 'from', label: t('rule.from'), cell: sinceCell },
        { key: 'citation', label: label('citation'), cell: (r) => (r.now || r.periods[0]).citation },
        { key: 'state', label: t('state'), cell: (r) => ruleState(r.now || r.periods[0]) },
        ...(can('rule_write') ? [{ key: 'acts', label: t('acts'), cell: acts }] : [])],
    });
    table.node.classList.add('rules-table');
    table.set(own);
    return h('div', { class: 'stack' }, h('h2', null, t(`rules.${subject}`)), table.node);
  };
  return {
    title: t('rules'),
    node: h('div', { class: 'stack-l' }, h('h1', null, t('rules')),
      h('p', { class: 'muted' }, t('rules.lead'), ' ', open > 0 ? t('rules.open', { n: showNumber(open), all: showNumber(rules.length) }) : t('rules.all_confirmed', { all: showNumber(rules.length) })),
      rules.length === 0 ? empty(t('rows.none')) : bySubject(rules).map(section)),
  };
}
