/* Whether the one being typed is in the registry already: people of the same name whose birth date does not speak against it. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { t } from '../core/i18n.js';

const WAIT = 250; /* ms after the last key */

/** Letters without marks, for comparing names as people mistype them. */
export const folded = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

/** Whether two dates, whole or partial, may be the same; an unknown one may be any. */
export const mayBeSame = (a, b) => !a || !b || a.startsWith(b) || b.startsWith(a);

/** name and born: rows of a form. Gives the node in which the people appear. */
export function possibleDuplicates(name, born) {
  const node = h('div', { role: 'status' });
  let timer = 0;
  let asked = null;
  const person = (m) => h('li', null, h('a', { class: 'strong', href: `/members/${m.id}`, target: '_blank', rel: 'noopener' }, m.full_name), ' ', h('span', { class: 'small' }, [m.born_on && showDate(m.born_on), m.cell_name, m.record_number].filter(Boolean).join(' · ')));
  async function look() {
    if (asked) asked.abort();
    const typed = name.input.value.trim();
    if (!/\S\s+\S/.test(typed)) { replace(node); return; }
    asked = new AbortController();
    try {
      const page = await get('/members', { q: typed, limit: 50, fields: 'id,full_name,born_on,cell_name,record_number' }, { signal: asked.signal });
      const day = born.read() || null;
      const found = page.items.filter((m) => folded(m.full_name) === folded(typed) && mayBeSame(m.born_on, day));
      replace(node, found.length > 0 && h('div', { class: 'note n-warn' }, h('strong', null, t('entry.duplicates', { n: found.length })), h('ul', null, found.map(person)), h('p', { class: 'small' }, t('entry.duplicates.what'))));
    } catch (error) {
      if (error.name !== 'AbortError') replace(node); /* saving will say that the server is away */
    }
  }
  const soon = () => { clearTimeout(timer); timer = setTimeout(look, WAIT); };
  name.input.addEventListener('input', soon);
  born.input.addEventListener('input', soon);
  return node;
}
