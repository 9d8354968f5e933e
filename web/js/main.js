/* Starts the application: routes, the frame, and what to show when something goes wrong. */
import { Problem } from './core/api.js';
import { route, startRouter, go, draw } from './core/router.js';
import { loadSession, store } from './core/store.js';
import { t } from './core/i18n.js';
import { h, replace } from './core/dom.js';
import { showFrame, leaveFrame, setPage } from './components/frame.js';
import { errorPage } from './components/states.js';

route('/', () => import('./pages/home.js'));
route('/setup', () => import('./pages/setup.js'));
route('/login', () => import('./pages/login.js'));
route('/search', () => import('./pages/search.js'));
route('/organizations/:id', () => import('./pages/organization.js'));
route('/organizations/:id/tasks', () => import('./pages/tasks.js'));
route('/organizations/:id/members', () => import('./pages/members.js'));
route('/organizations/:id/units', () => import('./pages/units.js'));
route('/organizations/:id/figures', () => import('./pages/figures.js'));
route('/organizations/:id/history', () => import('./pages/organization_history.js'));
route('/organizations/:id/book', () => import('./pages/book.js'));
route('/organizations/:id/split', () => import('./pages/organization_split.js'));
route('/organizations/:id/committee', () => import('./pages/committee.js'));
route('/organizations/:id/quality', () => import('./pages/quality.js'));
route('/organizations/:id/duplicates', () => import('./pages/duplicates.js'));
route('/organizations/:id/new', () => import('./pages/organization_new.js'));
route('/organizations/:id/members/new', () => import('./pages/member_new.js'));
route('/members/:id', () => import('./pages/member.js'));
route('/members/:id/history', () => import('./pages/member_history.js'));
route('/members/:id/merge', () => import('./pages/merge.js'));
route('/members/:id/log', () => import('./pages/member_log.js'));
route('/members/:id/discipline', () => import('./pages/member_discipline.js'));
route('/organizations/:id/discipline', () => import('./pages/discipline.js'));
route('/organizations/:id/discipline/new', () => import('./pages/discipline_new.js'));
route('/organizations/:id/discipline/book', () => import('./pages/discipline_book.js'));
route('/organizations/:id/inspections/book', () => import('./pages/inspection_book.js'));
route('/organizations/:id/inspections', () => import('./pages/inspections.js'));
route('/inspections/:id', () => import('./pages/inspection.js'));
route('/discipline/:id', () => import('./pages/discipline_case.js'));
route('/organizations/:id/candidates', () => import('./pages/candidates.js'));
route('/organizations/:id/candidates/new', () => import('./pages/candidate_new.js'));
route('/candidates/:id', () => import('./pages/candidate.js'));
route('/organizations/:id/transfers', () => import('./pages/transfers.js'));
route('/organizations/:id/badges', () => import('./pages/badges.js'));
route('/transfers/:id', () => import('./pages/transfer.js'));
route('/imports', () => import('./pages/imports.js'));
route('/templates', () => import('./pages/templates.js'));
route('/national', () => import('./pages/national.js'));
route('/imports/:id', () => import('./pages/import.js'));
route('/users', () => import('./pages/users.js'));
route('/users/:id', () => import('./pages/user.js'));
route('/tokens', () => import('./pages/tokens.js'));
route('/audit', () => import('./pages/audit.js'));
route('/rules', () => import('./pages/rules.js'));
route('/calendar', () => import('./pages/calendar.js'));
route('/reference', () => import('./pages/reference.js'));
route('/operations', () => import('./pages/operations.js'));
route('/backups', () => import('./pages/backups.js'));
route('/account', () => import('./pages/account.js'));

const root = document.getElementById('root');

async function show(context) {
  const { load, signal } = context;
  try {
    const page = await load();
    if (!page.open && !store.session && !(await loadSession())) {
      const back = location.pathname + location.search;
      return go(back === '/' ? '/login' : `/login?next=${encodeURIComponent(back)}`, { replaceEntry: true });
    }
    if (!page.open && store.session.must_change_password && context.path !== '/account') return go('/account', { replaceEntry: true });
    if (page.open) leaveFrame(root); else showFrame(root, context);
    const drawn = await page.render({ ...context, root });
    if (signal.aborted || !drawn) return undefined;
    document.title = drawn.title ? `${drawn.title} · chibo` : 'chibo';
    if (page.open) replace(root, drawn.node); else setPage(drawn, context);
  } catch (error) {
    if (error.name === 'AbortError' || signal.aborted) return undefined;
    if (error instanceof Problem && error.status === 401) {
      store.session = null;
      return draw();
    }
    const drawn = errorPage(error, draw);
    document.title = `${drawn.title} · chibo`;
    if (store.session) setPage(drawn, context);
    else replace(root, h('main', { class: 'gate gate-s', id: 'main' }, drawn.node));
    if (!(error instanceof Problem)) console.error(error);
  }
  return undefined;
}

startRouter(show).catch((error) => replace(root, h('p', { role: 'alert' }, t('error.unexpected'), ' ', error.message)));
