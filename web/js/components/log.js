/* Who changed what: one save, one entry, values before and after. */
import { h } from '../core/dom.js';
import { showTime, showValue } from '../core/format.js';
import { t } from '../core/i18n.js';
import { field, fieldLabel, codeLabel } from '../core/store.js';

function changeLine(resource, name, before, after) {
  const f = field(resource, name) || { type: 'text' };
  const text = (v) => showValue(f, v) || t('empty_value');
  const label = fieldLabel(resource, name);
  if ((before === null || !(name in before)) && (after === null || !(name in after))) return h('li', null, label, ': ', h('span', { class: 'hid' }, t('hidden')));
  return h('li', null, label, ': ', before && name in before && h('span', { class: 'del' }, text(before[name])), before && name in before ? ' → ' : '', text(after ? after[name] : null));
}

/** Entries as /history and /audit give them: { at, actor, op, reason, fields, before, after }. */
export function logList(resource, entries) {
  return h('ul', { class: 'tl' }, entries.map((e) => h('li', null, h('time', { datetime: e.at }, showTime(e.at)), h('div', null,
    h('strong', null, e.actor || '–'), ' ', t('log.did', { op: codeLabel('change_op', e.op), n: (e.fields || []).length }), e.reason && h('span', { class: 'small muted' }, ` · ${e.reason}`),
    h('ul', { class: 'small' }, (e.fields || []).map((name) => changeLine(e.resource || resource, name, e.before, e.after)))))));
}
