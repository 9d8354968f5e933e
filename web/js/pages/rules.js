/* Rule parameters with their source; a confirmed rule refuses, an unconfirmed one warns. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { language, labelOf, t } from '../core/i18n.js';
import { field } from '../core/store.js';
import { createTable, createPagedTable } from '../components/table.js';
import { empty } from '../components/states.js';

export async function render({ query, signal }) {
  const label = (name) => labelOf(field('rules', name));
  const list = await createPagedTable({
    table: createTable({
      caption: t('rules'), tall: true, columns: [
        { key: 'label', label: t('rule'), head: true, cell: (r) => [(language() === 'en' ? r.label_en : r.label) || r.name, h('div', { class: 'small muted' }, r.name)] },
        { key: 'value', label: label('value'), num: true, cell: (r) => `${r.value} ${r.unit ? t(`unit.${r.unit}`) : ''}` }, { key: 'from', label: label('effective_from'), num: true, cell: (r) => showDate(r.effective_from) },
        { key: 'citation', label: t('citation'), cell: (r) => r.citation }, { key: 'confirmed', label: t('state'), cell: (r) => h('span', { class: `st ${r.confirmed ? 'ok' : 'warn'}` }, t(r.confirmed ? 'rule.confirmed' : 'rule.unconfirmed')) }],
    }),
    load: (cursor) => get('/rules', { cursor, limit: 200, as_of: query.as_of, count: cursor ? undefined : 'exact' }, { signal }), emptyNode: empty(t('rows.none')),
  });
  return { title: t('rules'), node: [h('h1', null, t('rules')), h('p', { class: 'muted mt' }, t('rules.lead')), list.node] };
}
