/* The organisations of the caller: loaded branch by branch, remembers what is open, arrow keys. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can } from '../core/store.js';

const KEY = 'chibo.tree';
const readOpen = () => { try { return new Set(JSON.parse(sessionStorage.getItem(KEY) || '[]')); } catch { return new Set(); } };

/** day: the day looked at, undefined for today. */
export function createTree(root, day) {
  const open = readOpen();
  const nodes = new Map();
  let selected = null;
  let ready = Promise.resolve();
  const list = h('ul');
  const node = h('div', { class: 'tree', onkeydown: onKey }, list);
  const keep = () => { try { sessionStorage.setItem(KEY, JSON.stringify([...open])); } catch { /* not remembered */ } };

  function branch(org) {
    const children = h('ul', { hidden: true });
    const leaf = org.children === 0;
    const twist = h('button', { class: `twist${leaf ? ' none' : ''}`, type: 'button', 'aria-expanded': leaf ? null : 'false', 'aria-label': leaf ? null : t('tree.open', { name: org.name }), tabindex: leaf ? '-1' : null, 'aria-hidden': leaf ? 'true' : null, onclick: () => toggle(entry) }, leaf ? '' : '▶');
    const link = h('a', { href: `/organizations/${org.id}` }, org.name);
    const count = h('span', { class: 'n' });
    const row = h('div', { class: 'node' }, twist, link, count);
    const entry = { org, row, link, twist, children, count, leaf, loaded: false, item: h('li', null, row, children) };
    nodes.set(org.id, entry);
    return entry;
  }

  async function load(entry) {
    if (entry.loaded) return;
    entry.loaded = true;
    try {
      const items = [];
      let cursor;
      do { // eslint-disable-line no-await-in-loop
        const page = await get(`/organizations/${entry.org.id}/children`, { limit: 500, cursor, as_of: day });
        items.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor);
      const made = items.map(branch);
      /* what is open below is fetched first, so that nothing already shown moves down */
      await Promise.all(made.filter((child) => open.has(child.org.id) && !child.leaf).map(async (child) => { await load(child); showOpen(child); }));
      replace(entry.children, made.length === 0 && day ? h('li', { class: 'small muted pb' }, t('tree.none_then')) : made.map((child) => child.item));
      if (can('statistics_read')) await counts(entry);
    } catch {
      entry.loaded = false;
      replace(entry.children, h('li', { class: 'small muted pb' }, t('tree.failed')));
    }
  }

  async function counts(entry) {
    const figures = await get('/statistics/members', { org: entry.org.id, by: 'unit', as_of: day });
    if (entry.org.id === root.id) entry.count.textContent = showNumber(figures.total);
    for (const row of figures.rows) {
      const child = row.unit && nodes.get(row.unit.id);
      if (child) child.count.textContent = showNumber(row.count);
    }
  }

  function showOpen(entry) {
    entry.twist.textContent = '▼';
    entry.twist.setAttribute('aria-expanded', 'true');
    entry.twist.setAttribute('aria-label', t('tree.close', { name: entry.org.name }));
    entry.children.hidden = false;
  }

  async function expand(entry) {
    open.add(entry.org.id);
    keep();
    showOpen(entry);
    await load(entry);
    mark();
  }

  function collapse(entry) {
    open.delete(entry.org.id);
    keep();
    entry.twist.textContent = '▶';
    entry.twist.setAttribute('aria-expanded', 'false');
    entry.twist.setAttribute('aria-label', t('tree.open', { name: entry.org.name }));
    entry.children.hidden = true;
  }

  const toggle = (entry) => (open.has(entry.org.id) && !entry.children.hidden ? collapse(entry) : expand(entry));

  function mark() {
    for (const [id, entry] of nodes) {
      entry.row.classList.toggle('on', id === selected);
      if (id === selected) entry.link.setAttribute('aria-current', 'true'); else entry.link.removeAttribute('aria-current');
    }
  }

  function onKey(event) {
    const links = [...node.querySelectorAll('a')].filter((a) => a.offsetParent !== null);
    const at = links.indexOf(document.activeElement);
    if (at < 0) return;
    const entry = [...nodes.values()].find((n) => n.link === links[at]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && links[at + step]) links[at + step].focus();
    else if (event.key === 'ArrowRight' && !entry.leaf && entry.children.hidden) expand(entry);
    else if (event.key === 'ArrowLeft' && !entry.children.hidden) collapse(entry);
    else if (event.key === 'Home') links[0].focus();
    else if (event.key === 'End') links[links.length - 1].focus();
    else return;
    event.preventDefault();
  }

  function reload() {
    nodes.clear();
    const entry = branch(root);
    open.add(root.id);
    /* open from the start: a button that turns round while one aims at it does the opposite of what it said */
    if (!list.firstChild) { showOpen(entry); list.append(entry.item); }
    ready = load(entry).then(() => {
      showOpen(entry);
      if (list.firstChild !== entry.item) replace(list, entry.item); /* put in anew it would lose the focus */
      mark();
    });
    return ready;
  }
  reload();
  return {
    node, reload,
    /** The tree as it stood on another day. */
    show(other) {
      if (other === day) return;
      day = other;
      reload();
    },
    /** Marks an organisation and opens the branches above it (chain: ids from the top). */
    async select(id, chain = []) {
      selected = id === undefined || id === null ? null : Number(id);
      mark();
      await ready;
      for (const above of chain) {
        const entry = nodes.get(above);
        if (!entry) break;
        if (above !== selected && entry.children.hidden && !entry.leaf) await expand(entry); // eslint-disable-line no-await-in-loop
      }
      mark();
    },
  };
}
