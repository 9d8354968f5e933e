/* What one may do with a rule: look at its values through time, mend its source, set a new value from a day on. */
import { request, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { parseDate, showDate } from '../core/format.js';
import { addWords, language, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { field } from '../core/store.js';
import { openDialog } from './dialog.js';
import { createForm } from './form.js';
import { settleConflict } from './conflict.js';
import { toast } from './toast.js';

await addWords('rules');

export const ruleLabel = (r) => (language() === 'en' ? r.label_en : r.label) || r.name;

/** "12 tháng"; yes and no in words; a table is the program's own. */
export function ruleValue(unit, value) {
  if (unit === 'table') return t('rule.table');
  if (unit === 'yes/no') return t(value === '1' ? 'yes' : 'no');
  if (unit === 'percent') return `${value} %`;
  return [value, t(`unit.${unit}`)].filter(Boolean).join(' ');
}

export const ruleState = (r) => h('span', { class: `st ${r.confirmed ? 'ok' : 'warn'}` }, t(r.confirmed ? 'rule.confirmed' : 'rule.unconfirmed'));

/** Every value the rule ever had or will have, the newest first. */
export function showRuleHistory(rule, day) {
  const span = (p) => `${p.effective_from ? showDate(p.effective_from) : t('rule.always')} – ${p.effective_to ? t('rule.before', { day: showDate(p.effective_to) }) : t('filter.now')}`;
  return openDialog({
    title: ruleLabel(rule.periods[0]), lead: t('rule.history.lead'),
    body: h('ul', { class: 'tl tl-wide' }, rule.periods.map((p) => h('li', null, h('span', { class: 'd' }, span(p)),
      h('div', null, h('strong', null, ruleValue(p.unit, p.value)), p === rule.now && [' ', h('span', { class: 'tag' }, t('rule.on_day', { day: showDate(day) }))], ' ', ruleState(p), h('div', { class: 'small muted' }, p.citation))))),
  });
}

/* A sentence that follows what is typed, and stands before the button. */
function effectLine(form, words) {
  const line = h('p', { class: 'effect', role: 'status' });
  const tell = () => { line.textContent = words(); };
  form.node.addEventListener('input', tell);
  form.node.addEventListener('change', tell);
  tell();
  return line;
}

/* Shows errors at their fields; what is no refusal goes on. */
function refuse(form, error) {
  if (!(error instanceof Problem)) throw error;
  form.showProblem(error);
  return false;
}

export async function mendRule(r) {
  const fields = ['citation', 'confirmed'].map((name) => field('rules', name));
  const form = createForm(fields, r);
  const confirmed = () => form.rows[1].read() === true;
  const path = `/rules/${r.id}`;
  const save = (body, version) => request('PATCH', path, { body, version });
  const done = await openDialog({
    title: t('rule.mend.title', { rule: ruleLabel(r) }), lead: t('rule.mend.lead'),
    body: [form.node, effectLine(form, () => t(confirmed() ? 'rule.mend.blocks' : 'rule.mend.warns'))], button: t('rule.mend.save'),
    act: async () => {
      const changes = form.changed();
      if (!changes) return false;
      if (Object.keys(changes).length === 0) return true;
      try {
        await save(changes, r.version);
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 412) return refuse(form, error);
        return settleConflict({ path, fields, base: r, mine: changes, save });
      }
      return true;
    },
  });
  if (done) {
    toast(t('rule.mended'));
    await draw();
  }
}

export async function setRule(r) {
  const value = { ...field('rules', 'value'), hint_vi: t(`rule.hint.${r.unit === 'share' || r.unit === 'yes/no' ? r.unit : 'number'}`, { unit: t(`unit.${r.unit}`) }) };
  value.hint_en = value.hint_vi;
  const form = createForm([value, ...['effective_from', 'citation', 'confirmed'].map((name) => field('rules', name))], { confirmed: r.confirmed });
  const words = () => {
    const day = parseDate(form.rows[1].input.value);
    const typed = form.rows[0].input.value.trim();
    if (!day || day.length !== 10 || !typed) return t('rule.set.open', { now: ruleValue(r.unit, r.value) });
    return t(form.rows[3].read() === true ? 'rule.set.blocks' : 'rule.set.warns', { day: showDate(day), value: ruleValue(r.unit, typed), old: ruleValue(r.unit, r.value) });
  };
  const done = await openDialog({
    title: t('rule.set.title', { rule: ruleLabel(r) }), lead: t('rule.set.lead'),
    body: [form.node, effectLine(form, words)], button: t('rule.set.save'),
    act: async () => {
      const body = form.given();
      if (!body) return false;
      try {
        return await request('POST', '/rules', { body: { ...body, name: r.name } });
      } catch (error) {
        return refuse(form, error);
      }
    },
  });
  if (done) {
    toast(t('rule.set.done', { day: showDate(done.effective_from) }));
    await draw();
  }
}
