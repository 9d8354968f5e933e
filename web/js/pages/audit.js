/* The audit trail of the caller's scope, newest first, grouped by save; a save can be taken back while nothing of it changed since. */
import { get, url } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber, showTime } from '../core/format.js';
import { t, labelOf } from '../core/i18n.js';
import { can, codeLabel, store, fieldLabel } from '../core/store.js';
import { empty } from '../components/states.js';
import { openDialog } from '../components/dialog.js';
import { undoSave } from '../components/toast.js';

const resourceLabel = (name) => labelOf(store.dictionary[name]) || name;
const LINKS = { members: '/members/', organizations: '/organizations/', users: '/users/' };
const UNDOABLE = ['members', 'organizations', 'posts', 'family', 'training', 'work_history', 'targets', 'discipline', 'congresses'];
const fieldNames = (resource, name) => (store.dictionary[resource] ? fieldLabel(resource, name) : name);

function change(c) {
  const what = `${resourceLabel(c.resource)} ${c.row_id || ''}`;
  return h('li', null, codeLabel('change_op', c.op), ' · ', LINKS[c.resource] && c.row_id ? h('a', { href: `${LINKS[c.resource]}${c.row_id}` }, what) : what,
    (c.fields || []).length > 0 && h('span', { class: 'muted' }, ` · ${c.fields.map((f) => fieldNames(c.resource, f)).join(', ')}`));
}

async function takeBack(save) {
  const sure = await openDialog({ title: t('undo'), lead: t('audit.undo.lead', { n: showNumber(save.changes.length) }), button: t('undo'), act: async () => true });
  if (sure) await undoSave(save.id);
}

function section(save) {
  const shown = save.changes.slice(0, 5);
  const rest = save.changes.slice(5);
  return h('li', { class: 'save' }, h('div', { class: 'row' }, h('time', { class: 'strong', datetime: save.at }, showTime(save.at)), h('span', null, save.actor || '–', save.role ? ` (${codeLabel('role', save.role)})` : ''), h('span', { class: 'tag' }, t('audit.changes', { n: showNumber(save.changes.length) })),
    can('undo') && save.changes.every((c) => UNDOABLE.includes(c.resource)) && h('button', { class: 'btn btn-s right', type: 'button', onclick: () => takeBack(save) }, t('undo'))),
  save.reason && h('p', { class: 'small muted' }, `${t('reason')}: ${save.reason}`),
  h('ul', { class: 'small' }, shown.map(change)), rest.length > 0 && h('details', { class: 'small' }, h('summary', null, t('audit.more', { n: showNumber(rest.length) })), h('ul', null, rest.map(change))));
}

export async function render({ query, signal }) {
  const list = h('ol', { class: 'saves' });
  const more = h('button', { class: 'btn btn-s', type: 'button', onclick: () => next() }, t('more'));
  const saves = [];
  let cursor;
  async function next() {
    const page = await get('/audit', { cursor, limit: 200, resource: query.resource }, { signal });
    for (const c of page.items) {
      const last = saves[saves.length - 1];
      if (last && last.id === c.save_id) last.changes.push(c);
      else saves.push({ id: c.save_id, at: c.at, actor: c.actor, role: c.role, reason: c.reason, changes: [c] });
    }
    cursor = page.next_cursor;
    more.hidden = !cursor;
    replace(list, saves.map(section));
  }
  await next();
  return {
    title: t('audit'),
    node: [h('div', { class: 'head' }, h('h1', null, t('audit')), h('a', { class: 'btn', href: url('/audit', { format: 'csv', header: 'labels' }), download: 'nhat-ky.csv' }, t('export.csv'))), h('p', { class: 'muted mt' }, t('audit.lead')),
      saves.length === 0 ? empty(t('audit.none')) : list, h('p', { class: 'row mt' }, more)],
  };
}
