/* Open sessions of an account: when, as what, and ending them. One's own and, for the administrator, a user's. */
import { get, request } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showTime } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { codeLabel, field } from '../core/store.js';
import { createTable } from './table.js';
import { openDialog } from './dialog.js';
import { loading } from './states.js';

/** path: the collection; able: whether sessions may be ended; others: whether "everywhere else" is offered. */
export function createSessions({ path, able, others }) {
  const node = h('section', { class: 'panel' });
  const label = (name) => labelOf(field('sessions', name));

  async function end(session) {
    const done = await openDialog({ title: t('session.end'), lead: t('session.end.lead', { at: showTime(session.created_at) }), button: t('session.end'), act: async () => { await request('DELETE', `${path}/${session.id}`); return true; } });
    if (done) await load();
  }
  async function endOthers() {
    const done = await openDialog({ title: t('sessions.others'), lead: t('sessions.others.lead'), button: t('sessions.others'), act: async () => { await request('DELETE', path); return true; } });
    if (done) await load();
  }

  const place = (s) => `${codeLabel('role', s.role)}${s.organization ? ` · ${s.organization.name}` : ''}`;
  function act(s) {
    if (s.current) return h('span', { class: 'tag' }, t('session.here'));
    return able && h('button', { class: 'btn btn-s', type: 'button', onclick: () => end(s) }, t('session.end'), h('span', { class: 'sr' }, ` ${showTime(s.created_at)}`));
  }
  const header = (more) => h('header', null, h('h2', null, t('sessions')), more && h('button', { class: 'btn btn-s', type: 'button', onclick: endOthers }, t('sessions.others')));

  async function load() {
    const { items } = await get(path, { limit: 200 });
    const table = createTable({
      caption: t('sessions'), columns: [
        { key: 'created_at', label: label('created_at'), head: true, cell: (s) => showTime(s.created_at) },
        { key: 'role', label: label('role'), cell: place },
        { key: 'last_seen_at', label: label('last_seen_at'), num: true, cell: (s) => showTime(s.last_seen_at) },
        { key: 'expires_at', label: label('expires_at'), num: true, cell: (s) => showTime(s.expires_at) },
        { key: 'acts', label: t('acts'), cell: act }],
    });
    table.set(items);
    replace(node, header(others && items.some((s) => !s.current)), items.length === 0 ? h('p', { class: 'pb muted' }, t('sessions.none')) : table.node);
  }
  replace(node, header(false), h('div', { class: 'pb' }, loading()));
  load().catch((error) => replace(node, header(false), h('p', { class: 'pb', role: 'alert' }, error.message)));
  return node;
}
