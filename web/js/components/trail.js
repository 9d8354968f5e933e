/* The list one came from: a record knows its neighbours, also those no page of the list has shown yet,
   and the way back. Ids and the list's question only, kept in this tab. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';

const keyOf = (records) => `chibo.trail${records}`;
const PAGE = 100;
const LARGEST = 500; /* rows of one answer */

function read(records) {
  try { return JSON.parse(sessionStorage.getItem(keyOf(records))); } catch { return null; }
}
function keep(trail) {
  try { sessionStorage.setItem(keyOf(trail.records), JSON.stringify(trail)); } catch { /* no neighbours then */ }
}

/* The list's address without the day: the day looked at is carried along by every link. */
function listAddress() {
  const here = new URL(location.href);
  here.searchParams.delete('as_of');
  return here.pathname + here.search;
}

/**
 * A page of a list was shown. records: what its rows are opened as ('/members'); path and query: of the API,
 * so that the next page can be asked for from a record; more: the page follows the ones remembered.
 */
export function rememberList({ records, path, query, page, more }) {
  const address = listAddress();
  const kept = more ? read(records) : null;
  const trail = kept && kept.address === address ? kept : { address, records, path, query, ids: [], total: page.total };
  trail.ids.push(...page.items.map((r) => r.id));
  trail.cursor = page.next_cursor || null;
  keep(trail);
}

/** Where one was in this very list: { limit } rows to ask for, so that it is among them, and show() to go there. */
export function returnToList(records) {
  const kept = read(records);
  const at = kept && kept.address === listAddress() && kept.current ? kept.ids.indexOf(kept.current) : -1;
  if (at < 0) return { limit: PAGE, show: () => {} };
  const id = kept.current;
  return {
    limit: Math.min(LARGEST, Math.ceil((at + 1) / PAGE) * PAGE),
    show() {
      const row = document.querySelector(`#main tr[data-id="${id}"]`);
      if (!row) return;
      row.classList.add('on');
      row.scrollIntoView({ block: 'center' });
      const link = row.querySelector('a');
      if (link) link.focus({ preventScroll: true });
    },
  };
}

/* The record in its list, or null; asks for the next page when it is the last one known. */
async function placeOf(records, id) {
  let kept = read(records);
  if (!kept) return null;
  const at = kept.ids.indexOf(Number(id));
  if (at < 0) return null;
  kept.current = Number(id);
  keep(kept);
  if (at === kept.ids.length - 1 && kept.cursor) {
    try {
      const page = await get(kept.path, { ...kept.query, cursor: kept.cursor, limit: PAGE });
      const now = read(records);
      if (now && now.address === kept.address && now.cursor === kept.cursor) { /* no other list in the meantime */
        kept = { ...now, ids: [...now.ids, ...page.items.map((r) => r.id)], cursor: page.next_cursor || null };
        keep(kept);
      }
    } catch { /* the neighbour is not known; the list itself says why */ }
  }
  return { address: kept.address, at: at + 1, total: kept.total ?? kept.ids.length, previous: kept.ids[at - 1], next: kept.ids[at + 1] };
}

/** The way through the list for the head of a record; nothing when one came from elsewhere. part: '/log' … of the record's page. */
export async function trailNav(records, id, part = '') {
  const place = await placeOf(records, id);
  if (!place) return null;
  const step = (to, name, text) => (to ? h('a', { class: 'btn btn-s', id: `trail-${name}`, href: `${records}/${to}${part}` }, text) : h('span', { class: 'btn btn-s', 'aria-disabled': 'true' }, text));
  return h('nav', { class: 'trail row', 'aria-label': t('trail.label') },
    h('a', { id: 'trail-list', href: place.address }, t('trail.back')), h('span', { class: 'small muted' }, t('trail', { at: showNumber(place.at), total: showNumber(place.total) })),
    step(place.previous, 'previous', `◂ ${t('previous')}`), step(place.next, 'next', `${t('next')} ▸`),
    h('button', { class: 'btn btn-s btn-quiet keys', type: 'button', onclick: () => import('./keys.js').then((m) => m.openKeys()) }, t('keys')));
}

/* Only where nobody types, and not while a dialog is open. */
const LINKS = { j: 'trail-next', k: 'trail-previous', u: 'trail-list' };
document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
  const link = document.getElementById(LINKS[event.key]);
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
