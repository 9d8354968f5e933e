/* Choosing a record by typing part of its name, code or number: an organisation or a member. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';

/* How each resource is looked for, read by its id, and said in one line. */
const SOURCES = {
  organizations: {
    label: 'organizations',
    find: (q, kinds) => get('/organizations', { q, limit: 8, status: 'active', kind_in: kinds && kinds.join(',') }),
    one: (id) => get(`/organizations/${id}`),
    text: (o) => `${o.name} (${o.code})`,
    option: (o) => [o.name, ' ', h('span', { class: 'muted small' }, o.code)],
  },
  /* every organisation there is, to address something to */
  directory: {
    label: 'organizations',
    find: (q, kinds) => get('/organizations/directory', { q, limit: 8, kind_in: kinds && kinds.join(',') }),
    one: (id) => get(`/organizations/${id}`),
    text: (o) => [o.name, o.superior].filter(Boolean).join(' · '),
    option: (o) => [o.name, ' ', h('span', { class: 'muted small' }, [o.superior, o.code].filter(Boolean).join(' · '))],
  },
  members: {
    label: 'members',
    find: (q) => get('/members', { q, limit: 8, fields: 'id,full_name,born_on,cell_name' }),
    one: (id) => get(`/members/${id}`),
    text: (m) => [m.full_name, m.cell_name].filter(Boolean).join(' · '),
    option: (m) => [m.full_name, ' ', h('span', { class: 'muted small' }, [showDate(m.born_on), m.cell_name].filter(Boolean).join(' · '))],
  },
};

/** `read()` gives the id, null when empty, undefined when what is typed was not chosen. resource: of the record, kinds: of organisations. */
export function recordPicker({ id, value, describedBy, kinds, onchoose, resource = 'organizations' }) {
  const source = SOURCES[resource] || SOURCES.organizations;
  let chosen = value ? { id: value } : null;
  let timer = 0;
  const listId = `${id}-l`;
  const list = h('ul', { class: 'pick-list', id: listId, role: 'listbox', hidden: true, 'aria-label': t(source.label) });
  const input = h('input', {
    class: 'input', id, type: 'text', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-controls': listId, 'aria-describedby': describedBy,
    oninput: () => { chosen = null; clearTimeout(timer); timer = setTimeout(search, 150); },
    onblur: () => setTimeout(close, 200),
    onkeydown: (event) => {
      const options = [...list.children];
      const at = options.findIndex((o) => o.getAttribute('aria-selected') === 'true');
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        const next = Math.max(0, Math.min(options.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
        options.forEach((o, i) => o.setAttribute('aria-selected', String(i === next)));
      } else if (event.key === 'Enter' && !list.hidden && at >= 0) {
        event.preventDefault();
        options[at].click();
      } else if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      }
    },
  });
  if (chosen) source.one(chosen.id).then((o) => { if (chosen && chosen.id === o.id) input.value = source.text(o); }).catch(() => {});
  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }
  function choose(o) {
    chosen = o;
    input.value = source.text(o);
    close();
    if (onchoose) onchoose(o);
  }
  async function search() {
    const q = input.value.trim();
    if (!q) return close();
    const found = await source.find(q, kinds).catch(() => ({ items: [] }));
    if (q !== input.value.trim()) return undefined;
    replace(list, found.items.map((o, i) => h('li', { role: 'option', 'aria-selected': String(i === 0), onmousedown: (e) => e.preventDefault(), onclick: () => choose(o) }, source.option(o))),
      found.items.length === 0 && h('li', { class: 'muted', role: 'option', 'aria-disabled': 'true' }, t('search.nothing')));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    return undefined;
  }
  return {
    input, node: h('div', { class: 'picker' }, input, list),
    clear() { chosen = null; input.value = ''; input.focus(); },
    read: () => (chosen ? chosen.id : input.value.trim() ? undefined : null),
  };
}
