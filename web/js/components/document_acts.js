/* Putting a paper into a record, with its scan or without; another scan, a correction, taking it out. */
import { request, actKey, Problem } from '../core/api.js';
import { h, replace, uniqueId } from '../core/dom.js';
import { showBytes } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { fields } from '../core/store.js';
import { openDialog } from './dialog.js';
import { createForm } from './form.js';
import { removeRow, saveRow } from './row_acts.js';

await addWords('documents');

const LARGEST = 20 * 1024 * 1024;
const TYPES = ['application/pdf', 'image/jpeg', 'image/png'];
const OWN = ['kind', 'title', 'number', 'issuer', 'issued_on', 'classification', 'shelf', 'note'];
const own = () => OWN.map((name) => fields('documents').find((f) => f.name === name));

/* A place for one file: chosen, or dropped on it. */
function scanField(required) {
  const id = uniqueId('scan');
  const error = h('div', { class: 'err', id: `${id}-e`, role: 'alert', hidden: true });
  const said = h('div', { class: 'small', role: 'status' });
  const input = h('input', { class: 'input', id, type: 'file', accept: TYPES.join(','), 'aria-describedby': `${id}-h ${id}-e`, onchange: look });
  const node = h('div', { class: 'field wide', ondragover: (e) => e.preventDefault(), ondrop: (e) => { e.preventDefault(); if (e.dataTransfer.files.length > 0) { input.files = e.dataTransfer.files; look(); } } },
    h('label', { for: id }, t('document.file'), required && h('span', { class: 'must' }, ` (${t('required')})`)), h('span', { class: 'hint', id: `${id}-h` }, t('document.file.hint')), input, said, error);
  function fail(words) {
    error.hidden = !words;
    node.classList.toggle('invalid', Boolean(words));
    replace(error, words || '');
    if (words) input.focus();
  }
  function look() {
    const [file] = input.files;
    replace(said, file ? `${file.name} · ${showBytes(file.size)}` : '');
    fail(file && file.size > LARGEST ? t('document.file.large') : file && file.type && !TYPES.includes(file.type) ? t('document.file.type') : null);
  }
  return { node, fail, file: () => input.files[0] || null, good: () => error.hidden };
}

const send = (id, file, { version, reason } = {}) => request('PUT', `/documents/${id}/file`, { file, type: 'application/octet-stream', version, query: { name: file.name, reason } });

/* What the server says of the file stands at the file. */
function showRefusal(error, form, scan) {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 413) scan.fail(t('document.file.large'));
  else if (error.errors.some((e) => e.pointer === '/')) scan.fail(error.errors[0].detail);
  else form.showProblem({ body: error.body, message: error.message, errors: error.errors.map((e) => ({ ...e, pointer: e.pointer === 'reason' ? '/reason' : e.pointer })) });
  return false;
}

/** Gives whether anything was put there: a paper whose scan was refused is there without it. */
export async function addDocument(of) {
  const form = createForm(own());
  const scan = scanField(false);
  const key = actKey();
  let made = null;
  await openDialog({
    title: t('document.add'), button: t('save'), wide: true, body: h('div', { class: 'stack' }, scan.node, form.node),
    act: async () => {
      if (!scan.good()) return false;
      const body = form.given();
      if (!body) return false;
      try {
        if (!made) made = await request('POST', '/documents', { body: { ...of, ...body }, key });
        if (scan.file()) await send(made.id, scan.file());
        return true;
      } catch (error) {
        return showRefusal(error, form, scan);
      }
    },
  });
  return made !== null;
}

export function putScan(d) {
  const again = Boolean(d.bytes);
  const form = createForm(again ? [{ name: 'reason', type: 'text', vi: t('document.reason'), en: t('document.reason'), required: true, wide: true }] : []);
  const scan = scanField(true);
  return openDialog({
    title: t(again ? 'document.replace.title' : 'document.put.title'), lead: d.title, button: t(again ? 'document.replace' : 'document.put'), body: h('div', { class: 'stack' }, again && h('p', { class: 'muted' }, t('document.replace.lead')), scan.node, form.node),
    act: async () => {
      if (!scan.file()) scan.fail(t('required'));
      if (form.missing() || !scan.file() || !scan.good()) return false;
      try {
        await send(d.id, scan.file(), again ? { version: d.version, reason: form.read().reason } : {});
        return true;
      } catch (error) {
        return showRefusal(error, form, scan);
      }
    },
  });
}

const row = (d) => ({ title: d.title, path: `/documents/${d.id}`, item: (r) => `/documents/${r.id}`, row: d, fields: own() });

export const changeDocument = (d) => saveRow(row(d));
export const removeDocument = (d) => removeRow(row(d));
