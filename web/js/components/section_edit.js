/* Editing a section of a record in place: the form, from which day it counts, the conflict field by field. */
import { request, Problem } from '../core/api.js';
import { h, replace, uniqueId } from '../core/dom.js';
import { showDate, parseDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { today } from '../core/store.js';
import { createForm } from './form.js';
import { settleConflict } from './conflict.js';

/* How the change counts: from a day on, or as a correction of what was always so. */
function wayField(dated) {
  const dayId = uniqueId('w');
  const reasonId = uniqueId('w');
  const day = h('input', { class: 'input w-date', id: dayId, inputmode: 'numeric', value: showDate(today()), autocomplete: 'off' });
  const reason = h('input', { class: 'input', id: reasonId, autocomplete: 'off' });
  const name = uniqueId('way');
  const dayRow = h('div', { class: 'field' }, h('label', { for: dayId }, t('effective_on')), day);
  const reasonLabel = h('label', { for: reasonId }, t('reason'));
  const radio = (value, label, on) => h('label', { class: 'pick' }, h('input', { type: 'radio', name, value, checked: on, onchange: () => set(value) }), label);
  let way = dated ? 'change' : 'correct';
  function set(value) {
    way = value;
    dayRow.hidden = way !== 'change';
    reasonLabel.textContent = way === 'change' ? t('reason.optional') : t('reason');
  }
  const node = h('div', { class: 'stack' },
    dated && h('fieldset', null, h('legend', { class: 'label' }, t('way')), radio('change', t('way.change'), true), radio('correct', t('way.correct'))),
    h('div', { class: 'fields' }, dayRow, h('div', { class: 'field' }, reasonLabel, h('span', { class: 'hint' }, t('reason.hint')), reason)));
  set(way);
  return {
    node, reason, day,
    read() {
      const why = reason.value.trim() || null;
      if (way === 'correct') return { reason: why };
      return { effective_on: parseDate(day.value) ?? day.value, ...(why ? { reason: why } : {}) };
    },
  };
}

/**
 * Puts the form into the section's node. Only what was changed is sent, with the version it was read at;
 * leave(): shows the section as it was; reload(): after saving.
 */
export function editSection({ node, heading, title, path, record, fields, leave, reload }) {
  const save = (changes, way, version) => request('PATCH', path, { body: { ...changes, ...way }, version });
  const usable = fields.filter((f) => f.patch && !(record.hidden || []).includes(f.name));
  const form = createForm(usable, record);
  const way = wayField(usable.some((f) => f.dated));
  const button = h('button', { class: 'btn btn-primary', type: 'submit' }, t('save'));
  async function submit(event) {
    event.preventDefault();
    const changes = form.changed();
    if (!changes) return;
    if (Object.keys(changes).length === 0) { leave(); return; }
    /* only dated fields take a day; the rest is always a correction */
    const taken = way.read();
    if (!usable.some((f) => f.dated && f.name in changes) && taken.effective_on) delete taken.effective_on;
    button.disabled = true;
    try {
      await save(changes, taken, record.version);
      await reload();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 412) {
        const settled = await settleConflict({ path, query: { include: usable.some((f) => f.sensitive) ? 'sensitive' : undefined }, fields: usable, base: record, mine: changes, save: (final, version) => save(final, { ...taken, reason: taken.reason || t('conflict.reason') }, version) });
        if (settled) await reload();
      } else {
        form.showProblem(error);
        if (error.errors.some((e) => e.pointer === '/reason')) way.reason.focus();
        if (error.errors.some((e) => e.pointer === '/effective_on')) way.day.focus();
      }
    } finally {
      button.disabled = false;
    }
  }
  replace(node, h('header', null, h('h2', { id: heading }, title, ' ', h('span', { class: 'tag' }, t('editing'))), h('span', { class: 'small muted' }, t('edit.lead'))),
    h('form', { class: 'pb stack', onsubmit: submit, novalidate: true }, form.node, way.node,
      h('div', { class: 'row' }, button, h('button', { class: 'btn', type: 'button', onclick: leave }, t('edit.leave')))));
  if (form.rows[0]) form.rows[0].input.focus();
}
