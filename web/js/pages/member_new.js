/* A new member of a cell, drawn from the dictionary; the short form first, the rest on demand. */
import { request, actKey, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { createFields } from '../components/form.js';
import { createForm } from '../components/form.js';
import { organizationHead } from '../components/organization_head.js';

const FIRST = ['full_name', 'gender', 'born_on', 'ethnicity', 'religion', 'personal_id', 'record_number', 'card_number', 'admission_decided_on', 'admitted_on', 'official_on', 'joined_on', 'hometown', 'residence', 'phone', 'general_education', 'professional_level', 'theory_level', 'occupation'];

export async function render({ params, signal }) {
  const top = await organizationHead({ id: params.id, current: 'members', signal });
  const all = createFields('members', ['cell_id', 'locality_id']);
  const form = createForm([...FIRST.map((name) => all.find((f) => f.name === name)).filter(Boolean), ...all.filter((f) => !FIRST.includes(f.name))]);
  const rest = form.rows.slice(FIRST.length).map((r) => r.node);
  const fieldsNode = rest[0].parentNode;
  fieldsNode.append(h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('member.more_fields')), h('div', { class: 'fields mt' }, rest)));
  const key = actKey();
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('member.create'));
  async function submit(event) {
    event.preventDefault();
    const body = form.given();
    if (!body) return;
    button.disabled = true;
    try {
      const made = await request('POST', '/members', { body: { ...body, cell_id: Number(params.id) }, key });
      await go(`/members/${made.id}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const details of form.node.querySelectorAll('details')) details.open = true;
      form.showProblem(error);
    } finally {
      button.disabled = false;
    }
  }
  return {
    title: t('member.new'), crumbs: [...top.crumbs, { href: `/organizations/${params.id}`, text: top.org.name }], org: top.org.id,
    node: h('form', { class: 'stack-l', onsubmit: submit, novalidate: true }, h('h1', null, t('member.new')), h('p', { class: 'muted' }, t('member.new.lead', { cell: top.org.name })), form.node,
      h('div', { class: 'row' }, button, h('a', { class: 'btn', href: `/organizations/${params.id}/members` }, t('cancel')))),
  };
}
