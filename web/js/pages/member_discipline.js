/* Discipline decisions about one member. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { addWords, t } from '../core/i18n.js';
import { can } from '../core/store.js';
import { decisionTable, readingNote } from '../components/discipline_table.js';
import { memberHead } from '../components/member_head.js';
import { empty } from '../components/states.js';

await addWords('discipline');

export async function render({ params, query, signal }) {
  const [record, decisions] = await Promise.all([
    get(`/members/${params.id}`, { as_of: query.as_of }, { signal }),
    get('/discipline', { member_id: params.id, sort: '-decided_on', limit: 100 }, { signal })]);
  const top = await memberHead({ record, current: 'discipline', asOf: query.as_of });
  const table = decisionTable({ ofOne: true });
  table.set(decisions.items);
  return {
    title: `${record.full_name} · ${t('discipline')}`, crumbs: top.crumbs, org: record.cell_id,
    node: [top.node, h('section', { class: 'panel' }, h('header', null, h('h2', null, t('discipline')), can('discipline_write') && record.cell_id && h('a', { class: 'btn btn-s', href: `/organizations/${record.cell_id}/discipline/new?member=${record.id}` }, t('case.new'))),
      decisions.items.length > 0 ? table.node : empty(t(can('discipline_statistics') ? 'discipline.none.member' : 'discipline.none.member_now'))), readingNote()],
  };
}
