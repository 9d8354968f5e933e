/* The other acts on a discipline case: taking the newest step back, further subjects, readers, taking the case out. */
import { request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw, go } from '../core/router.js';
import { can, codeLabel, fields } from '../core/store.js';
import { openDialog } from './dialog.js';
import { subjectName } from './discipline_head.js';
import { createForm, sendForm } from './form.js';
import { takeBack } from './reasoned_act.js';
import { toast } from './toast.js';

await addWords('discipline');
await addWords('membership');

async function done(words) {
  toast(words);
  await draw();
}

async function undoStep(record, step) {
  const gone = await takeBack({
    title: t('case.step.back.title', { step: codeLabel('discipline_step', step.step) }), button: t('case.step.back.button'),
    lead: [t('case.step.back.lead', { day: showDate(step.day), name: subjectName(record) }), step.effect_save && t('case.step.back.effect')].filter(Boolean).join(' '),
    path: `/discipline/${record.id}/steps/${step.id}`, version: step.version,
  });
  if (gone) await done(t('step.undone'));
}

async function removeCase(record) {
  const gone = await takeBack({ title: t('case.remove'), button: t('case.remove.button'), lead: t('case.remove.lead', { name: subjectName(record) }), path: `/discipline/${record.id}`, version: record.version });
  if (!gone) return;
  await go(`/organizations/${record.org_id}/discipline`);
  toast(t('case.removed'));
}

/** The menu of a case; nodes of list items. steps: newest first, those that stand. */
export function caseActs({ record, steps }) {
  const item = (words, run) => h('li', null, h('button', { class: 'linklike', type: 'button', onclick: run }, t(words)));
  const last = steps.find((s) => s.step !== 'received');
  const suspend = record.member_id && can('member_write') && h('li', null, h('a', { href: `/members/${record.member_id}?act=suspension` }, t('case.suspend')));
  const own = [
    last && item('case.step.back', () => undoStep(record, last)),
    h('li', null, h('a', { href: `/organizations/${record.org_id}/discipline/new?joint=${record.id}` }, t('case.add_subject'))),
    !last && item('case.remove', () => removeCase(record)),
  ];
  return [suspend, ...(can('discipline_write') ? own : [])].filter(Boolean);
}

/* ---- who else reads it */

async function addReader(record) {
  const form = createForm(fields('discipline_readers').filter((f) => f.create));
  const key = actKey();
  const made = await openDialog({
    title: t('readers.add'), lead: t('readers.add.lead'), button: t('readers.add'), body: form.node,
    act: () => sendForm(form, (body) => request('POST', `/discipline/${record.id}/readers`, { body, key })),
  });
  if (made) await done(t('readers.added'));
}

async function endReader(record, reader) {
  const gone = await takeBack({ title: t('readers.end'), button: t('readers.end'), lead: t('readers.end.lead', { name: reader.full_name || reader.reader }), path: `/discipline/${record.id}/readers/${reader.id}`, version: reader.version });
  if (gone) await done(t('readers.ended'));
}

export function readerPanel(record, readers) {
  const line = (r) => h('li', null, h('span', { class: 'd' }, r.until ? t('readers.until', { day: showDate(r.until) }) : ''), h('div', null, h('strong', null, r.full_name || r.reader), h('span', { class: 'small muted' }, ` (${r.reader})`), h('div', { class: 'small' }, r.note),
    h('button', { class: 'btn btn-s', type: 'button', onclick: () => endReader(record, r) }, t('readers.end'), h('span', { class: 'sr' }, ` ${r.full_name || r.reader}`))));
  return h('section', { class: 'panel' }, h('header', null, h('h2', null, t('readers')), h('button', { class: 'btn btn-s', type: 'button', onclick: () => addReader(record) }, t('readers.add'))),
    h('div', { class: 'pb' }, readers.length > 0 ? h('ul', { class: 'tl' }, readers.map(line)) : h('p', { class: 'muted' }, t('readers.none'))));
}
