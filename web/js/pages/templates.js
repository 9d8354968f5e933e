/* Word templates: which there are and whose, their files, and the fields that may stand in them. */
import { get, url } from '../core/api.js';
import { h } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel } from '../core/store.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';
import { fieldsPanel } from '../components/template_fields.js';
import { templateFields, templateName } from '../components/template_words.js';
import * as acts from '../components/template_acts.js';

function sourceOf(r) {
  if (r.shipped) return r.origin === 'shipped' ? codeLabel('template_origin', 'shipped') : h('span', { class: 'st warn' }, t('template.changed'));
  return [codeLabel('template_origin', 'own'), h('span', { class: 'muted small' }, ` ${r.org_name}`)];
}

function actsOf(r) {
  const act = (text, run) => h('button', { class: 'btn btn-s', type: 'button', onclick: () => run(r) }, text, h('span', { class: 'sr' }, ` ${templateName(r)}`));
  const able = can('template_write') && r.may_change;
  return h('span', { class: 'row' },
    h('a', { class: 'btn btn-s', href: url(`/templates/${r.id}/file`), download: '' }, t('template.download'), h('span', { class: 'sr' }, ` ${templateName(r)}`)),
    able && act(t('template.replace'), acts.replaceFile), act(t('history'), acts.templateHistory),
    able && r.shipped && r.origin === 'own' && act(t('template.shipped'), acts.backToShipped),
    able && !r.shipped && [act(t('template.rename'), acts.renameTemplate), act(t('template.remove'), acts.removeTemplate)]);
}

export async function render({ signal }) {
  const [fields, list] = await Promise.all([templateFields(), createPagedTable({
    table: createTable({
      caption: t('templates'), columns: [
        { key: 'name', label: t('template.name'), head: true, cell: (r) => h('strong', null, templateName(r)) },
        { key: 'subject', label: t('template.subject'), cell: (r) => codeLabel('template_subject', r.subject) },
        { key: 'source', label: t('template.source'), cell: sourceOf },
        { key: 'changed_at', label: t('template.when'), cell: (r) => r.changed_by && [showTime(r.changed_at), h('span', { class: 'muted small' }, ` ${r.changed_by}`)] },
        { key: 'acts', label: t('acts'), cell: actsOf }],
    }),
    load: (cursor) => get('/templates', { cursor, limit: 100 }, { signal }), emptyNode: empty(t('paper.none')),
  })]);
  return {
    title: t('templates'),
    node: h('div', { class: 'stack-l' },
      h('div', { class: 'head' }, h('h1', null, t('templates')), can('template_write') && h('button', { class: 'btn btn-primary act', type: 'button', onclick: acts.addTemplate }, t('template.add'))),
      h('p', { class: 'muted' }, t('templates.lead')), list.node, fieldsPanel(fields)),
  };
}
