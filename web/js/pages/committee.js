/* Committee by term, and the congresses of an organisation. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel, fieldLabel, today } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { postRows } from '../components/post_rows.js';
import { createRows } from '../components/rows.js';
import { createTable } from '../components/table.js';

export async function render({ params, query, signal }) {
  const [top, posts] = await Promise.all([
    organizationHead({ id: params.id, asOf: query.as_of, current: 'committee', signal }),
    can('post_read') ? get('/posts', { org: params.id, level: 'self', limit: 500, sort: '-from' }, { signal }) : { items: [] }]);
  const able = !query.as_of || query.as_of === today();
  const terms = [...new Set(posts.items.map((p) => p.term || ''))].sort().reverse();
  const table = (term, rows) => {
    const made = createTable({
      caption: `${t('posts')} ${term || t('committee.no_term')}`, columns: [
        { key: 'holder', label: fieldLabel('posts', 'holder'), head: true, cell: (r) => (r.member_id ? h('a', { href: `/members/${r.member_id}` }, r.holder) : r.holder) },
        { key: 'post', label: fieldLabel('posts', 'post'), cell: (r) => [codeLabel('post', r.post), r.title ? ` (${r.title})` : ''] },
        { key: 'from', label: fieldLabel('posts', 'from'), num: true, cell: (r) => showDate(r.from) }, { key: 'to', label: fieldLabel('posts', 'to'), num: true, cell: (r) => showDate(r.to) }],
    });
    made.set(rows);
    return made.node;
  };
  return {
    title: `${t('committee')} · ${top.org.name}`, crumbs: top.crumbs, org: top.org.id, paper: top.paper,
    node: [top.node, h('div', { class: 'stack' },
      createRows({ title: t('congresses'), path: '/congresses', resource: 'congresses', columns: ['term', 'number', 'held_on', 'next_due_on', 'delegates', 'committee_size', 'approved_by'], leaveOut: ['org_id', 'org_code', 'org_name'], list: { org: params.id, level: 'self', limit: 100 }, extra: { org_id: top.org.id }, item: (row) => `/congresses/${row.id}`, editable: can('org_write') && able }),
      can('post_read') && postRows({ id: params.id, asOf: query.as_of || today(), editable: able }),
      terms.length > 0 && h('h2', null, t('committee.terms')),
      terms.map((term) => h('section', { class: 'panel' }, h('header', null, h('h3', null, term || t('committee.no_term'))), h('div', { class: 'pb' }, table(term, posts.items.filter((p) => (p.term || '') === term))))))],
  };
}
