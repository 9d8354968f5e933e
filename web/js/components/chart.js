/* Bars with direct labels, drawn as SVG; the same numbers always stand in a table beside them. */
import { h, svg, uniqueId } from '../core/dom.js';
import { showNumber, showPercent } from '../core/format.js';
import { t } from '../core/i18n.js';
import { createTable } from './table.js';

const ROW = 30;
const WIDTH = 460;
const LETTER = 7.6; /* width of a letter at the chart's type size */
const LONGEST = 24;

/** rows: [{ label, count, percent, href, key }]; key marks the one bar in the accent colour. */
export function barChart(rows, label) {
  const most = Math.max(1, ...rows.map((r) => r.count || 0));
  const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
  const LABEL = 14 + LETTER * Math.max(4, ...rows.map((r) => short(r.label).length));
  const room = WIDTH - LABEL - 118;
  return svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${rows.length * ROW + 4}`, role: 'img', 'aria-label': label }, rows.map((r, i) => {
    const y = i * ROW + 4;
    const width = Math.max(1, ((r.count || 0) / most) * room);
    const value = `${r.count === null ? '…' : showNumber(r.count)}${r.percent ? ` · ${showPercent(r.percent)}` : ''}`;
    return svg('g', {}, svg('title', {}, r.label), svg('text', { x: LABEL - 8, y: y + 17, class: 'te' }, short(r.label)),
      svg('rect', { class: r.key ? 'ck' : 'c1', x: LABEL, y: y + 3, width: width.toFixed(1), height: ROW - 10 }),
      svg('text', { x: LABEL + width + 8, y: y + 17 }, value));
  }));
}

/** A panel with the chart and its table, and a switch between them. */
export function figurePanel({ title, lead, rows, columns, foot }) {
  const name = uniqueId('view');
  const table = createTable({
    caption: title,
    columns: columns || [
      { key: 'label', label: title, head: true, cell: (r) => (r.href ? h('a', { href: r.href }, r.label) : r.label) },
      { key: 'count', label: t('count'), num: true, cell: (r) => (r.count === null ? t('suppressed') : r.href ? h('a', { href: r.href }, showNumber(r.count)) : showNumber(r.count)) },
      { key: 'percent', label: t('percent'), num: true, cell: (r) => showPercent(r.percent) },
    ],
  });
  table.set(rows);
  const radio = (cls, label, on) => h('label', null, h('input', { type: 'radio', name, class: cls, checked: on }), label);
  return h('section', { class: 'panel views' },
    h('header', null, h('div', null, h('h2', null, title), lead && h('p', { class: 'small muted' }, lead)),
      h('fieldset', { class: 'seg seg-s' }, h('legend', { class: 'sr' }, t('view_as')), radio('to-c', t('view.chart'), true), radio('to-t', t('view.table')))),
    h('div', { class: 'pb' }, rows.length === 0 ? h('p', { class: 'muted' }, t('figures.none')) : [h('div', { class: 'view-c' }, barChart(rows, title)), h('div', { class: 'view-t' }, table.node)], foot));
}
