/* The frame around every page: header, tree, what day is looked at, where one is. */
import { request, Problem } from '../core/api.js';
import { h, replace, mark } from '../core/dom.js';
import { showDate, showNumber, parseDate } from '../core/format.js';
import { t, language, setLanguage } from '../core/i18n.js';
import { go, withQuery, draw } from '../core/router.js';
import { store, can, today } from '../core/store.js';
import { paperFoot, paperHead } from './on_paper.js';
import { createTree } from './tree.js';

const WIDE = 8; /* columns that still stand upright on A4 */

let parts = null;
let drawnFor = null;

function menuItem(label, act) {
  return h('li', null, typeof act === 'string' ? h('a', { href: act }, label) : h('button', { class: 'linklike', type: 'button', onclick: act }, label));
}

async function logOut() {
  await request('DELETE', '/session').catch(() => {});
  store.session = null;
  try { sessionStorage.clear(); } catch { /* nothing was kept */ }
  go('/login');
}

async function switchGrant(id) {
  await request('PATCH', '/session', { body: { grant_id: id } });
  store.session = null;
  drawnFor = null;
  go('/');
}

/* light or dark, more contrast: the choice of this browser over what the system says */
for (const name of ['theme', 'contrast']) {
  try { const kept = localStorage.getItem(`chibo.${name}`); if (kept) document.documentElement.dataset[name] = kept; } catch { /* system setting */ }
}

function userMenu() {
  const { session } = store;
  const others = session.grants.filter((g) => g.id !== session.grant.id);
  const name = session.user ? session.user.full_name : session.grant.role_label;
  return h('details', { class: 'menu user' }, h('summary', null, name), h('div', { class: 'pop pop-menu' },
    h('p', { class: 'small muted' }, session.grant.role_label, session.grant.organization ? ` · ${session.grant.organization.name}` : ''),
    others.length > 0 && [h('h2', { class: 'label' }, t('switch_grant')), h('ul', null, others.map((g) =>
      menuItem(`${g.role_label} · ${g.organization ? g.organization.name : t('whole_registry')}`, () => switchGrant(g.id))))],
    h('ul', null,
      can('template_read') && menuItem(t('templates'), '/templates'),
      can('import') && menuItem(t('imports'), '/imports'),
      can('import') && menuItem(t('national'), '/national'),
      can('account_read') && menuItem(t('users'), '/users'),
      can('account_read') && menuItem(t('tokens'), '/tokens'),
      can('settings') && menuItem(t('operations'), '/operations'),
      can('settings') && menuItem(t('backups'), '/backups'),
      can('rule_read') && menuItem(t('rules'), '/rules'),
      can('rule_read') && menuItem(t('calendar'), '/calendar'),
      menuItem(t('reference'), '/reference'),
      can('audit_read') && menuItem(t('audit'), '/audit'),
      menuItem(t('account'), '/account'),
      h('li', null, h('a', { href: '/guide.html', target: '_blank' }, t('guide'))),
      menuItem(t('display'), () => import('./display.js').then((m) => m.openDisplay())),
      menuItem(language() === 'en' ? 'Tiếng Việt' : 'English', () => setLanguage(language() === 'en' ? 'vi' : 'en')),
      menuItem(t('log_out'), logOut))));
}

function searchBox() {
  const input = h('input', { class: 'input', id: 'q', type: 'search', placeholder: t('search.placeholder'), autocomplete: 'off' });
  const form = h('form', {
    class: 'search', role: 'search',
    onsubmit: (event) => { event.preventDefault(); if (input.value.trim()) go(`/search?q=${encodeURIComponent(input.value.trim())}`); },
  }, h('label', { class: 'sr', for: 'q' }, t('search.label')), input, h('kbd', { 'aria-hidden': 'true' }, '/'));
  /* without its list the box still leads to the page of results */
  input.addEventListener('focus', () => import('./quick_search.js').then((m) => m.attachQuickSearch(form, input)).catch(() => {}), { once: true });
  return form;
}

