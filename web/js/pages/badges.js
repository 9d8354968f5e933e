/* Party badges of an organisation: who reaches which by a round of award, and those that were awarded. */
import { get, request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber, showValue } from '../core/format.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { draw, go, withQuery } from '../core/router.js';
import { can, field, fieldLabel, fields, today } from '../core/store.js';
import { createExportMenu } from '../components/export_menu.js';
import { createFilters, describeFilters, filtersOf } from '../components/filters.js';
import { createForm, sendForm } from '../components/form.js';
import { openDialog } from '../components/dialog.js';
import { organizationHead } from '../components/organization_head.js';
import { planOfMany, previewAct } from '../components/preview.js';
import { createSelection } from '../components/selection.js';
import { createPagedTable, createTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { removeRow, saveRow } from '../components/row_acts.js';
import { toast } from '../components/toast.js';

await addWords('membership');

/* The four days of award in a year (HD 05-HD/BTCTW; domain.md §5). */
const DAYS = ['02-03', '05-19', '09-02', '11-07'];

/** The round before a day, whose awards are often recorded after it, and the next ones. Pure. */
export function roundsAround(day, n = 5) {
  const year = Number(day.slice(0, 4));
  const all = [-1, 0, 1, 2].flatMap((later) => DAYS.map((d) => `${year + later}-${d}`));
  const next = all.findIndex((d) => d >= day);
  return all.slice(next - 1, next - 1 + n);
}

async function award(row) {
  const own = fields('badges').filter((f) => f.create && f.name !== 'member_id').map((f) => (f.name === 'years' ? { ...f, required: true } : f));
  const form = createForm(own, { years: row.years, awarded_on: row.round > today() ? today() : row.round });
  const key = actKey();
  const made = await openDialog({
    title: t('badge.record'), lead: `${row.full_name} · ${row.cell_name}`, button: t('badge.record.button'), body: [form.node, h('p', { class: 'effect' }, t('badge.effect', { name: row.full_name }))],
    act: () => sendForm(form, (body) => request('POST', '/badges', { body: { ...body, member_id: row.id }, key })),
  });
  if (!made) return;
  toast(t('badge.done', { name: row.full_name, years: made.years }));
  await draw();
}

function awardMany(ids, round) {
  const years = { key: 'years', label: fieldLabel('badges', 'years'), num: true, cell: (r) => r.years && t('age.years', { years: r.years }) };
  const form = createForm(['awarded_on', 'decision_number', 'note'].map((name) => field('badges', name)), { awarded_on: round > today() ? today() : round });
  return previewAct({
    title: t('badge.many'), lead: t('badge.many.lead', { n: showNumber(ids.length), round: showDate(round) }), path: '/badges/awards', form: form.node,
    showProblem: (problem) => { form.showProblem(problem); return true; },
    body: () => { const given = form.given(); return given && !form.missing() ? { members: ids, round, ...given } : null; },
    plan: (plan) => planOfMany(plan, { can: t('badge.many.can'), refused: t('badge.many.refused', { n: showNumber(plan.refused) }), more: [years] }),
    button: (plan) => t('badge.many.button', { n: showNumber(plan.awarded) }), done: (plan) => t('badge.many.done', { n: showNumber(plan.awarded) }),
  });
}

const person = (id, name) => h('a', { class: 'strong', href: `/members/${id}` }, name);

function forecastColumns() {
  const own = (name) => ({ key: name, label: fieldLabel('badge_forecast', name), sort: field('badge_forecast', name).sort });
  return [
    { ...own('full_name'), head: true, cell: (r) => person(r.id, r.full_name) },
    { ...own('cell_name'), cell: (r) => r.cell_name },
    { ...own('born_on'), num: true, cell: (r) => showDate(r.born_on) },
    { ...own('party_from'), num: true, cell: (r) => showDate(r.party_from) },
    { ...own('years'), num: true, cell: (r) => h('strong', null, t('age.years', { years: r.years })) },
    { ...own('due_on'), num: true, cell: (r) => showDate(r.due_on) },
    { key: 'acts', label: t('acts'), cell: (r) => (r.badge_id ? h('span', { class: 'st ok' }, t('badge.awarded')) : can('badge_write') && h('button', { class: 'btn btn-s', type: 'button', onclick: () => award(r) }, t('badge.record'), h('span', { class: 'sr' }, ` ${r.full_name}`))) }];
}

function awardedColumns() {
  const shown = ['full_name', 'cell_name', 'years', 'awarded_on', 'decision_number', 'badge_number', 'early'].map((name) => field('badges', name));
  const item = (r) => `/badges/${r.id}`;
  const change = async (r) => { if (await saveRow({ title: t('badge'), path: '/badges', item, row: r, fields: fields('badges') })) await draw(); };
  const remove = async (r) => { if (await removeRow({ title: t('badge'), path: item(r), row: r, fields: fields('badges') })) await draw(); };
  return [
    ...shown.map((f) => ({ key: f.name, label: labelOf(f), sort: f.sort, head: f.name === 'full_name', num: f.type === 'date' || f.type === 'integer', cell: (r) => (f.name === 'full_name' ? person(r.member_id, r.full_name) : showValue(f, r[f.name])) })),
    can('badge_write') && { key: 'acts', label: t('acts'), cell: (r) => h('span', { class: 'row' }, h('button', { class: 'btn btn-s', type: 'button', onclick: () => change(r) }, t('edit')), h('button', { class: 'btn btn-s', type: 'button', onclick: () => remove(r) }, t('remove'))) },
  ].filter(Boolean);
}

export async function render({ params, query, signal }) {
  const awarded = query.view === 'awarded';
  const rounds = roundsAround(today());
  const round = query.round || rounds[1];
  const path = awarded ? '/badges' : '/badges/forecast';
  const resource = awarded ? 'badges' : 'badge_forecast';
  const sort = query.sort || (awarded ? '-awarded_on' : '-years');
  const conditions = { org: params.id, ...filtersOf(resource, query), ...(awarded ? {} : { round }), sort };
  const change = (changes) => go(withQuery(changes));
  let list = null;
  let total = 0;
  /* who has theirs already is not ticked */
  const open = (page) => ({ ...page, items: page.items.filter((r) => !r.badge_id) });
  const selection = !awarded && can('badge_write') && createSelection({
    total: () => total, nameOf: (r) => r.full_name, load: async (cursor) => open(await get(path, { ...conditions, fields: 'id,badge_id', cursor, limit: 500 })),
    acts: [{ label: (n) => t('badge.n', { n }), run: (ids) => awardMany(ids, round) }],
  });
  const ticks = selection && { ...selection.column, cell: (r) => !r.badge_id && selection.column.cell(r) };
  const columns = awarded ? awardedColumns() : [ticks, ...forecastColumns()].filter(Boolean);
  const [top, made] = await Promise.all([
    organizationHead({ id: params.id, current: 'badges', signal, acts: [() => createExportMenu({ all: () => list.all(), path, query: conditions, name: 'huy-hieu-dang' })] }),
    createPagedTable({
      table: createTable({ caption: t('badges'), tall: true, sort: { key: sort, onsort: (key) => change({ sort: key }) }, columns }),
      load: async (cursor) => {
        const page = await get(path, { ...conditions, cursor, limit: 100, count: cursor ? undefined : 'exact' }, { signal });
        if (!cursor) total = page.total;
        return page;
      },
      emptyNode: empty(t(awarded ? 'badge.none' : 'badge.none.round', { round: showDate(round) })),
    }),
  ]);
  list = made;
  const radio = (value, label, on, changes) => h('label', null, h('input', { type: 'radio', name: 'view', value, checked: on, onchange: () => change({ sort: null, ...changes }) }), label);
  const choices = rounds.includes(round) ? rounds : [round, ...rounds];
  return {
    title: `${t('badges')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id,
    paper: { ...top.paper, note: awarded ? describeFilters('badges', query).join('; ') : t('badge.round', { round: showDate(round) }) },
    node: [top.node,
      h('div', { class: 'filters row' }, h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('view')),
        choices.map((r) => radio(r, t('badge.round', { round: showDate(r) }), !awarded && r === round, { view: null, round: r === rounds[1] ? null : r })), radio('awarded', t('badge.view.awarded'), awarded, { view: 'awarded', round: null })),
      createFilters({ resource, query, change })),
      h('p', { class: 'count-line' }, h('strong', null, showNumber(list.first.total)), ` ${t(awarded ? 'badge.match.awarded' : 'badge.match')}`), selection && selection.node, list.node],
  };
}
