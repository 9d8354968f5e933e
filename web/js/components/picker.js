/* Choosing an organisation by typing part of its name or code. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { t } from '../core/i18n.js';

/** `read()` gives the id, null when empty, undefined when what is typed was not chosen. */
export function organizationPicker({ id, value, describedBy, kinds, onchoose }) {
  let chosen = value ? { id: value, name: '' } : null;
  let timer = 0;
  const listId = `${id}-l`;
  const list = h('ul', { class: 'pick-list', id: listId, role: 'listbox', hidden: true, 'aria-label': t('organizations') });
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
  if (chosen) get(`/organizations/${chosen.id}`).then((o) => { if (chosen && chosen.id === o.id) input.value = `${o.name} (${o.code})`; }).catch(() => {});
  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }
  function choose(o) {
    chosen = o;
    input.value = `${o.name} (${o.code})`;
    close();
    if (onchoose) onchoose(o);
  }
  async function search() {
    const q = input.value.trim();
    if (!q) return close();
    const found = await get('/organizations', { q, limit: 8, status: 'active', kind_in: kinds && kinds.join(',') }).catch(() => ({ items: [] }));
    if (q !== input.value.trim()) return undefined;
    replace(list, found.items.map((o, i) => h('li', { role: 'option', 'aria-selected': String(i === 0), onmousedown: (e) => e.preventDefault(), onclick: () => choose(o) }, o.name, ' ', h('span', { class: 'muted small' }, o.code))),
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
