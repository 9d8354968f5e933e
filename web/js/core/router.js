/* Every view is a URL. A page is a module with `render(context)`; it gives its title and its node. */
const table = [];
let show = null;
let running = null;

/** `/members/:id` → a page module, loaded when first needed. */
export const route = (pattern, load) => {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (_, name) => { names.push(name); return '([^/]+)'; });
  table.push({ expression: new RegExp(`^${source}/?$`), names, load });
};

function match(path) {
  for (const entry of table) {
    const found = entry.expression.exec(path);
    if (found) return { load: entry.load, params: Object.fromEntries(entry.names.map((n, i) => [n, decodeURIComponent(found[i + 1])])) };
  }
  return null;
}

/** Draws the current URL. An older drawing still under way is given up. */
export async function draw() {
  const main = document.getElementById('main');
  if (main) main.setAttribute('aria-busy', 'true');
  if (running) running.abort();
  running = new AbortController();
  const { signal } = running;
  const here = new URL(location.href);
  const found = match(here.pathname) || { load: () => import('../pages/missing.js'), params: {} };
  await show({ ...found, path: here.pathname, query: Object.fromEntries(here.searchParams), signal });
}

/** Goes to a URL of the application; the day looked at is carried along unless keepDay is false or it is named. */
export function go(target, { replaceEntry = false, keepDay = true } = {}) {
  const next = new URL(target, location.href);
  const day = new URL(location.href).searchParams.get('as_of');
  if (keepDay && day && !next.searchParams.has('as_of')) next.searchParams.set('as_of', day);
  history[replaceEntry ? 'replaceState' : 'pushState'](null, '', next.pathname + next.search);
  return draw();
}

/** The current URL with some query values changed; null removes one. */
export function withQuery(changes) {
  const next = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  return next.pathname + next.search;
}

/** The act a link asks for (`?act=`); it is asked for once, so the address forgets it. */
export function takeAct() {
  const here = new URL(location.href);
  const act = here.searchParams.get('act');
  if (act) history.replaceState(null, '', withQuery({ act: null }));
  return act;
}

export function startRouter(showPage) {
  show = showPage;
  window.addEventListener('popstate', draw);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="/"]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.target || link.hasAttribute('download') || link.getAttribute('href').startsWith('/api/')) return;
    event.preventDefault();
    go(link.getAttribute('href'));
  });
  return draw();
}
