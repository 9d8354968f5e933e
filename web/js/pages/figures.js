/* The figures of an organisation: stock by what one asks, increase and decrease, targets, units below. */
import { get, url, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber, showPercent } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, codeLabel, fieldLabel, today, field } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { figurePanel } from '../components/chart.js';
import { describePeriod, periodOf, periodPicker } from '../components/period.js';
import { stockFigures } from './organization.js';

/* dimension → code set of its values */
const DIMENSIONS = {
  gender: 'gender', age_band: 'age_band', party_age_band: 'party_age_band', professional_level: 'professional_level', theory_level: 'theory_level',
  general_education: 'general_education', occupation: 'occupation', activity: 'activity', ethnicity: 'ethnicity', religion: 'religion', kind: 'organization_kind', category: 'organization_category',
};
const FILTERS = ['gender', 'status', 'professional_level', 'theory_level', 'general_education', 'occupation', 'activity'];

const dimensionLabel = (name) => (field('members', name) ? fieldLabel('members', name) : t(`by.${name}`));

function stockRows(answer, dimension, id, asOf) {
  return answer.rows.map((r) => {
    const code = r[dimension];
    const href = can('member_read') && FILTERS.includes(dimension) ? `/organizations/${id}/members?${dimension}=${code === null ? 'empty' : code}${asOf ? `&as_of=${asOf}` : ''}` : null;
    return { label: code === null ? t('unknown') : codeLabel(DIMENSIONS[dimension], code), count: r.count, percent: r.percent, href };
  });
}

/* Opening + increase − decrease = closing, one line a cause. */
function flowPanel(flows, period) {
  const sum = (o) => Object.values(o).reduce((a, b) => a + b, 0);
  const row = (label, value, cls) => h('tr', { class: cls }, h('th', { scope: 'row' }, label), h('td', { class: 'num' }, value));
  const causes = (o, sign, set) => Object.entries(o).map(([cause, n]) => row(codeLabel(set, cause), `${sign} ${showNumber(n)}`, 'sub'));
  return h('section', { class: 'panel' }, h('header', null, h('div', null, h('h2', null, t('flows')), h('p', { class: 'small muted' }, `${showNumber(flows.opening)} + ${showNumber(sum(flows.increase))} − ${showNumber(sum(flows.decrease))} = ${showNumber(flows.closing)}`))),
    h('table', null, h('caption', { class: 'sr' }, t('flows')), h('tbody', null, row(t('flows.opening', { day: showDate(period.from) }), showNumber(flows.opening), 'sum'), causes(flows.increase, '+', 'entry'), causes(flows.decrease, '−', 'left_reason'),
      row(t('flows.closing', { day: showDate(period.to) }), showNumber(flows.closing), 'sum'))));
}

function unitsPanel(units, admissions, id) {
  const admitted = new Map(admissions.rows.map((r) => [r.unit && r.unit.id, r.count]));
  const rows = units.rows.map((r) => h('tr', null, h('th', { scope: 'row' }, r.unit ? h('a', { href: `/organizations/${r.unit.id}/figures` }, r.unit.name) : t('unit.own')),
    h('td', { class: 'num', 'data-l': t('members') }, showNumber(r.count)), h('td', { class: 'num', 'data-l': t('percent') }, showPercent(r.percent)), h('td', { class: 'num', 'data-l': t('admitted') }, showNumber(admitted.get(r.unit && r.unit.id) || 0))));
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('units.direct')), h('a', { class: 'small', href: `/organizations/${id}/units` }, t('see_all'))),
    h('div', { class: 'scroll' }, h('table', { class: 'rows-as-cards' }, h('caption', { class: 'sr' }, t('units.direct')), h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('name')), h('th', { scope: 'col', class: 'num' }, t('members')), h('th', { scope: 'col', class: 'num' }, t('percent')), h('th', { scope: 'col', class: 'num' }, t('admitted')))),
      h('tbody', null, rows, h('tr', { class: 'sum' }, h('th', { scope: 'row' }, t('sum')), h('td', { class: 'num', 'data-l': t('members') }, showNumber(units.total)), h('td', { class: 'num', 'data-l': t('percent') }, units.total ? showPercent('100.00') : '–'), h('td', { class: 'num', 'data-l': t('admitted') }, showNumber(admissions.total)))))));
}

