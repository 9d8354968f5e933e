/* A new member of a cell, guided: section by section, what is usually known first; the rules before the errors,
   people of the same name while one types, the photograph. */
import { get, request, actKey, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { labelOf, t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { can, store } from '../core/store.js';
import { attachChecks } from '../components/entry_checks.js';
import { createFields, createForm } from '../components/form.js';
import { organizationHead } from '../components/organization_head.js';
import { photoField } from '../components/photo_field.js';
import { possibleDuplicates } from '../components/possible_duplicates.js';
import { toast } from '../components/toast.js';

/* What is usually at hand; the rest of a section is folded away. */
const FIRST = ['full_name', 'gender', 'born_on', 'ethnicity', 'religion', 'personal_id', 'record_number', 'card_number', 'admission_decided_on', 'admitted_on', 'official_on', 'joined_on', 'joined_from',
  'hometown', 'residence', 'phone', 'general_education', 'professional_level', 'theory_level', 'occupation', 'job_title', 'workplace'];

/* The sections of the dictionary that have something to type, each with what comes first and what is folded. */
function sectionsOf(form) {
  const rank = (row) => FIRST.indexOf(row.field.name);
  return store.dictionary.members.groups.map((group) => {
    const own = form.rows.filter((row) => row.field.group === group.name);
    const first = own.filter((row) => rank(row) >= 0).sort((a, b) => rank(a) - rank(b));
    return { group, first, rest: own.filter((row) => rank(row) < 0) };
  }).filter((section) => section.first.length + section.rest.length > 0);
}

const fold = (rows) => rows.length > 0 && h('details', { class: 'wide' }, h('summary', { class: 'label' }, t('member.more_fields', { n: rows.length })), h('div', { class: 'fields mt' }, rows.map((row) => row.node)));

export async function render({ params, signal }) {
  const [top, rules] = await Promise.all([
    organizationHead({ id: params.id, current: 'members', signal }),
    can('rule_read') ? get('/rules', { limit: 200 }, { signal }).then((page) => page.items) : []]);
  const form = createForm(createFields('members', ['cell_id', 'locality_id']));
  const rows = Object.fromEntries(form.rows.map((row) => [row.field.name, row]));
  const photo = photoField();
  const sections = sectionsOf(form);
  const panel = ({ group, first, rest }, i) => h('section', { class: 'panel', id: `s-${group.name}`, tabindex: '-1', 'aria-labelledby': `h-${group.name}` }, h('header', null, h('h2', { id: `h-${group.name}` }, `${i + 1}. ${labelOf(group)}`)),
    h('div', { class: 'pb stack' }, group.name === 'identity' && photo.node, first.length > 0 && h('div', { class: 'fields' }, first.map((row) => row.node)), group.name === 'identity' && possibleDuplicates(rows.full_name, rows.born_on), fold(rest)));
  form.node.lastChild.replaceWith(h('div', { class: 'stack' }, sections.map(panel)));
  attachChecks(rows, rules);
  const jump = ({ group }, i) => h('li', null, h('a', { href: `#s-${group.name}`, onclick: (event) => { event.preventDefault(); document.getElementById(`s-${group.name}`).scrollIntoView(); document.getElementById(`s-${group.name}`).focus({ preventScroll: true }); } }, `${i + 1}. ${labelOf(group)}`));

  const key = actKey();
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('member.create'));
  async function sendPhoto(id) {
    const file = photo.file();
    if (!file) return;
    try {
      await request('PUT', `/members/${id}/photo`, { file, type: file.type });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      toast(`${t('photo.not_saved')} ${error.message}`);
    }
  }
  async function submit(event) {
    event.preventDefault();
    const body = form.given();
    if (!body) { unfold(); return; }
    button.disabled = true;
    try {
      const made = await request('POST', '/members', { body: { ...body, cell_id: Number(params.id) }, key });
      await sendPhoto(made.id);
      /* the letter somebody came with is recorded next */
      await go(`/members/${made.id}${body.joined_on && body.joined_from && can('transfer_write') ? '?act=arrival' : ''}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      form.showProblem(error);
      unfold();
    } finally {
      button.disabled = false;
    }
  }
  /* a folded field with an error is opened, the first of all gets the focus */
  function unfold() {
    const bad = form.rows.filter((row) => row.node.classList.contains('invalid'));
    for (const row of bad) { const folded = row.node.closest('details'); if (folded) folded.open = true; }
    if (bad[0]) bad[0].input.focus(); else form.node.scrollIntoView();
  }
  return {
    title: t('member.new'), crumbs: [...top.crumbs, { href: `/organizations/${params.id}`, text: top.org.name }], org: top.org.id,
    node: h('form', { class: 'stack', onsubmit: submit, novalidate: true }, h('h1', null, t('member.new')), h('p', { class: 'muted' }, t('member.new.lead', { cell: top.org.name })),
      h('div', { class: 'guide' }, h('nav', { class: 'steps', 'aria-label': t('entry.sections') }, h('ol', null, sections.map(jump))), form.node),
      h('div', { class: 'row act-bar' }, button, h('a', { class: 'btn', href: `/organizations/${params.id}/members` }, t('cancel')), h('span', { class: 'small muted' }, t('entry.effect', { cell: top.org.name })))),
  };
}
