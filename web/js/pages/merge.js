/* Two records of one person side by side: which one stays, and what is taken from the other. */
import { get } from '../core/api.js';
import { h, uniqueId } from '../core/dom.js';
import { showNumber, showValue } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { can, fields } from '../core/store.js';
import { createTable } from '../components/table.js';
import { memberHead } from '../components/member_head.js';
import { previewAct } from '../components/preview.js';

const same = (a, b) => (a ?? null) === (b ?? null);

export async function render({ params, query, signal }) {
  const include = can('member_sensitive') ? 'sensitive' : undefined;
  const [keep, other] = await Promise.all([get(`/members/${params.id}`, { include }, { signal }), get(`/members/${query.from}`, { include }, { signal })]);
  const head = await memberHead({ record: keep, current: 'info' });
  const differing = fields('members').filter((f) => f.patch && f.type !== 'id' && !['family_name', 'middle_name', 'given_name'].includes(f.name) && keep[f.name] !== undefined && !same(keep[f.name], other[f.name]) && other[f.name] !== null);
  const chosen = new Map(differing.map((f) => [f.name, keep[f.name] === null || keep[f.name] === '' ? 'other' : 'keep']));
  const choice = (f, side, value) => {
    const name = uniqueId(`m-${f.name}`);
    const box = h('input', { type: 'radio', name: `m-${f.name}`, id: name, value: side, checked: chosen.get(f.name) === side, onchange: () => chosen.set(f.name, side) });
    return h('label', { class: 'pick' }, box, showValue(f, value) || t('none'));
  };
  const table = createTable({
    caption: t('merge'), columns: [
      { key: 'field', label: t('merge.field'), head: true, cell: (f) => labelOf(f) },
      { key: 'keep', label: t('merge.keep', { id: keep.record_number || keep.id }), cell: (f) => choice(f, 'keep', keep[f.name]) },
      { key: 'other', label: t('merge.other', { id: other.record_number || other.id }), cell: (f) => choice(f, 'other', other[f.name]) }],
  });
  table.set(differing);
  async function act() {
    const values = Object.fromEntries(differing.filter((f) => chosen.get(f.name) === 'other').map((f) => [f.name, other[f.name]]));
    const made = await previewAct({
      title: t('merge'), lead: t('merge.lead'), path: `/members/${keep.id}/merge`, form: h('p', null, t('merge.values', { n: showNumber(Object.keys(values).length) })), body: () => ({ from: other.id, values }),
      plan: (p) => h('ul', null, ['memberships', 'rows', 'posts'].map((k) => h('li', null, `${t(`merge.${k}`)}: ${showNumber(p[k])}`)), h('li', null, t('merge.goes', { name: other.full_name, cell: other.cell_name || '' }))),
      button: () => t('merge.button'), done: () => t('merge.done', { name: keep.full_name }),
    });
    if (made) go(`/members/${keep.id}`);
  }
  return {
    title: `${t('merge')} · ${keep.full_name}`, crumbs: head.crumbs, org: keep.cell_id,
    node: [head.node, h('div', { class: 'stack' }, h('h2', null, t('merge')), h('p', { class: 'muted' }, t('merge.lead')),
      differing.length === 0 ? h('p', null, t('merge.nothing')) : table.node,
      h('p', { class: 'row' }, h('button', { class: 'btn btn-primary', type: 'button', onclick: act }, t('preview')), h('a', { class: 'btn', href: `/members/${other.id}/merge?from=${keep.id}` }, t('merge.swap')), h('a', { class: 'btn', href: `/members/${keep.id}` }, t('cancel'))))],
  };
}
