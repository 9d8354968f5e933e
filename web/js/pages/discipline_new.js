/* Opening a discipline case: whom it is about, where it came from, who is to decide; as a further subject of an affair when one is named. */
import { get, request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { addWords, t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { codes, fields, store, today } from '../core/store.js';
import { createForm, sendForm } from '../components/form.js';
import { organizationHead } from '../components/organization_head.js';
import { purpose } from '../components/discipline_purpose.js';
import { toast } from '../components/toast.js';

await addWords('discipline');

const FIRST = ['member_id', 'org_id', 'title', 'source', 'source_on', 'received_on', 'authority', 'without_vote', 'matter'];
const SAME = ['title', 'source', 'source_on', 'source_note', 'matter', 'received_on', 'authority', 'decider_id', 'without_vote', 'content', 'violation_on'];

/* A cell opens what it decides itself; the rest is the inspection's. */
function caseFields(cell, inCell) {
  return fields('discipline_cases').filter((f) => f.create && f.name !== 'joint_with' && !(cell && ['org_id', 'authority', 'decider_id', 'without_vote'].includes(f.name)) && !(inCell && f.name === 'org_id'))
    .map((f) => (f.name === 'decider_id' ? { ...f, ref: 'directory' } : f.name === 'member_id' && (cell || inCell) ? { ...f, required: true, hint_vi: null, hint_en: null } : f.name === 'without_vote' ? { ...f, options: codes('discipline_direct') } : f))
    .sort((a, b) => Number(FIRST.includes(b.name)) - Number(FIRST.includes(a.name)));
}

/* The finding of an inspection that leads here names the case. */
async function linkSubject({ inspection, subject }, made) {
  const path = `/inspections/${inspection}/subjects/${subject}`;
  const { version } = await get(path);
  await request('PATCH', path, { body: { case_id: made.id }, version });
}

export async function render({ params, query, signal }) {
  const cell = store.session.grant.role === 'secretary';
  const [top, other] = await Promise.all([organizationHead({ id: params.id, current: 'discipline', signal }), query.joint ? get(`/discipline/${query.joint}`, { purpose: purpose() }, { signal }) : null]);
  const start = other ? Object.fromEntries(SAME.map((name) => [name, other[name]])) : { received_on: today() };
  const form = createForm(caseFields(cell, top.isCell && !query.org), { ...start, member_id: query.member ? Number(query.member) : null, org_id: query.org ? Number(query.org) : null });
  const of = (first) => form.rows.filter((row) => FIRST.includes(row.field.name) === first).map((row) => row.node);
  form.node.lastChild.replaceWith(h('div', { class: 'stack' },
    h('section', { class: 'panel' }, h('div', { class: 'pb' }, h('div', { class: 'fields' }, of(true)))),
    h('section', { class: 'panel' }, h('div', { class: 'pb' }, h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('case.step.more')), h('div', { class: 'fields mt' }, of(false)))))));
  const key = actKey();
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('case.new.create'));
  async function submit(event) {
    event.preventDefault();
    if (form.missing()) return;
    button.disabled = true;
    const made = await sendForm(form, (body) => request('POST', '/discipline', { body: { ...body, ...(cell ? { authority: 'cell' } : {}), ...(other ? { joint_with: other.id } : {}) }, key })).finally(() => { button.disabled = false; });
    for (const bad of form.node.querySelectorAll('.invalid')) { const folded = bad.closest('details'); if (folded) folded.open = true; }
    if (!made) return;
    if (query.inspection) await linkSubject(query, made);
    await go(`/discipline/${made.id}`);
    toast(t('case.created'));
  }
  const back = other ? `/discipline/${other.id}` : `/organizations/${params.id}/discipline`;
  return {
    title: t('case.new'), org: top.org.id,
    crumbs: [...top.crumbs, { href: `/organizations/${params.id}`, text: top.org.name }, { href: `/organizations/${params.id}/discipline`, text: t('discipline.tab') }],
    node: h('form', { class: 'stack', onsubmit: submit, novalidate: true }, h('h1', null, t('case.new')), h('p', { class: 'muted' }, other ? t('case.new.joint', { title: other.title }) : t('case.new.lead')), form.node,
      h('div', { class: 'row act-bar' }, button, h('a', { class: 'btn', href: back }, t('cancel')), h('span', { class: 'small muted' }, t('case.new.effect')))),
  };
}
