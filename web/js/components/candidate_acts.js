/* The other acts on a dossier: taking the last step back, papers, its end or move, opening it again, taking it out. */
import { request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw, go } from '../core/router.js';
import { codeLabel, codes, fields, today } from '../core/store.js';
import { createForm, sendForm } from './form.js';
import { openDialog } from './dialog.js';
import { takeBack } from './reasoned_act.js';
import { removeRow, saveRow } from './row_acts.js';
import { toast } from './toast.js';

await addWords('membership');

const CELLS = ['base_cell', 'cell'];

async function done(words) {
  toast(words);
  await draw();
}

async function withReason({ words, ...act }) {
  if (await takeBack(act)) await done(words);
}

export const undoStep = (candidate, step) => withReason({
  title: t('step.undo.title', { step: codeLabel('candidate_step', step.step) }), button: t('step.undo.button'),
  lead: t(step.step === 'ceremony' ? 'step.undo.ceremony' : step.step === 'recognition_decision' ? 'step.undo.recognition' : 'step.undo.lead', { day: showDate(step.day), name: candidate.full_name }),
  path: `/candidates/${candidate.id}/steps/${step.id}`, version: step.version, words: t('step.undone'),
});

export const reopen = (candidate, exit) => withReason({
  title: t('exit.undo.title'), lead: t('exit.undo.lead', { exit: codeLabel('candidate_exit', exit.exit), day: showDate(exit.day) }), button: t('exit.undo.button'),
  path: `/candidates/${candidate.id}/exit`, version: exit.version, words: t('exit.undone'),
});

export async function removeDossier(candidate) {
  const gone = await openDialog({
    title: t('candidate.remove.title'), lead: t('candidate.remove.lead', { name: candidate.full_name }), button: t('candidate.remove.button'),
    act: async () => { await request('DELETE', `/candidates/${candidate.id}`, { version: candidate.version, query: { reason: t('candidate.remove.title') } }); return true; },
  });
  if (!gone) return;
  await go(`/organizations/${candidate.cell_id}/candidates`);
  toast(t('candidate.removed'));
}

export async function addPaper(candidate) {
  const path = `/candidates/${candidate.id}/documents`;
  if (await saveRow({ title: t('candidate.paper'), path, item: (r) => `${path}/${r.id}`, row: null, fields: fields('candidate_documents') })) await done(t('candidate.paper.added'));
}

export async function removePaper(candidate, paper) {
  const path = `/candidates/${candidate.id}/documents/${paper.id}`;
  if (await removeRow({ title: codeLabel('candidate_document', paper.kind), path, row: paper, fields: fields('candidate_documents') })) await done(t('candidate.paper.removed'));
}

const VOTE = ['eligible', 'in_favour', 'against', 'absent', 'decision_number', 'decided_by'];

/* Before the ceremony a dossier is withdrawn, refused, out of date or moved; in probation only the removal is left: a probationer moves and leaves as a member. */
export async function endDossier(candidate, move) {
  const inProbation = Boolean(candidate.member_id);
  const own = (names) => fields('candidate_exits').filter((f) => names.includes(f.name));
  const exits = move ? ['moved'] : inProbation ? ['removed_in_probation'] : ['withdrawn', 'refused', 'expired'];
  const choice = { ...own(['exit'])[0], options: codes('candidate_exit').filter((c) => exits.includes(c.code)) };
  const form = createForm([
    exits.length > 1 && choice,
    ...own(['day']),
    ...(move ? own(['to_cell_id', 'to_outside']).map((f) => (f.name === 'to_cell_id' ? { ...f, ref: 'directory', kinds: CELLS } : f)) : []),
    ...own(['why']),
    ...(inProbation ? own(VOTE).map((f) => ({ ...f, required: f.name === 'in_favour' || f.name === 'decision_number' })) : []),
  ].filter(Boolean), { day: today() });
  const key = actKey();
  const what = move ? 'move' : inProbation ? 'removal' : 'end';
  const made = await openDialog({
    title: t(`exit.title.${what}`), lead: t(`exit.lead.${what}`, { name: candidate.full_name, cell: candidate.cell_name }), button: t(`exit.button.${what}`), body: form.node,
    act: () => sendForm(form, (body) => request('POST', `/candidates/${candidate.id}/exit`, { body: { exit: exits.length === 1 ? exits[0] : undefined, ...body }, version: candidate.version, key })),
  });
  if (!made) return;
  /* what went to a cell of others is out of sight */
  if (move) { await go(`/organizations/${candidate.cell_id}/candidates`); toast(t('exit.done.move')); } else await done(t(`exit.done.${what}`));
}

/** The menu of a dossier's further acts; nodes of list items. steps: newest first, not taken back; office: whether it is the office that looks. */
export function dossierActs({ candidate, exit, steps, office }) {
  const item = (words, run) => h('li', null, h('button', { class: 'linklike', type: 'button', onclick: run }, t(words)));
  const open = candidate.state === 'open';
  const last = steps.find((s) => s.step !== 'listed');
  return [
    last && candidate.state !== 'exited' && item('step.undo', () => undoStep(candidate, last)),
    open && item('candidate.paper.add', () => addPaper(candidate)),
    open && !candidate.member_id && item('exit.move', () => endDossier(candidate, true)),
    open && (!candidate.member_id || office) && item(candidate.member_id ? 'exit.removal' : 'exit.end', () => endDossier(candidate, false)),
    candidate.state === 'exited' && exit && item('exit.undo', () => reopen(candidate, exit)),
    open && !last && item('candidate.remove', () => removeDossier(candidate)),
  ].filter(Boolean);
}
