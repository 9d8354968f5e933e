/* What can be done with a template: another file, an earlier one, the shipped one, another name, away with it. */
import { get, request, url } from '../core/api.js';
import { h, uniqueId } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { codeLabel, field } from '../core/store.js';
import { createForm } from './form.js';
import { createTable } from './table.js';
import { openDialog } from './dialog.js';
import { toast } from './toast.js';
import { templateName } from './template_words.js';

const DOCX = '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function fileField() {
  const id = uniqueId('file');
  const missing = h('div', { class: 'err', id: `${id}-e`, hidden: true }, t('template.no_file'));
  const input = h('input', { class: 'input', id, type: 'file', accept: DOCX, 'aria-describedby': `${id}-h ${id}-e` });
  return {
    node: h('div', { class: 'field wide' }, h('label', { for: id }, t('template.file')), h('span', { class: 'hint', id: `${id}-h` }, t('template.file.hint')), input, missing),
    read() {
      missing.hidden = Boolean(input.files[0]);
      if (!input.files[0]) input.focus();
      return input.files[0];
    },
  };
}

async function done(act, text) {
  if (!(await act)) return;
  toast(text);
  await draw();
}

const sent = (file) => ({ file, type: 'application/octet-stream' });

/** A template of the office's own. */
export function addTemplate() {
  const form = createForm([field('templates', 'name'), field('templates', 'name_en'), field('templates', 'subject')], { subject: 'member' });
  const file = fileField();
  return done(openDialog({
    title: t('template.add'), lead: t('template.add.lead'), button: t('template.add'), body: h('div', { class: 'stack' }, form.node, file.node),
    act: async () => {
      const given = form.given();
      const chosen = given && file.read();
      if (!chosen) return false;
      await request('POST', '/templates', { query: { ...given, file: chosen.name }, ...sent(chosen) });
      return true;
    },
  }), t('template.added'));
}

export function replaceFile(template) {
  const file = fileField();
  return done(openDialog({
    title: t('template.replace'), lead: t('template.replace.lead', { name: templateName(template) }), button: t('template.replace.button'), body: file.node,
    act: async () => {
      const chosen = file.read();
      if (!chosen) return false;
      await request('PUT', `/templates/${template.id}/file`, { query: { name: chosen.name }, version: template.version, ...sent(chosen) });
      return true;
    },
  }), t('template.replaced'));
}

const restore = (template, number) => request('POST', `/templates/${template.id}/restore`, { body: number ? { number } : {}, version: template.version });

export function backToShipped(template) {
  return done(openDialog({
    title: t('template.shipped'), lead: t('template.shipped.lead', { name: templateName(template) }), button: t('template.shipped'),
    act: async () => { await restore(template); return true; },
  }), t('template.restored'));
}

export async function templateHistory(template) {
  const history = await get(`/templates/${template.id}/history`);
  let chosen;
  const again = (row) => !row.current && template.may_change && h('button', { class: 'btn btn-s', type: 'submit', onclick: () => { chosen = row.number; } }, t('template.again'), h('span', { class: 'sr' }, ` ${row.number}`));
  const table = createTable({
    caption: t('history'), columns: [
      { key: 'number', label: t('template.number'), head: true, cell: (r) => [r.number, ' ', r.current && h('span', { class: 'tag' }, t('template.current'))] },
      { key: 'at', label: t('backup.at'), cell: (r) => showTime(r.at) }, { key: 'actor', label: t('audit.actor'), cell: (r) => r.actor },
      { key: 'origin', label: t('template.source'), cell: (r) => [codeLabel('template_origin', r.origin), r.file_name && h('span', { class: 'muted small' }, ` ${r.file_name}`)] },
      { key: 'acts', label: t('acts'), cell: (r) => h('span', { class: 'row' }, h('a', { class: 'btn btn-s', href: url(`/templates/${template.id}/file`, { v: r.number }), download: '' }, t('template.download'), h('span', { class: 'sr' }, ` ${r.number}`)), again(r)) }],
  });
  table.set(history.items);
  return done(openDialog({
    title: t('template.history', { name: templateName(template) }), lead: t('template.history.lead'), wide: true, body: table.node,
    act: async () => { await restore(template, chosen); return true; },
  }), t('template.restored'));
}

export function renameTemplate(template) {
  const form = createForm([field('templates', 'name'), field('templates', 'name_en')], template);
  return done(openDialog({
    title: t('template.rename'), button: t('save'), body: form.node,
    act: async () => {
      const body = form.changed();
      if (!body) return false;
      if (Object.keys(body).length > 0) await request('PATCH', `/templates/${template.id}`, { body, version: template.version });
      return true;
    },
  }), t('template.renamed'));
}

export function removeTemplate(template) {
  return done(openDialog({
    title: t('template.remove'), lead: t('template.remove.lead', { name: templateName(template) }), button: t('template.remove'),
    act: async () => { await request('DELETE', `/templates/${template.id}`, { version: template.version }); return true; },
  }), t('template.removed'));
}
