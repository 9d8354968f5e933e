/* Splitting: a new organisation, and who and what goes over to it. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { codeLabel, field, fieldLabel } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createForm } from '../components/form.js';
import { createTable } from '../components/table.js';
import { previewAct } from '../components/preview.js';
import { planTable } from '../components/organization_acts.js';
import { problemNote } from '../components/states.js';

async function everything(path, query, signal) {
  const rows = [];
  let cursor;
  do {
    const page = await get(path, { ...query, cursor, limit: 500 }, { signal }); // eslint-disable-line no-await-in-loop
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return rows;
}

export async function render({ params, signal }) {
  const top = await organizationHead({ id: params.id, current: 'overview', signal });
  const { org, isCell } = top;
  const rows = isCell ? await everything('/members', { org: params.id, level: 'self', fields: 'id,full_name,born_on,status' }, signal) : await everything(`/organizations/${params.id}/children`, {}, signal);
  const boxes = rows.map((r) => h('input', { type: 'checkbox', 'aria-label': r.full_name || r.name }));
  const name = isCell ? fieldLabel('members', 'full_name') : fieldLabel('organizations', 'name');
  const table = createTable({
    caption: t('act.split.who'), tall: true, columns: [
      { key: 'selected', label: t('selection'), box: h('span', { class: 'sr' }, t('selection')), cell: (r) => boxes[rows.indexOf(r)] }, { key: 'name', label: name, head: true, cell: (r) => r.full_name || r.name },
      isCell ? { key: 'born_on', label: fieldLabel('members', 'born_on'), num: true, cell: (r) => showDate(r.born_on) } : { key: 'code', label: fieldLabel('organizations', 'code'), cell: (r) => r.code },
      isCell ? { key: 'status', label: fieldLabel('members', 'status'), cell: (r) => codeLabel('member_status', r.status) } : { key: 'kind', label: fieldLabel('organizations', 'kind'), cell: (r) => codeLabel('organization_kind', r.kind) }],
  });
  table.set(rows);
  const form = createForm([field('organizations', 'code'), field('organizations', 'name'), field('organizations', 'kind'), field('organizations', 'category'), field('placements', 'effective_on'), field('placements', 'decision'), field('organizations', 'approval')], { kind: org.kind, category: org.category });
  const keep = h('input', { type: 'checkbox', checked: true });
  const refused = h('div');
  async function act() {
    const given = form.given();
    if (!given) return;
    const chosen = rows.filter((r, i) => boxes[i].checked).map((r) => r.id);
    const { effective_on: day, decision, ...part } = given;
    refused.replaceChildren();
    try {
      const made = await previewAct({
        title: t('act.split'), lead: t('act.split.lead', { name: org.name }), path: `/organizations/${org.id}/split`, form: h('p', null, t('act.split.chosen', { n: showNumber(chosen.length) })),
        body: () => ({ effective_on: day, decision, keep: keep.checked, parts: [{ ...part, [isCell ? 'members' : 'children']: chosen }] }),
        plan: planTable, button: (plan) => t('act.split.button', { n: showNumber(isCell ? plan.members : plan.organizations) }), done: () => t('act.split.done'),
      });
      if (made) go(`/organizations/${org.id}`);
    } catch (error) {
      refused.replaceChildren(problemNote(error));
    }
  }
  return {
    title: `${t('act.split')} · ${org.name}`, crumbs: top.crumbs, org: org.id,
    node: [top.node, h('div', { class: 'stack-l' }, h('h2', null, t('act.split')), h('p', { class: 'muted' }, t('act.split.lead', { name: org.name })), refused, form.node,
      h('label', { class: 'pick' }, keep, t('act.split.keep')), h('h3', null, t('act.split.who')), rows.length === 0 ? h('p', { class: 'muted' }, t('rows.none')) : table.node,
      h('p', { class: 'row' }, h('button', { class: 'btn btn-primary', type: 'button', onclick: act }, t('preview')), h('a', { class: 'btn', href: `/organizations/${org.id}` }, t('cancel'))))],
  };
}
