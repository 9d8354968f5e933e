/* What is due for whoever looks: by day, in groups, each line with the way to its act. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showDate, showNumber } from '../core/format.js';
import { language, t } from '../core/i18n.js';
import { go, withQuery } from '../core/router.js';
import { can, codeLabel, store, today } from '../core/store.js';
import { dueMark } from '../components/due.js';
import { ancestors, crumbsOf } from '../components/organization_head.js';
import { probationRuler } from '../components/probation_ruler.js';
import { empty } from '../components/states.js';

/* What is chosen together, and the kinds it stands for. */
const GROUPS = {
  recognition: ['recognition'],
  admission: ['admission', 'ceremony', 'certificate'],
  transfers: ['transfer_send', 'transfer_arrival', 'transfer_under_way', 'stay_end'],
  changes: ['suspension_end', 'organization_suspension_end', 'post_suspension_end', 'exemption_review'],
  badges: ['badges'],
  discipline: ['discipline_announcement', 'discipline_paper', 'discipline_appeal', 'discipline_limitation', 'discipline_deferral'],
  inspections: ['inspection_start', 'inspection_end', 'inspection_recommendation'],
};
const PERIODS = ['overdue', 'procedure', 'month', 'next', 'later', 'undated'];
const PAGE = 100;

/* ---- one line */

/* Where a line leads, and which act is opened there; whoever only reads is led to the record. */
function wayOf(x) {
  if (x.resource === 'candidates') return { href: `/candidates/${x.id}`, act: can('candidate_write') && x.step };
  if (x.resource === 'members') return { href: `/members/${x.id}`, act: can('member_write') && { suspension_end: 'suspension_end', exemption_review: 'exemption_end' }[x.kind] };
  if (x.resource === 'inspections') return { href: `/inspections/${x.id}`, act: null };
  if (x.resource === 'discipline') return { href: `/discipline/${x.id}`, act: null };
  if (x.resource === 'organizations') return { href: `/organizations/${x.id}`, act: null };
  if (x.resource === 'posts') return { href: `/organizations/${x.organization.id}/committee`, act: null };
  if (x.resource === 'badges') return { href: `/organizations/${x.organization.id}/badges?round=${x.due_on}`, act: null };
  return { href: `/transfers/${x.id}`, act: can('transfer_write') && { transfer_send: 'decision', transfer_arrival: 'arrival', stay_end: 'return' }[x.kind] };
}