function dayField() {
  const input = h('input', { class: 'input w-date', id: 'asof', inputmode: 'numeric', autocomplete: 'off' });
  const take = () => {
    const iso = input.value.trim() === '' ? today() : parseDate(input.value);
    if (!iso || iso.length !== 10) {
      input.setAttribute('aria-invalid', 'true');
      import('./toast.js').then((m) => m.toast(t('form.not_a_date')));
      return;
    }
    input.removeAttribute('aria-invalid');
    go(withQuery({ as_of: iso === today() ? '' : iso }), { keepDay: false });
  };
  input.addEventListener('change', take);
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); input.blur(); } });
  return { node: h('div', { class: 'top-field' }, h('label', { for: 'asof' }, t('as_of')), input), input };
}

/* How much is due: asked again after an act and, while one looks around, once a minute. */
function dueLink() {
  const count = h('span', { class: 'count', hidden: true });
  let asked = 0;
  return {
    node: h('a', { class: 'due', href: '/' }, t('tasks'), count),
    refresh(acted) {
      if (!acted && Date.now() - asked < 60000) return;
      asked = Date.now();
      request('GET', '/statistics/tasks').then((page) => {
        count.hidden = page.total === 0;
        count.textContent = showNumber(page.total);
      }).catch(() => { asked = 0; });
    },
  };
}

/* On phones the tree lies over the page; Escape, its own button and a touch beside it put it away. */
function openDrawer(on) {
  parts.app.classList.toggle('side-open', on);
  parts.drawer.setAttribute('aria-expanded', String(on));
}

/** Draws the frame once a session and keeps it; later pages only fill the middle. */
export function showFrame(root, context) {
  const { session } = store;
  if (drawnFor === session && parts) return refresh(context);
  const home = session.grant.organization;
  const blocked = session.must_change_password;
  const tree = home && can('tree_read') && !blocked ? createTree(home, pastDay(context)) : null;
  const day = dayField();
  const due = dueLink();
  const main = h('main', { class: 'main', id: 'main', tabindex: '-1' });
  const drawer = h('button', {
    class: 'btn drawer', type: 'button', 'aria-expanded': 'false',
    onclick: () => { openDrawer(true); parts.app.querySelector('.side .shut').focus(); },
  }, h('span', { class: 'sr' }, `${t('organizations')}: `), h('span', { class: 'cut' }, home ? home.name : t('whole_registry')));
  const app = h('div', { class: 'app' },
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: '/' }, mark(), 'chibo'),
      tree && drawer,
      h('a', { class: 'orgsel', href: home ? `/organizations/${home.id}` : '/' }, h('strong', null, home ? home.name : t('whole_registry')), h('span', null, `${session.grant.role_label} · ${t(can('member_write') ? 'may_write' : can('discipline_write') ? 'may_keep' : 'may_read')}`)),
      session.classification_label && h('span', { class: 'stamp' }, session.classification_label),
      !blocked && can('tree_read') && searchBox(), !blocked && can('tree_read') && day.node, !blocked && home && can('task_read') && due.node, userMenu()),
    h('nav', { class: 'side', 'aria-label': t('tree') }, h('div', null, h('div', { class: 'row' }, h('h2', null, t('organizations')), h('button', { class: 'btn btn-s drawer shut right', type: 'button', onclick: () => { openDrawer(false); drawer.focus(); } }, t('close'))), tree ? tree.node : h('p', { class: 'small muted pb' }, t('tree.none')))),
    main);
  replace(root, h('a', { class: 'skip', href: '#main' }, t('skip')), awayBar, app);
  parts = { app, main, tree, day, drawer, due };
  drawnFor = session;
  refresh(context);
}

/* What whoever looks after the machine should not miss, on every page but the one that lists it all. */
function noticeBar(context) {
  const all = store.session.notices || [];
  if (all.length === 0 || context.path === '/operations') return null;
  return h('div', { class: 'asofbar', role: 'status' }, h('strong', null, all[0].detail), all.length > 1 && t('notices.more', { n: all.length - 1 }), h('a', { href: '/operations' }, t('operations')));
}

