/* The period looked at: four that every office asks for, relative to a day, or any two days. */
import { h } from '../core/dom.js';
import { parseDate, showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';

const PRESETS = ['month', 'last_month', 'quarter', 'year'];

/* First and last day of a preset; a running one ends with the day looked at. */
function presetDays(name, day) {
  const [year, month] = day.split('-').map(Number);
  const first = (m) => `${year}-${String(m).padStart(2, '0')}-01`;
  if (name === 'month') return { from: first(month), to: day };
  if (name === 'quarter') return { from: first(month - ((month - 1) % 3)), to: day };
  if (name === 'year') return { from: first(1), to: day };
  const to = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
  return { from: `${to.slice(0, 8)}01`, to };
}

/** { from, to, preset } of a query seen from a day: its two days (preset: null), or a preset, of the year unless it names one. */
export function periodOf(query, day) {
  const year = presetDays('year', day);
  if (query.from || query.to) return { from: query.from || year.from, to: query.to || day, preset: null };
  const preset = PRESETS.includes(query.period) ? query.period : 'year';
  return { ...presetDays(preset, day), preset };
}

export const describePeriod = (period) => t('period.days', { from: showDate(period.from), to: showDate(period.to) });

/** Links to the presets and an input for each of the two days, for a row of conditions. */
export function periodPicker(period) {
  const preset = (name) => h('a', { href: withQuery({ period: name === 'year' ? null : name, from: null, to: null }), 'aria-current': name === period.preset ? 'true' : null }, t(`period.${name}`));
  const dayInput = (name) => h('input', {
    class: 'input w-date', id: `p-${name}`, inputmode: 'numeric', value: showDate(period[name]), autocomplete: 'off',
    onchange: (event) => {
      const iso = parseDate(event.target.value);
      if (iso && iso.length === 10) go(withQuery({ from: period.from, to: period.to, period: null, [name]: iso }));
      else event.target.setAttribute('aria-invalid', 'true');
    },
  });
  const day = (name, label) => h('div', { class: 'row' }, h('label', { class: 'label', for: `p-${name}` }, label), dayInput(name));
  return [h('nav', { class: 'seg', 'aria-label': t('period') }, PRESETS.map(preset)), day('from', t('filter.from')), day('to', t('filter.to'))];
}
