/* Every code list with its labels in both languages, grouped by what uses it; each list has an address of its own. */
import { h, replace, uniqueId } from '../core/dom.js';
import { codeLists, findCodes } from '../core/code_lists.js';
import { showNumber } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { withQuery } from '../core/router.js';
import { store } from '../core/store.js';
import { createTable } from '../components/table.js';
import { empty } from '../components/states.js';

function titleOf(list) {
  const key = `code_set.${list.name}`;
  const words = t(key);
  return words !== key ? words : list.field ? labelOf(list.field) : list.name;
}

const groupTitle = (group) => (group.resource ? labelOf(group.resource) : t('reference.other'));

/* Lists stand in the order of the dictionary; those no field names come last. */
function grouped(lists) {
  const order = [...Object.values(store.dictionary), null];
  return order.map((resource) => ({ resource, lists: lists.filter((l) => l.resource === resource) })).filter((g) => g.lists.length > 0);
}

function section(list) {
  const table = createTable({
    caption: `${titleOf(list)} (${list.name})`, columns: [
      { key: 'code', label: t('reference.code'), head: true, cell: (c) => h('code', null, c.code) },
      { key: 'vi', label: 'Tiếng Việt', cell: (c) => h('span', { lang: 'vi' }, c.vi) }, { key: 'en', label: 'English', cell: (c) => h('span', { lang: 'en' }, c.en) }],
  });
  table.set(list.codes);
  const where = list.uses.map((u) => `${labelOf(u.resource)} – ${labelOf(u.field)}`);
  return h('div', { class: 'stack codes' }, h('h3', { id: list.name, tabindex: '-1' }, titleOf(list), ' ', h('span', { class: 'tag' }, list.name)),
    where.length > 0 && h('p', { class: 'small muted' }, t('reference.used', { where: where.join('; ') })), table.node);
}

/* In the page: moving to a list must not draw everything anew. */
function jump(name) {
  const target = document.getElementById(name);
  if (!target) return;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

export async function render({ query }) {
  const all = codeLists(store.dictionary, store.reference);
  const index = h('nav', { class: 'steps index', 'aria-label': t('reference.lists') });
  const shown = h('div', { class: 'stack-l' });
  const status = h('p', { class: 'small muted', role: 'status' });
  const id = uniqueId('codes');
  const input = h('input', { class: 'input', id, type: 'search', autocomplete: 'off', value: query.q || '', oninput: () => { history.replaceState(null, '', withQuery({ q: input.value.trim() })); fill(); } });
  const link = (list) => h('li', null, h('a', { href: `#${list.name}`, onclick: (e) => { e.preventDefault(); history.replaceState(null, '', `#${list.name}`); jump(list.name); } }, titleOf(list)));

  function fill() {
    const lists = findCodes(all, titleOf, input.value);
    const groups = grouped(lists);
    replace(index, groups.map((g) => [h('h2', null, groupTitle(g)), h('ul', null, g.lists.map(link))]));
    replace(shown, groups.length === 0 ? empty(t('reference.none')) : groups.map((g) => h('div', { class: 'stack-l' }, h('h2', null, groupTitle(g)), g.lists.map(section))));
    status.textContent = t('reference.found', { n: showNumber(lists.reduce((n, l) => n + l.codes.length, 0)), lists: showNumber(lists.length) });
  }
  fill();
  if (location.hash) requestAnimationFrame(() => jump(decodeURIComponent(location.hash.slice(1))));
  return {
    title: t('reference'),
    node: h('div', { class: 'stack' }, h('h1', null, t('reference')), h('p', { class: 'muted' }, t('reference.lead')),
      h('div', { class: 'guide' }, index, h('div', { class: 'stack' }, h('div', { class: 'field' }, h('label', { for: id }, t('reference.search')), input), status, shown))),
  };
}
