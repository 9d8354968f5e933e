/* Conditions of a list under a name: one's own and the office's, each a link to that very view. */
import { get, request, Problem } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { createForm } from './form.js';
import { actOnVersion } from './conflict.js';
import { openDialog } from './dialog.js';
import { can, field } from '../core/store.js';

/* What of the address belongs to a view: everything but the place and the day. */
function current() {
  const q = new URLSearchParams(location.search);
  q.delete('as_of');
  q.sort();
  return q.toString();
}

export function createSavedMenu({ resource }) {
  const list = h('ul');
  const menu = h('details', { class: 'menu', ontoggle: () => menu.open && load() }, h('summary', null, t('saved')), h('div', { class: 'pop pop-menu' }, list,
    h('button', { class: 'btn btn-s', type: 'button', onclick: save }, t('saved.add'))));

  async function load() {
    const page = await get('/saved-filters', { resource, limit: 200 });
    replace(list, page.items.length === 0 && h('li', { class: 'muted' }, t('saved.none')), page.items.map((f) => h('li', { class: 'saved row' },
      h('a', { href: `${location.pathname}?${f.query}` }, f.name, f.shared && h('span', { class: 'tag' }, t('saved.shared'))),
      (f.own || can('member_write')) && h('button', { class: 'btn btn-s btn-quiet', type: 'button', 'aria-label': t('saved.remove', { name: f.name }), onclick: () => remove(f) }, '✕'))));
  }
  async function remove(f) {
    const path = `/saved-filters/${f.id}`;
    const title = t('saved.remove', { name: f.name });
    const done = await openDialog({
      title, lead: t(f.shared ? 'saved.remove.shared' : 'saved.remove.lead'), button: t('remove'),
      act: () => actOnVersion({ path, fields: ['name', 'query', 'shared'].map((name) => field('saved_filters', name)), base: f, title, button: t('remove'), run: (version) => request('DELETE', path, { version }) }),
    });
    if (done) {
      await load();
      menu.open = true;
    }
  }
  async function save() {
    const form = createForm([field('saved_filters', 'name'), field('saved_filters', 'shared')], { shared: false });
    menu.open = false;
    const done = await openDialog({
      title: t('saved.add'), lead: t('saved.lead'), button: t('save'), body: form.node,
      act: async () => {
        const body = form.given();
        if (!body) return false;
        try {
          await request('POST', '/saved-filters', { body: { ...body, resource, query: current() || 'level=below' } });
          return true;
        } catch (error) {
          if (!(error instanceof Problem) || error.errors.length === 0) throw error;
          form.showProblem(error);
          return false;
        }
      },
    });
    if (done) go(location.pathname + location.search, { replaceEntry: true });
  }
  return menu;
}
