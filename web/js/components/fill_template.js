/* Making a paper: which template, in whose name, what is typed by hand; the Word file comes as a download. */
import { get, request, Problem } from '../core/api.js';
import { h, replace, uniqueId } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { store, today } from '../core/store.js';
import { createForm } from './form.js';
import { openDialog } from './dialog.js';
import { saveFile } from './save_file.js';
import { toast } from './toast.js';
import { isSensitive, templateFields, templateName, typedFields } from './template_words.js';

const TYPES = { text: 'text', lines: 'lines', date: 'date' };
const HINTED = ['signer', 'signer_title'];

/* The place stands on every paper of an office: it is remembered in this browser. */
const KEPT = 'chibo.place';
function keptPlace() { try { return localStorage.getItem(KEPT) || ''; } catch { return ''; } }
function keepPlace(place) { try { localStorage.setItem(KEPT, place || ''); } catch { /* for this paper only */ } }

/* Short fields first, then the text itself, then what is seldom changed. */
const LAST = ['content', 'recipients', 'signer_title'];
const inOrder = (list) => [...list].sort((a, b) => LAST.indexOf(a.name) - LAST.indexOf(b.name));

function formOf(template, all, issuer, values) {
  const typed = inOrder(typedFields(template, all)).map((f) => ({
    name: f.name, type: TYPES[f.how], label_vi: f.label_vi, label_en: f.label_en, ...(HINTED.includes(f.name) ? { hint_vi: t('paper.signer'), hint_en: t('paper.signer') } : {}),
  }));
  return createForm([{ name: 'issuer_id', type: 'id', label_vi: t('paper.issuer'), label_en: t('paper.issuer') }, ...typed], { issuer_id: issuer, date: today(), place: keptPlace(), ...values });
}

/* Which kinds of papers fit what is asked for, the nearest first. */
const FITTING = { members: ['member', 'members'], transfers: ['transfer'], candidates: ['candidate'], discipline: ['discipline'], organization: ['letter', 'organization', 'members'] };

/** order: { members: [ids] }, { transfers: [ids] }, { candidates: [ids] }, { discipline: [ids] } or { organization: { id, name } }; values: what is known already. */
export async function fillTemplate(order) {
  const [list, all] = await Promise.all([get('/templates', { limit: 200 }), templateFields()]);
  const kind = Object.keys(FITTING).find((k) => order[k]);
  const ids = kind === 'organization' ? null : order[kind];
  const fitting = FITTING[kind];
  const usable = list.items.filter((x) => fitting.includes(x.subject)).sort((a, b) => fitting.indexOf(a.subject) - fitting.indexOf(b.subject));
  const home = store.session.grant.organization;
  const issuer = order.organization ? order.organization.id : home && home.id;
  const lead = ids ? t('paper.lead', { n: showNumber(ids.length) }) : order.organization.name;
  if (usable.length === 0) return openDialog({ title: t('paper'), lead, body: h('p', null, t('paper.none')) });

  const id = uniqueId('paper');
  const each = h('input', { type: 'checkbox' });
  const place = h('div', { class: 'stack' });
  let form;
  const select = h('select', { class: 'input', id, onchange: choose }, usable.map((x) => h('option', { value: x.id }, templateName(x))));
  const chosen = () => usable.find((x) => x.id === Number(select.value));
  function choose() {
    form = formOf(chosen(), all, issuer, order.values);
    replace(place, ids && ids.length > 1 && chosen().subject !== 'members' && h('label', { class: 'pick' }, each, t('paper.each')),
      isSensitive(chosen(), all) && h('p', { class: 'note', role: 'status' }, t('paper.sensitive')), form.node);
  }
  choose();

  const made = await openDialog({
    title: t('paper'), lead, button: t('paper.button'),
    body: h('div', { class: 'stack' }, h('div', { class: 'field' }, h('label', { for: id }, t('paper.template')), select), place),
    act: async () => {
      const given = form.read();
      if (!given) return false;
      const { issuer_id: by, ...typed } = given;
      const values = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== null));
      const as = each.checked && place.contains(each) ? 'zip' : 'document';
      const about = ids ? { [kind]: ids } : { organization_id: order.organization.id };
      try {
        saveFile(await request('POST', `/templates/${chosen().id}/fill`, { body: { ...about, ...(by ? { issuer_id: by } : {}), values, as }, blob: true }));
      } catch (error) {
        if (!(error instanceof Problem) || error.errors.length === 0) throw error;
        error.errors = error.errors.map((e) => ({ ...e, pointer: e.pointer.replace('/values/', '/') }));
        form.showProblem(error);
        return false;
      }
      if ('place' in typed) keepPlace(typed.place);
      return true;
    },
  });
  if (made) toast(t('paper.done'));
  return made;
}
