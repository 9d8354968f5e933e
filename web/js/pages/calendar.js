/* The calendar that deadlines in working days are counted by, a year at a time: days off, and weekend days worked instead. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { labelOf, language, t } from '../core/i18n.js';
import { draw, withQuery } from '../core/router.js';
import { can, codeLabel, field, fields, today } from '../core/store.js';
import { createTable } from '../components/table.js';
import { removeRow, saveRow } from '../components/row_acts.js';
import { empty, note } from '../components/states.js';
import { toast } from '../components/toast.js';

const item = (row) => `/calendar/${row.id}`;

const weekday = (day) => new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'vi-VN', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

async function settled(done, words) {
  if (!done) return;
  toast(t(words));
  await draw();
}

const add = async () => settled(await saveRow({ title: t('calendar.day'), path: '/calendar', item, row: null, fields: fields('calendar') }), 'calendar.added');
const change = async (row) => settled(await saveRow({ title: showDate(row.day), path: '/calendar', item, row, fields: fields('calendar') }), 'calendar.changed');
const remove = async (row) => settled(await removeRow({ title: showDate(row.day), path: item(row), row, fields: fields('calendar') }), 'calendar.removed');

function acts(row) {
  const act = (words, run) => h('button', { class: 'btn btn-s', type: 'button', onclick: () => run(row) }, t(words), h('span', { class: 'sr' }, ` ${showDate(row.day)}`));
  return h('div', { class: 'row' }, act('edit', change), act('remove', remove));
}

/* A year that nobody entered counts every Monday to Friday as worked, which would make deadlines too short: say so. */
function warning(year, days) {
  if (days.length === 0) return null;
  const open = days.filter((d) => !d.confirmed).length;
  return open > 0 ? note(t('calendar.unconfirmed', { n: open, year })) : null;
}

export async function render({ query, signal }) {
  const year = /^\d{4}$/.test(query.year || '') ? Number(query.year) : Number(today().slice(0, 4));
  const days = (await get('/calendar', { day_from: `${year}-01-01`, day_to: `${year}-12-31`, sort: 'day', limit: 200 }, { signal })).items;
  const may = can('rule_write');
  const label = (name) => labelOf(field('calendar', name));
  const table = createTable({
    caption: t('calendar.of', { year }), columns: [
      { key: 'day', label: label('day'), head: true, cell: (r) => [h('span', { class: 'nowrap' }, showDate(r.day)), h('div', { class: 'small muted' }, weekday(r.day))] },
      { key: 'kind', label: label('kind'), cell: (r) => codeLabel('calendar_kind', r.kind) },
      { key: 'name', label: label('name'), cell: (r) => r.name },
      { key: 'citation', label: label('citation'), cell: (r) => r.citation },
      { key: 'confirmed', label: t('state'), cell: (r) => h('span', { class: `st ${r.confirmed ? 'ok' : 'warn'}` }, t(r.confirmed ? 'calendar.is_confirmed' : 'calendar.is_open')) },
      ...(may ? [{ key: 'acts', label: t('acts'), cell: acts }] : [])],
  });
  table.set(days);
  const step = (to, words) => h('a', { class: 'btn btn-s', href: withQuery({ year: to }) }, t(words, { year: to }));
  return {
    title: t('calendar.of', { year }),
    node: [
      h('div', { class: 'head' }, h('h1', null, t('calendar.of', { year })), may && h('button', { class: 'btn btn-primary act', type: 'button', onclick: add }, t('calendar.add'))),
      h('p', { class: 'muted mt' }, t('calendar.lead')),
      h('nav', { class: 'row mt', 'aria-label': t('calendar.years') }, step(year - 1, 'calendar.before'), step(year + 1, 'calendar.after')),
      h('div', { class: 'stack mt' }, warning(year, days), days.length > 0 ? table.node : empty(t('calendar.none', { year })))],
  };
}