/* Decisions of the period by form, beside those of the same period a year before. */
function disciplinePanel(answer) {
  const before = answer.previous.total;
  return figurePanel({
    title: t('discipline.decisions'), lead: t('discipline.sum', { n: showNumber(answer.total), before: showNumber(before) }),
    rows: answer.rows.map((r) => ({ label: codeLabel('discipline_form', r.form), count: r.count, percent: r.percent })),
  });
}

/* Sessions of the period by kind; their subjects are counted apart. */
function inspectionPanel(answer) {
  const subjects = answer.rows.reduce((n, r) => n + Number(r.subjects), 0);
  return figurePanel({
    title: t('inspections.tab'), lead: t('inspections.sum', { n: showNumber(answer.total), subjects: showNumber(subjects), before: showNumber(answer.previous.total) }),
    rows: answer.rows.map((r) => ({ label: codeLabel('inspection_kind', r.kind), count: r.count, percent: r.percent })),
  });
}

const orNull = (promise) => promise.catch((error) => { if (error instanceof Problem && error.status !== 401) return null; throw error; });

export async function render({ params, query, signal }) {
  const asOf = query.as_of;
  const looked = periodOf(query, asOf || today());
  const period = { from: looked.from, to: looked.to };
  const dimension = DIMENSIONS[query.by] ? query.by : 'age_band';
  const ask = (path, q) => get(path, { org: params.id, ...q }, { signal });
  const [top, stock, by, flows, target, admissions, units, unitAdmissions, discipline, inspections] = await Promise.all([
    organizationHead({ id: params.id, asOf, current: 'figures', signal, acts: [() => h('a', { class: 'btn', href: url('/statistics/members', { org: params.id, as_of: asOf, by: dimension, format: 'csv' }), download: 'so-lieu.csv' }, t('export.csv')), () => h('button', { class: 'btn', type: 'button', onclick: () => window.print() }, t('print'))] }),
    ask('/statistics/members', { as_of: asOf, by: 'status,gender,activity' }), ask('/statistics/members', { as_of: asOf, by: dimension }),
    ask('/statistics/flows', period), orNull(ask('/statistics/targets', { ...period, indicator: 'admissions' })), ask('/statistics/admissions', { ...period, by: 'month' }),
    ask('/statistics/members', { as_of: asOf, by: 'unit' }), ask('/statistics/admissions', { ...period, by: 'unit' }),
    can('discipline_statistics') ? ask('/statistics/discipline', { ...period, by: 'form', compare: 'same_period' }) : null,
    can('inspection_statistics') ? ask('/statistics/inspections', { ...period, by: 'kind', compare: 'same_period' }) : null]);
  const select = h('select', { class: 'input', id: 'by', value: dimension, onchange: (e) => go(withQuery({ by: e.target.value })) }, Object.keys(DIMENSIONS).map((d) => h('option', { value: d }, dimensionLabel(d))));
  const targetLead = target && target.target ? `${showNumber(target.value)} / ${showNumber(target.target)} = ${showPercent(target.percent)} · ${t('target')}` : t('target.none');
  const note = t('figures.note', { scope: top.org.name, day: showDate(stock.as_of), total: showNumber(stock.total) });
  return {
    title: `${t('figures')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: { ...top.paper, note: describePeriod(period) },
    node: [top.node, h('div', { class: 'stack' }, stockFigures(params.id, stock, asOf),
      h('div', { class: 'filters row' }, h('label', { class: 'label', for: 'by' }, t('by')), h('div', null, select), periodPicker(looked)),
      h('div', { class: 'cols' },
        figurePanel({ title: `${t('members')}: ${dimensionLabel(dimension)}`, lead: t('as_of.day', { day: showDate(stock.as_of) }), rows: stockRows(by, dimension, params.id, asOf) }),
        figurePanel({ title: t('admissions'), lead: `${showNumber(admissions.total)} · ${targetLead}`, rows: admissions.rows.map((r) => ({ label: showDate(String(r.month)), count: r.count, percent: r.percent })) }),
        flowPanel(flows, period), discipline && disciplinePanel(discipline), inspections && inspectionPanel(inspections), unitsPanel(units, unitAdmissions, params.id)),
      h('p', { class: 'small muted' }, note))],
  };
}
