/* An act on many things: what is needed, then the full list of what will happen, then a button with the number. */
import { request, actKey, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { openDialog } from './dialog.js';
import { problemNote, ruleLine } from './states.js';
import { createTable } from './table.js';
import { toast } from './toast.js';
import { reloadTree } from './frame.js';

/**
 * path: of the act; body(): its JSON, or null when something is missing (shown by the form itself);
 * form: a node, and showProblem(problem) → true when it put the errors at its fields;
 * plan(answer): a node that lists what will happen; button(answer): its text; done(answer): the line afterwards.
 */
export async function previewAct({ title, lead, form, showProblem, path, body, plan, button, done }) {
  const place = h('div', { class: 'stack' });
  let sent = null;
  const answer = await openDialog({
    title, lead, wide: true, button: t('preview'),
    body: [form, place],
    act: async () => {
      const json = body();
      if (!json) return false;
      sent = json;
      try {
        return { json, plan: await request('POST', path, { body: json, query: { preview: 'true' } }) };
      } catch (error) {
        if (error instanceof Problem && showProblem && showProblem(error)) return false;
        throw error;
      }
    },
  });
  if (!answer) return undefined;
  const key = actKey();
  const refused = answer.plan.refused > 0;
  const made = await openDialog({
    title, wide: true, button: button(answer.plan),
    body: [h('p', { class: 'effect' }, t('preview.effect')), plan(answer.plan), (answer.plan.warnings || []).length > 0 && h('div', { class: 'note n-warn' }, h('strong', null, t('warnings')), h('ul', null, answer.plan.warnings.map((w) => h('li', null, ruleLine(w)))))],
    act: refused ? null : async () => request('POST', path, { body: sent, key }),
  });
  if (!made) return undefined;
  toast(done(made), made.save_id);
  reloadTree();
  await draw();
  return made;
}

/** A problem beside a form that has no place of its own for it. */
export const showBeside = (node) => (problem) => { replace(node, problemNote(problem)); return true; };

/** The plan of an act on many members: whom it would refuse first, with why. can: what is said of the others; refused: the note above; more: columns between. */
export function planOfMany(plan, { can, refused, more = [] }) {
  const table = createTable({
    caption: t('preview'), tall: true, columns: [
      { key: 'full_name', label: t('members'), head: true, cell: (r) => r.full_name || '–' }, ...more,
      { key: 'refused', label: t('state'), cell: (r) => (r.refused ? h('span', { class: 'st bad' }, r.refused) : h('span', { class: 'st ok' }, can)) }],
  });
  table.set([...plan.items].sort((a, b) => Boolean(b.refused) - Boolean(a.refused)));
  return h('div', { class: 'stack' }, plan.refused > 0 && h('div', { class: 'note n-bad', role: 'alert' }, refused), table.node);
}
