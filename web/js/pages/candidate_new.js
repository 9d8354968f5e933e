/* Somebody new on the way to membership: what is known at the listing, the rest can follow. */
import { request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { addWords, labelOf, t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { store, today } from '../core/store.js';
import { createFields, createForm, sendForm } from '../components/form.js';
import { organizationHead } from '../components/organization_head.js';
import { possibleDuplicates } from '../components/possible_duplicates.js';
import { toast } from '../components/toast.js';

await addWords('membership');

const FIRST = ['full_name', 'gender', 'born_on', 'ethnicity', 'religion', 'personal_id', 'residence', 'phone', 'listed_on', 'source', 'helper_id', 'general_education', 'professional_level', 'occupation', 'workplace'];

export async function render({ params, signal }) {
  const top = await organizationHead({ id: params.id, current: 'candidates', signal });
  const form = createForm(createFields('candidates', ['cell_id']), { listed_on: today() });
  const rows = Object.fromEntries(form.rows.map((row) => [row.field.name, row]));
  const sections = store.dictionary.candidates.groups.map((group) => {
    const own = form.rows.filter((row) => row.field.group === group.name);
    const first = own.filter((row) => FIRST.includes(row.field.name));
    const rest = own.filter((row) => !FIRST.includes(row.field.name));
    return own.length > 0 && h('section', { class: 'panel' }, h('header', null, h('h2', null, labelOf(group))), h('div', { class: 'pb stack' },
      first.length > 0 && h('div', { class: 'fields' }, first.map((row) => row.node)), group.name === 'identity' && possibleDuplicates(rows.full_name, rows.born_on),
      rest.length > 0 && (first.length > 0 ? h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('member.more_fields', { n: rest.length })), h('div', { class: 'fields mt' }, rest.map((row) => row.node)))
        : h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('candidate.if_needed')), h('div', { class: 'fields mt' }, rest.map((row) => row.node))))));
  });
  form.node.lastChild.replaceWith(h('div', { class: 'stack' }, sections));
  const key = actKey();
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('candidate.create'));
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    const made = await sendForm(form, (body) => request('POST', '/candidates', { body: { ...body, cell_id: Number(params.id) }, key })).finally(() => { button.disabled = false; });
    for (const bad of form.node.querySelectorAll('.invalid')) { const folded = bad.closest('details'); if (folded) folded.open = true; }
    if (!made) return;
    await go(`/candidates/${made.id}`);
    toast(t('candidate.created', { name: made.full_name }));
  }
  return {
    title: t('candidate.new'), org: top.org.id,
    crumbs: [...top.crumbs, { href: `/organizations/${params.id}`, text: top.org.name }, { href: `/organizations/${params.id}/candidates`, text: t('candidates') }],
    node: h('form', { class: 'stack', onsubmit: submit, novalidate: true }, h('h1', null, t('candidate.new')), h('p', { class: 'muted' }, t('candidate.new.lead', { cell: top.org.name })), form.node,
      h('div', { class: 'row act-bar' }, button, h('a', { class: 'btn', href: `/organizations/${params.id}/candidates` }, t('cancel')), h('span', { class: 'small muted' }, t('candidate.new.effect', { cell: top.org.name })))),
  };
}
