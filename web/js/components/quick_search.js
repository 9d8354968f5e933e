/* What the search box finds while one types: people and organisations, chosen by keyboard or pointer. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { can, codeLabel } from '../core/store.js';

const WAIT = 120; /* ms after the last key */
const PEOPLE = 6;
const UNITS = 4;

const dayNow = () => new URL(location.href).searchParams.get('as_of');

async function find(q, signal) {
  const query = { q, as_of: dayNow() };
  const [people, units] = await Promise.all([
    can('member_read') ? get('/members', { ...query, limit: PEOPLE, fields: 'id,full_name,born_on,cell_name,status,activity' }, { signal }) : { items: [] },
    get('/organizations', { ...query, limit: UNITS, fields: 'id,name,code,kind' }, { signal })]);
  return [
    { title: t('members'), items: people.items.map((r) => ({ href: `/members/${r.id}`, name: r.full_name, more: [showDate(r.born_on), r.cell_name, codeLabel('member_status', r.status)] })) },
    { title: t('organizations'), items: units.items.map((r) => ({ href: `/organizations/${r.id}`, name: r.name, more: [r.code, codeLabel('organization_kind', r.kind)] })) },
  ].filter((group) => group.items.length > 0);
}

/** Gives the search form its list; the form itself keeps leading to the page of all results. */
export function attachQuickSearch(form, input) {
  const list = h('div', { class: 'quick-list', id: 'quick-list', role: 'listbox', 'aria-label': t('search.results') });
  const status = h('p', { class: 'quick-status small', role: 'status' });
  const box = h('div', { class: 'quick', hidden: true, onmousedown: (event) => event.preventDefault() }, list, status);
  let options = [];
  let at = -1;
  let timer = 0;
  let asked = null;

  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'quick-list', 'aria-expanded': 'false' })) input.setAttribute(name, value);

  function open(on) {
    box.hidden = !on;
    input.setAttribute('aria-expanded', String(on && options.length > 0));
    if (!on) choose(-1);
  }
  function choose(next) {
    at = next;
    options.forEach((o, i) => o.setAttribute('aria-selected', String(i === at)));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', options[at].id);
      options[at].scrollIntoView({ block: 'nearest' });
    }
  }
  function leave(href) {
    stop();
    input.value = '';
    input.blur();
    go(href);
  }
  function stop() {
    clearTimeout(timer);
    if (asked) asked.abort();
    asked = null;
    open(false);
  }
  function show(groups, q) {
    options = [];
    const option = (item) => {
      const node = h('div', { class: 'quick-item', role: 'option', id: `quick-${options.length}`, 'aria-selected': 'false', onclick: () => leave(item.href) }, h('span', { class: 'strong' }, item.name), h('span', { class: 'small muted' }, (item.more || []).filter(Boolean).join(' · ')));
      node.dataset.href = item.href;
      options.push(node);
      return node;
    };
    replace(list, groups.map((group) => h('div', { role: 'group', 'aria-label': group.title }, h('div', { class: 'label', 'aria-hidden': 'true' }, group.title), group.items.map(option))),
      groups.length > 0 && option({ href: `/search?q=${encodeURIComponent(q)}`, name: t('search.all', { q }) }));
    list.hidden = groups.length === 0;
    const found = groups.reduce((n, g) => n + g.items.length, 0);
    status.classList.toggle('sr', found > 0);
    status.textContent = found > 0 ? t('search.found', { n: found }) : t('search.none', { q });
    at = -1;
    open(true);
  }
  async function search() {
    const q = input.value.trim();
    if (asked) asked.abort();
    if (!q) { open(false); return; }
    asked = new AbortController();
    const { signal } = asked;
    try {
      const groups = await find(q, signal);
      if (!signal.aborted) show(groups, q);
    } catch (error) {
      if (error.name === 'AbortError' || signal.aborted) return;
      show([], q);
      status.textContent = error.status === 0 ? error.message : t('search.failed');
    }
  }

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, WAIT); });
  input.addEventListener('focus', () => { if (input.value.trim()) search(); });
  input.addEventListener('blur', stop);
  form.addEventListener('submit', () => { stop(); input.blur(); });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !box.hidden && options.length > 0) {
      event.preventDefault();
      choose(Math.max(-1, Math.min(options.length - 1, at + step)));
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      leave(options[at].dataset.href);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (box.hidden) { input.value = ''; input.blur(); } else open(false);
    }
  });
  form.append(box);
  if (input.value.trim()) search();
}
