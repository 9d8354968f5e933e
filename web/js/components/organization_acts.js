/* The acts on an organisation: another superior, merging others into it, splitting it, suspending and ending it. */
import { request, actKey } from '../core/api.js';
import { h, uniqueId } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw, go } from '../core/router.js';
import { field, fieldLabel, fields } from '../core/store.js';
import { createForm } from './form.js';
import { createTable } from './table.js';
import { openDialog } from './dialog.js';
import { recordPicker } from './picker.js';
import { previewAct } from './preview.js';
import { reloadTree } from './frame.js';

await addWords('units');

const reason = () => ({ name: 'reason', type: 'text', label_vi: 'Lý do', label_en: 'Reason' });
const day = () => ({ ...field('placements', 'effective_on') });
const decision = () => ({ ...field('placements', 'decision') });

async function simple({ title, lead, path, formFields, button }) {
  const form = createForm(formFields);
  const key = actKey();
  const done = await openDialog({
    title, lead, button, body: form.node,
    act: async () => {
      const body = form.given();
      if (!body) return false;
      await request('POST', path, { body, key });
      return true;
    },
  });
  if (done) {
    reloadTree();
    await draw();
  }
}

/** What a reorganisation does, as a table. */
export function planTable(plan) {
  const name = (o) => (o ? o.name : '');
  const table = createTable({
    caption: t('preview'), tall: true, columns: [
      { key: 'organization', label: fieldLabel('organizations', 'name'), head: true, cell: (r) => name(r.organization) },
      { key: 'from', label: t('plan.from'), cell: (r) => name(r.from) }, { key: 'to', label: t('plan.to'), cell: (r) => name(r.to) },
      { key: 'members', label: t('members'), num: true, cell: (r) => showNumber(r.members) }],
  });
  table.set(plan.items);
  return h('div', { class: 'stack' }, h('p', null, t('plan.sums', { organizations: showNumber(plan.organizations), members: showNumber(plan.members), posts: showNumber(plan.posts) })), plan.items.length > 0 && table.node);
}

/* Several organisations, chosen one after the other. */
function severalPicker(kinds) {
  const id = uniqueId('many');
  const chosen = new Map();
  const list = h('ul', { class: 'chips row' });
  const picker = recordPicker({ id, kinds, onchoose: (o) => { chosen.set(o.id, o.name); picker.clear(); show(); } });
  function show() {
    list.replaceChildren(...[...chosen].map(([key, name]) => h('li', { class: 'chip' }, h('span', null, name), h('button', { type: 'button', 'aria-label': t('filter.remove', { name }), onclick: () => { chosen.delete(key); show(); } }, '✕'))));
  }
  return { node: h('div', { class: 'field wide' }, h('label', { for: id }, t('act.merge.sources')), picker.node, list), ids: () => [...chosen.keys()] };
}

function merge(org, isCell, path) {
  const several = severalPicker(isCell ? ['cell', 'base_cell'] : null);
  const form = createForm([day(), decision(), { ...field('organizations', 'approval') }]);
  const missing = h('div');
  return previewAct({
    title: t('act.merge'), lead: t('act.merge.lead', { name: org.name }), path: `${path}/merge`,
    form: h('div', { class: 'stack' }, missing, several.node, form.node),
    showProblem: (problem) => { form.showProblem(problem); return true; },
    body: () => {
      const given = form.given();
      const ids = several.ids();
      missing.replaceChildren(...(ids.length === 0 ? [h('div', { class: 'note n-bad', role: 'alert' }, t('act.merge.none'))] : []));
      return given && ids.length > 0 ? { ...given, sources: ids } : null;
    },
    plan: planTable, button: (plan) => t('act.merge.button', { n: showNumber(plan.items.filter((i) => i.organization && i.organization.id === (i.from || {}).id).length), members: showNumber(plan.members) }),
    done: (plan) => t('act.merge.done', { members: showNumber(plan.members) }),
  });
}

/** Places many under one superior: used by lists with ticked rows. */
export function placeMany(ids) {
  const form = createForm([field('placements', 'parent_id'), day(), decision()]);
  return previewAct({
    title: t('act.place_many'), lead: t('act.place_many.lead', { n: showNumber(ids.length) }), path: '/organizations/placements', form: form.node,
    showProblem: (problem) => { form.showProblem(problem); return true; },
    body: () => {
      const given = form.given();
      if (!given) return null;
      const { parent_id: parent, ...rest } = given;
      return { ...rest, items: ids.map((id) => ({ org_id: id, parent_id: parent })) };
    },
    plan: planTable, button: (plan) => t('act.place_many.button', { n: showNumber(plan.organizations) }), done: (plan) => t('act.place_many.done', { n: showNumber(plan.organizations) }),
  });
}

/** The items of the menu "other acts" of an organisation's page. */
export function organizationActs(org, isCell) {
  const path = `/organizations/${org.id}`;
  const item = (text, run) => h('li', null, h('button', { class: 'linklike', type: 'button', onclick: run }, text));
  const dated = (act, formFields, to = act) => item(t(`act.${act}`), () => simple({ title: t(`act.${act}`), lead: t(`act.lead.${act}`, { name: org.name }), path: `${path}/${to}`, formFields, button: t(`act.button.${act}`) }));
  const of = (resource) => fields(resource).filter((f) => f.create);
  const dissolution = org.parent_id && dated('dissolution', [...of('organization_acts'), reason()]);
  if (org.status === 'suspended') return [dated('resumption', [...of('organization_acts').map((f) => ({ ...f, required: true })), reason()]), dissolution];
  if (org.status === 'planned') return [dated('activation', [...of('organization_acts'), reason()], 'resumption'), dissolution];
  return [item(t('act.merge'), () => merge(org, isCell, path)),
    item(t('act.split'), () => go(`${path}/split`)),
    org.parent_id && dated('placement', of('placements')),
    dated('suspension', [...of('organization_suspensions'), reason()]),
    dissolution];
}
