/* A new organisation below this one. */
import { request, actKey, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { createFields, createForm } from '../components/form.js';
import { organizationHead } from '../components/organization_head.js';
import { reloadTree } from '../components/frame.js';

export async function render({ params, signal }) {
  const top = await organizationHead({ id: params.id, current: 'units', signal });
  const form = createForm(createFields('organizations', ['parent_id']), { status: 'active' });
  const key = actKey();
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('organization.create'));
  async function submit(event) {
    event.preventDefault();
    const body = form.given();
    if (!body) return;
    button.disabled = true;
    try {
      const made = await request('POST', '/organizations', { body: { ...body, parent_id: Number(params.id) }, key });
      reloadTree();
      await go(`/organizations/${made.id}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      form.showProblem(error);
    } finally {
      button.disabled = false;
    }
  }
  return {
    title: t('organization.new'), crumbs: [...top.crumbs, { href: `/organizations/${params.id}`, text: top.org.name }], org: top.org.id,
    node: h('form', { class: 'stack-l', onsubmit: submit, novalidate: true }, h('h1', null, t('organization.new')), h('p', { class: 'muted' }, t('organization.new.lead', { parent: top.org.name })), form.node,
      h('div', { class: 'row' }, button, h('a', { class: 'btn', href: `/organizations/${params.id}` }, t('cancel')))),
  };
}