function below(x) {
  const words = [];
  if (x.probation_ends_on) words.push(t('task.probation', { day: showDate(x.probation_ends_on) }));
  if (x.step) words.push(t('task.step', { step: codeLabel('candidate_step', x.step) }));
  else if (x.kind === 'recognition') words.push(t('task.no_dossier'));
  if (x.letter_number) words.push(t('task.letter', { number: x.letter_number, day: showDate(x.sent_on) }));
  if (x.state === 'in_procedure' && x.last_due_on) words.push(t('task.last', { day: showDate(x.last_due_on) }));
  const text = words.join('; ');
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function daysText(x) {
  const n = x.working_days_left;
  if (n === null || n === undefined || (n < 0 && x.state !== 'overdue')) return '';
  return n === 0 ? t('due.today') : t(n > 0 ? 'task.left' : 'task.past', { n: showNumber(Math.abs(n)) });
}

function line(x) {
  const way = wayOf(x);
  const title = x.kind === 'badges' ? t('task.badges', { round: showDate(x.due_on), n: showNumber(x.count) }) : `${codeLabel('task_kind', x.kind)}: ${x.name || '–'}`;
  const small = below(x);
  return h('tr', null,
    h('td', { class: 'c-date' }, x.due_on ? h('strong', { class: 'nowrap' }, showDate(x.due_on)) : '–', daysText(x) && h('div', { class: 'small muted' }, daysText(x))),
    h('th', { scope: 'row' }, h('a', { class: 'strong', href: way.href }, title), small && h('div', { class: 'small muted' }, small), x.kind === 'recognition' && x.probation_ends_on && x.due_on && probationRuler(x, today())),
    h('td', { class: 'c-where', 'data-l': t('task.where') }, h('a', { href: `/organizations/${x.organization.id}` }, x.organization.name)),
    h('td', { class: 'c-st', 'data-l': t('state') }, x.kind === 'badges' ? h('span', { class: 'st info' }, t('task.planned')) : dueMark(x.state)),
    h('td', { class: 'c-act' }, h('a', { class: 'btn btn-s', href: way.act ? `${way.href}?act=${way.act}` : way.href }, t(way.act ? `task.act.${x.kind}` : 'task.see'), h('span', { class: 'sr' }, ` ${title}`))));
}

/* ---- groups by time */

function periodOf(x, now) {
  if (!x.due_on) return 'undated';
  if (x.state === 'overdue') return 'overdue';
  if (x.due_on < now) return 'procedure';
  const month = x.due_on.slice(0, 7);
  if (month === now.slice(0, 7)) return 'month';
  const [year, m] = now.split('-').map(Number);
  return month === `${m === 12 ? year + 1 : year}-${String((m % 12) + 1).padStart(2, '0')}` ? 'next' : 'later';
}

function periodTitle(period, now) {
  const m = Number(now.slice(5, 7));
  return t(`task.period.${period}`, { month: period === 'next' ? (m % 12) + 1 : m });
}

/* Sections in the order of time; each is there once it has a line. */
function createPeriods(now) {
  const parts = new Map();
  const node = h('div', { class: 'work' });
  function part(period) {
    if (parts.has(period)) return parts.get(period);
    const body = h('tbody');
    const count = h('span', { class: 'tag' });
    const section = h('section', null, h('h2', null, periodTitle(period, now), ' ', count), h('table', { class: 'rows-as-cards' }, h('caption', { class: 'sr' }, periodTitle(period, now)), h('colgroup', null, ['c-date', null, 'c-where', 'c-st', 'c-act'].map((c) => h('col', { class: c }))),
      h('thead', { class: 'sr' }, h('tr', null, ['task.due', 'task.what', 'task.where', 'state', 'acts'].map((k) => h('th', { scope: 'col' }, t(k))))), body));
    parts.set(period, { body, count, section });
    replace(node, PERIODS.filter((p) => parts.has(p)).map((p) => parts.get(p).section));
    return parts.get(period);
  }
  return {
    node,
    add(items) {
      for (const x of items) part(periodOf(x, now)).body.append(line(x));
      for (const { body, count } of parts.values()) count.textContent = showNumber(body.children.length);
    },
  };
}

/* ---- the page */

function choices(counts, chosen) {
  const sum = (kinds) => counts.filter((c) => !kinds || kinds.includes(c.kind)).reduce((n, c) => n + c.count, 0);
  const radio = (value, label, n) => h('label', null, h('input', { type: 'radio', name: 'kinds', value, checked: chosen === value, onchange: () => go(withQuery({ kinds: value })) }), `${label} ${showNumber(n)}`);
  return h('fieldset', { class: 'seg' }, h('legend', { class: 'sr' }, t('task.kinds')), radio('', t('task.all'), sum(null)),
    Object.entries(GROUPS).filter(([name, kinds]) => sum(kinds) > 0 || name === chosen).map(([name, kinds]) => radio(name, t(`task.group.${name}`), sum(kinds))));
}

export async function render({ params, query, signal }) {
  const home = store.session.grant.organization;
  const id = params.id || home.id;
  const chosen = GROUPS[query.kinds] ? query.kinds : '';
  const load = (cursor) => get('/tasks', { org: params.id, kind_in: chosen && GROUPS[chosen].join(','), limit: PAGE, cursor }, { signal });
  const [first, chain] = await Promise.all([load(), get(`/organizations/${id}`, null, { signal }).then((org) => ancestors(org))]);
  const now = today();
  const org = chain[chain.length - 1];
  const periods = createPeriods(now);
  const shown = h('span', { class: 'small muted', role: 'status' });
  const more = h('button', { class: 'btn btn-s', type: 'button', onclick: next }, t('more'));
  let cursor;
  let n = 0;
  function take(page) {
    periods.add(page.items);
    n += page.items.length;
    cursor = page.next_cursor;
    more.hidden = !cursor;
    shown.textContent = t('shown_of', { n: showNumber(n), all: showNumber(page.total) });
  }
  async function next() {
    more.disabled = true;
    try { take(await load(cursor)); } finally { more.disabled = false; }
  }
  take(first);
  const day = new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'vi-VN', { weekday: 'long', timeZone: 'UTC' }).format(new Date(now));
  const head = h('div', { class: 'head' }, h('h1', null, t('tasks')), choices(first.counts, chosen), h('button', { class: 'btn', type: 'button', onclick: () => window.print() }, t('print')));
  return {
    title: params.id ? `${t('tasks')} · ${org.name}` : t('tasks'), crumbs: crumbsOf(chain), org: org.id, paper: { issuer: org.name, kind: org.kind },
    node: [head, h('p', { class: 'muted' }, t('task.lead', { weekday: day.charAt(0).toLocaleUpperCase('vi') + day.slice(1), day: showDate(now), org: org.name })),
      first.total === 0 ? empty(t(chosen ? 'task.none_match' : 'task.none'), h('a', { class: 'btn', href: `/organizations/${org.id}` }, t('overview'))) : [periods.node, h('p', { class: 'row mt' }, shown, more)],
      first.counts.some((c) => c.kind === 'recognition') && h('p', { class: 'small muted' }, t('ruler.lead'), ' ', h('a', { href: '/rules' }, t('ruler.rules')))],
  };
}
