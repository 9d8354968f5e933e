/* The list one came from, so that a record knows its neighbours. Ids only, in this tab. */
const KEY = 'chibo.trail';

export function rememberList(address, page, more) {
  try {
    const kept = more ? JSON.parse(sessionStorage.getItem(KEY)) : { address, ids: [], total: page.total };
    kept.ids.push(...page.items.map((r) => r.id));
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* no neighbours then */ }
}

/** { address, at, total, previous, next } when the id is in the remembered list. */
export function trailOf(id) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    const at = kept.ids.indexOf(Number(id));
    return at < 0 ? null : { address: kept.address, at: at + 1, total: kept.total ?? kept.ids.length, previous: kept.ids[at - 1], next: kept.ids[at + 1] };
  } catch {
    return null;
  }
}
