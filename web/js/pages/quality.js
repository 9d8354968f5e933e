/* What the data lacks, by unit: how many rows, and the list in which each can be mended. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createTable } from '../components/table.js';
import { empty } from '../components/states.js';

const listOf = (org, row) => (row.resource === 'members' ? `/organizations/${org}/members?flag=${row.code}` : `/organizations/${org}/units?flag=${row.code}`);

export async function render({ params, signal }) {
  const [top, answer] = await Promise.all([organizationHead({ id: params.id, current: 'quality', signal }), get('/statistics/quality', { org: params.id }, { signal })]);
  const kinds = [...new Map(answer.rows.map((r) => [`${r.resource}/${r.code}`, r])).values()];
  const sum = (kind, unit) => answer.rows.filter((r) => r.resource === kind.resource && r.code === kind.code && (unit === undefined || (r.unit ? r.unit.id : null) === unit)).reduce((n, r) => n + r.count, 0);
  const units = [...new Map(answer.rows.filter((r) => r.unit).map((r) => [r.unit.id, r.unit])).values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  const first = createTable({
    caption: t('quality'), columns: [
      { key: 'code', label: t('quality.what'), head: true, cell: (r) => codeLabel('quality_flag', r.code) },
      { key: 'count', label: t('quality.rows'), num: true, cell: (r) => h('a', { href: listOf(params.id, r) }, showNumber(sum(r))) },
      { key: 'how', label: t('quality.how'), cell: (r) => t(`quality.how.${r.resource}`) }],
  });
  first.set(kinds.sort((a, b) => sum(b) - sum(a)));
  const matrix = createTable({
    caption: t('quality.units'), tall: units.length > 12, columns: [{ key: 'unit', label: t('unit.name'), head: true, cell: (u) => h('a', { href: `/organizations/${u.id}/quality` }, u.name) },
      ...kinds.map((k) => ({ key: k.code, label: codeLabel('quality_flag', k.code), num: true, cell: (u) => { const n = sum(k, u.id); return n ? h('a', { href: listOf(u.id, k) }, showNumber(n)) : ''; } }))],
  });
  matrix.set(units);
  return {
    title: `${t('quality')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: top.paper,
    node: [top.node, h('div', { class: 'stack-l' }, h('p', { class: 'row' }, h('span', { class: 'muted' }, t('quality.lead')), can('member_write') && h('a', { class: 'btn right', href: `/organizations/${params.id}/duplicates` }, t('duplicates'))),
      kinds.length === 0 ? empty(t('quality.none')) : [first.node, units.length > 1 && h('section', { class: 'stack' }, h('h2', null, t('quality.units')), matrix.node)])],
  };
}
