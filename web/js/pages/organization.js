/* An organisation: its figures, what is below it, its offices, its data and the acts on it. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showDate, showNumber, showPercent } from '../core/format.js';
import { labelOf, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { can, codeLabel, fieldLabel, fields, store, today } from '../core/store.js';
import { organizationHead } from '../components/organization_head.js';
import { createSection } from '../components/section.js';
import { postRows } from '../components/post_rows.js';
import { paperButton } from '../components/paper.js';
import { reloadTree } from '../components/frame.js';

const figure = (label, value, below, href) => h('div', null, h('dt', null, label), h('dd', null, h(href ? 'a' : 'span', { class: 'v', href }, value)), below && h('dd', null, below));

/** The stock in figures, each a link to its list. */
export function stockFigures(id, stock, asOf) {
  const count = (test) => stock.rows.filter(test).reduce((sum, r) => sum + r.count, 0);
  const share = (n) => (stock.total ? showPercent(((n * 100) / stock.total).toFixed(2)) : '');
  const official = count((r) => r.status === 'official');
  const women = count((r) => r.gender === 'female');
  const exempt = count((r) => r.activity === 'exempt');
  const list = (filter) => (can('member_read') ? `/organizations/${id}/members?${filter}${asOf ? `&as_of=${asOf}` : ''}` : null);
  return h('dl', { class: 'figs' },
    figure(t('members'), showNumber(stock.total), null, list('')),
    figure(codeLabel('member_status', 'official'), showNumber(official), share(official), list('status=official')),
    figure(codeLabel('member_status', 'probationary'), showNumber(stock.total - official), share(stock.total - official), list('status=probationary')),
    figure(codeLabel('gender', 'female'), showNumber(women), share(women), list('gender=female')),
    figure(codeLabel('activity', 'exempt'), showNumber(exempt), share(exempt), list('activity=exempt')));
}

/* What it is instead of active, until when and by whose decision. */
function statusWords(org) {
  const words = org.status_until ? `${fieldLabel('organizations', 'status_until')} ${showDate(org.status_until)}` : codeLabel('organization_status', org.status);
  return org.status_by ? `${words} · ${org.status_by}` : words;
}

/* The menu is there at once, its acts when it is first opened. */
function actsMenu(org, isCell) {
  const list = h('ul', null, h('li', null, t('loading')));
  const fill = async () => replace(list, (await import('../components/organization_acts.js')).organizationActs(org, isCell));
  return h('details', { class: 'menu' }, h('summary', { onclick: fill }, t('more_acts')), h('div', { class: 'pop pop-menu' }, list));
}

/* Said only of those that have it. */
const ONLY_KNOWN = ['status_until', 'status_by'];

export async function render({ params, query, signal }) {
  const path = `/organizations/${params.id}`;
  const past = query.as_of && query.as_of !== today();
  const able = can('org_write') && !past;
  const [top, stock] = await Promise.all([
    organizationHead({
      id: params.id, asOf: query.as_of, current: 'overview', signal, acts: [
        (org) => !past && paperButton({ organization: org }),
        (org, isCell) => able && ['active', 'planned', 'suspended'].includes(org.status) && actsMenu(org, isCell),
        (org, isCell) => able && org.status === 'active' && (isCell ? h('a', { class: 'btn btn-primary act', href: `${path}/members/new` }, t('member.new')) : h('a', { class: 'btn btn-primary act', href: `${path}/new` }, t('organization.new'))),
      ],
    }),
    can('statistics_read') ? get('/statistics/members', { org: params.id, as_of: query.as_of, by: 'status,gender,activity' }, { signal }) : null,
  ]);
  const { org, isCell } = top;
  const cell = isCell ? await get(`/cells/${params.id}`, { as_of: query.as_of }, { signal }) : null;
  const shownFields = (group) => fields('organizations').filter((f) => f.group === group && !['id', 'uid', 'version', 'parent_id', 'flags', 'depth', 'children', 'official_members', 'members_at_formation'].includes(f.name) && org[f.name] !== undefined && !(ONLY_KNOWN.includes(f.name) && org[f.name] === null));
  const sections = store.dictionary.organizations.groups.map((g) => {
    const own = shownFields(g.name);
    return own.length > 0 && createSection({ title: labelOf(g), path, record: org, fields: own, editable: able, reload: async () => { reloadTree(); await draw(); } });
  });
  return {
    title: org.name, crumbs: top.crumbs, org: org.id, paper: top.paper,
    node: [top.node, h('div', { class: 'stack' },
      org.status !== 'active' && h('div', { class: 'note n-warn', role: 'status' }, statusWords(org)),
      stock && stockFigures(params.id, stock, query.as_of),
      cell && cell.secretary !== undefined && h('p', null, `${t('secretary')}: `, h('strong', null, cell.secretary || t('none_known'))),
      org.flags && org.flags.length > 0 && h('div', { class: 'note n-warn' }, h('strong', null, t('flags')), h('ul', null, org.flags.map((f) => h('li', null, codeLabel('quality_flag', f.code || f))))),
      can('post_read') && postRows({ id: params.id, asOf: query.as_of, editable: !past }),
      h('div', { class: 'cols' }, sections))],
  };
}