/* The day looked at when it is not today. */
const pastDay = (context) => (context.query.as_of && context.query.as_of !== today() ? context.query.as_of : undefined);

function refresh(context) {
  const past = pastDay(context);
  if (parts.tree) parts.tree.show(past);
  if (past) document.body.dataset.asof = 'past'; else delete document.body.dataset.asof;
  parts.day.input.value = showDate(past || today());
  if (parts.due.node.isConnected) parts.due.refresh(context.path === parts.lastPath);
  for (const open of parts.app.querySelectorAll('details[open]')) open.open = false;
  openDrawer(false);
  parts.main.setAttribute('aria-busy', 'true');
}

export function leaveFrame() {
  parts = null;
  drawnFor = null;
  delete document.body.dataset.asof;
}

/** The tree again, after an act that changed it. */
export function reloadTree() {
  if (!parts || !parts.tree) return;
  Promise.resolve(parts.tree.reload()).catch((error) => { if (!(error instanceof Problem)) throw error; });
}

/** Puts a drawn page into the frame: { title, node, crumbs: [{ href, text }], org: id of the organisation shown, arrived(): once one is on it }. */
export function setPage(page, context) {
  const past = document.body.dataset.asof ? context.query.as_of : null;
  const paper = { classification: store.session.classification_label, issuer: store.session.grant.organization && store.session.grant.organization.name, ...page.paper };
  replace(parts.main,
    paperHead(paper, page.title, context.query.as_of), noticeBar(context), past && h('div', { class: 'asofbar', role: 'status' }, h('strong', null, t('as_of.past', { day: showDate(past) })), t('as_of.today', { day: showDate(today()) }),
      h('a', { href: withQuery({ as_of: '' }), onclick: (e) => { e.preventDefault(); go(withQuery({ as_of: '' }), { keepDay: false }); } }, t('as_of.back'))),
    page.crumbs && page.crumbs.length > 0 && h('nav', { 'aria-label': t('crumbs') }, h('ol', { class: 'crumb' }, page.crumbs.map((c) => h('li', null, c.href ? h('a', { href: c.href }, c.text) : c.text)))),
    page.node, paperFoot(paper));
  parts.main.classList.toggle('paper-wide', [...parts.main.querySelectorAll('thead tr:first-child')].some((row) => row.children.length > WIDE));
  parts.main.removeAttribute('aria-busy');
  if (parts.tree) parts.tree.select(page.org, (page.crumbs || []).map((c) => Number((/^\/organizations\/(\d+)$/.exec(c.href || '') || [])[1])).filter(Boolean));
  if (context.path !== parts.lastPath) {
    window.scrollTo(0, 0);
    if (parts.lastPath !== undefined) parts.main.focus({ preventScroll: true });
    if (page.arrived) page.arrived();
  }
  parts.lastPath = context.path;
}

/* A lost connection is said at once and asked after until it is back. */
const awayBar = h('div', { class: 'away', role: 'alert', hidden: true });
let asking = 0;
window.addEventListener('chibo-away', ({ detail: away }) => {
  awayBar.hidden = !away;
  awayBar.textContent = away ? t('error.away.bar') : '';
  clearInterval(asking);
  if (away) asking = setInterval(() => request('GET', '/health').catch(() => {}), 4000);
});

document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
  const box = document.getElementById('q');
  if (event.key === '/' && !typing && box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
  if (event.key === '?' && !typing && parts) import('./keys.js').then((m) => m.openKeys());
  if (event.key === 'Escape' && event.target === box && !event.defaultPrevented) box.blur();
  if (event.key === 'Escape' && parts && parts.app.classList.contains('side-open')) { openDrawer(false); parts.drawer.focus(); }
  if (event.key === 'Escape') for (const open of document.querySelectorAll('details.menu[open]')) { open.open = false; open.querySelector('summary').focus(); }
});
document.addEventListener('click', (event) => {
  if (parts && event.target === parts.app) openDrawer(false);
  for (const open of document.querySelectorAll('details.menu[open]')) if (!open.contains(event.target)) open.open = false;
});
