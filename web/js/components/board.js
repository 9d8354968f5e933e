/* Records by how far they have come: a column a stretch of the way, what is due first on top. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { withQuery } from '../core/router.js';

await addWords('membership');

const SHOWN = 20;

/**
 * stretches: [[name, codes]]; filter: the parameter of a list that takes the codes; query: of every column; heading(name), card(row): how they are
 * shown; view: that of the page which lists the rest. Gives { node, total }.
 */
export async function createBoard({ title, path, stretches, filter, query, heading, card, view, signal }) {
  const columns = await Promise.all(stretches.map(([name, codes]) => get(path, { ...query, [filter]: codes.join(','), sort: 'due_on', limit: SHOWN, count: 'exact' }, { signal }).then((page) => ({ name, codes, page }))));
  return {
    total: columns.reduce((sum, c) => sum + c.page.total, 0),
    node: h('div', { class: 'board', role: 'region', tabindex: '0', 'aria-label': title }, columns.map(({ name, codes, page }) => h('section', { 'aria-labelledby': `b-${name}` },
      h('h2', { id: `b-${name}` }, heading(name), ' ', h('span', { class: 'tag' }, showNumber(page.total))),
      page.items.length > 0 ? h('ul', { class: 'stack-s' }, page.items.map(card)) : h('p', { class: 'small muted' }, t('board.none')),
      page.total > SHOWN && h('p', { class: 'small' }, h('a', { href: withQuery({ view, [filter]: codes.join(',') }) }, t('board.all', { n: showNumber(page.total) })))))),
  };
}
