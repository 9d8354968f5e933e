/* Forms drawn from the dictionary: one field a row of it, errors at the field in words. */
import { Problem } from '../core/api.js';
import { h, replace, uniqueId } from '../core/dom.js';
import { parseDate, showDate } from '../core/format.js';
import { hintOf, labelOf, t } from '../core/i18n.js';
import { codes, store } from '../core/store.js';
import { ruleLine } from './states.js';
import { recordPicker } from './picker.js';

function control(field, value, id, describedBy) {
  const common = { class: 'input', id, 'aria-describedby': describedBy, 'aria-required': field.required ? 'true' : null };
  const text = value === null || value === undefined ? '' : String(value);
  switch (field.type) {
    case 'code':
      return h('select', { ...common, value: text }, h('option', { value: '' }, t('none')), (field.options || codes(field.codes)).map((c) => h('option', { value: c.code }, labelOf(c))));
    case 'boolean':
      return h('select', { ...common, value: text }, h('option', { value: '' }, t('none')), h('option', { value: 'true' }, t('yes')), h('option', { value: 'false' }, t('no')));
    case 'lines':
      return h('textarea', { ...common, rows: 3, value: text });
    case 'date': case 'partial_date':
      return h('input', { ...common, inputmode: 'numeric', value: showDate(text), autocomplete: 'off' });
    case 'integer':
      return h('input', { ...common, inputmode: 'numeric', value: text, autocomplete: 'off' });
    case 'digits':
      return h('input', { ...common, inputmode: 'numeric', maxlength: field.max + 4, value: text, autocomplete: 'off' });
    case 'words':
      return h('input', { ...common, type: 'text', ...field.props, value: text });
    default:
      return h('input', { ...common, type: field.secret ? 'password' : 'text', value: text, autocomplete: field.secret ? 'new-password' : 'off' });
  }
}

/* What was typed, as the API wants it; undefined: not understood (an error is shown). */
function typed(field, input) {
  const text = input.value.trim();
  if (text === '') return null;
  if (field.type === 'date' || field.type === 'partial_date') return parseDate(text) ?? undefined;
  if (field.type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : undefined;
  if (field.type === 'boolean') return text === 'true';
  if (field.type === 'digits') return text.replace(/[\s.]/g, '');
  return field.secret ? input.value : text;
}

/** A field of no dictionary: what the page itself asks for, with the properties its input needs. */
export const wordField = (name, label, props = {}, hint) => ({ name, type: 'words', wide: true, props, secret: props.type === 'password', vi: label, en: label, hint_vi: hint, hint_en: hint });

/** One field with label, hint and place for its error. */
export function fieldRow(field, value) {
  const id = uniqueId('f');
  const hintId = `${id}-h`;
  const errorId = `${id}-e`;
  const hint = hintOf(field);
  const isDate = field.type === 'date' || field.type === 'partial_date';
  const words = [hint, isDate && t(field.type === 'date' ? 'hint.date' : 'hint.partial_date')].filter(Boolean).join(' · ');
  const picker = field.type === 'id' ? recordPicker({ id, value, resource: field.ref, kinds: field.kinds, describedBy: `${hintId} ${errorId}` }) : null;
  const input = picker ? picker.input : control(field, value, id, words ? `${hintId} ${errorId}` : errorId);
  const error = h('div', { class: 'err wide', id: errorId, hidden: true });
  const node = h('div', { class: `field${field.type === 'lines' || field.wide ? ' wide' : ''}` }, h('label', { for: id }, labelOf(field), field.required ? h('span', { class: 'must' }, ` (${t('required')})`) : null),
    words && h('span', { class: 'hint', id: hintId }, words), picker ? picker.node : input, error);
  return {
    field, node, input,
    read: () => (picker ? picker.read() : typed(field, input)),
    fail(lines) {
      error.hidden = false;
      node.classList.add('invalid');
      input.setAttribute('aria-invalid', 'true');
      replace(error, lines);
    },
    clear() {
      error.hidden = true;
      node.classList.remove('invalid');
      input.removeAttribute('aria-invalid');
    },
  };
}

const same = (a, b) => (a ?? null) === (b ?? null);

/** A form over dictionary fields. `changed()` gives only what differs from `values`; undefined when something is not understood. */
export function createForm(fields, values = {}) {
  const rows = fields.map((f) => fieldRow(f, values[f.name]));
  const summary = h('div');
  const node = h('div', { class: 'stack' }, summary, h('div', { class: 'fields' }, rows.map((r) => r.node)));
  const clear = () => { rows.forEach((r) => r.clear()); replace(summary); };
  const jump = (row) => h('a', { href: `#${row.input.id}`, onclick: (e) => { e.preventDefault(); row.input.focus(); } }, labelOf(row.field));
  function summarise(bad, rest) {
    replace(summary, h('div', { class: 'note n-bad', role: 'alert' }, h('strong', null, t('form.failed', { n: bad.length + rest.length })), ' ', bad.map((row, i) => [i ? ', ' : '', jump(row)]), rest.length > 0 && h('ul', null, rest.map((e) => h('li', null, ruleLine(e))))));
    if (bad[0]) bad[0].input.focus();
  }
  function read() {
    clear();
    const out = {};
    const bad = [];
    for (const row of rows) {
      const value = row.read();
      if (value === undefined) {
        row.fail(t(row.field.type === 'integer' ? 'form.not_a_number' : row.field.type === 'id' ? 'form.not_chosen' : 'form.not_a_date'));
        bad.push(row);
      }
      out[row.field.name] = value;
    }
    if (bad.length > 0) summarise(bad, []);
    return bad.length > 0 ? undefined : out;
  }
  return {
    node, rows, clear, read,
    changed() {
      const now = read();
      return now && Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(value, values[name])));
    },
    given() {
      const now = read();
      return now && Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null));
    },
    /** Marks required fields that are empty, for acts that are not sent yet; gives whether there are any. */
    missing() {
      const bad = rows.filter((row) => row.field.required && row.read() === null);
      for (const row of bad) row.fail(t('required'));
      if (bad.length > 0) summarise(bad, []);
      return bad.length > 0;
    },
    /** Shows the errors of a Problem at their fields; what belongs to no field stands on top. */
    showProblem(problem) {
      clear();
      const rest = [];
      const bad = [];
      for (const e of problem.errors) {
        const row = rows.find((r) => `/${r.field.name}` === e.pointer);
        if (row) { row.fail(ruleLine(e)); bad.push(row); } else rest.push(e);
      }
      if (bad.length + rest.length === 0) rest.push({ detail: problem.body.detail || problem.body.title || problem.message });
      summarise(bad, rest);
    },
  };
}

/** Sends what was typed; errors are shown in the form. Gives what `send` gave, false when there is something to mend. */
export async function sendForm(form, send) {
  const body = form.given();
  if (!body) return false;
  try {
    return await send(body);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    form.showProblem(error);
    return false;
  }
}

/** The fields of a resource that a POST takes. */
export const createFields = (resource, leaveOut = []) => store.dictionary[resource].fields.filter((f) => f.create && !leaveOut.includes(f.name));
