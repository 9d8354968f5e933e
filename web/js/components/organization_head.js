/* The head of every page of an organisation: breadcrumb, name, acts, tabs. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { can, store } from '../core/store.js';
import { trailNav } from './trail.js';

/** The organisations from the caller's own down to this one, for the breadcrumb. */
export async function ancestors(org, asOf) {
  const home = store.session.grant.organization;
  const chain = [org];
  while (chain[0].parent_id && home && chain[0].id !== home.id && chain.length < 12) {
    chain.unshift(await get(`/organizations/${chain[0].parent_id}`, { as_of: asOf })); // eslint-disable-line no-await-in-loop
  }
  return chain;
}

export const crumbsOf = (chain) => chain.map((o) => ({ href: `/organizations/${o.id}`, text: o.name }));

export function tabs(label, entries, current) {
  return h('nav', { class: 'tabs', 'aria-label': label }, entries.filter(Boolean).map(([key, href, text]) => h('a', { href, 'aria-current': key === current ? 'page' : null }, text)));
}

/** Loads an organisation and gives head and crumbs; acts: nodes right of the title; before(): what must be there before they are made. */
export async function organizationHead({ id, asOf, current, acts = [], signal, before }) {
  const org = await get(`/organizations/${id}`, { as_of: asOf }, { signal });
  const [chain, trail] = await Promise.all([ancestors(org, asOf), current === 'units' ? null : trailNav('/organizations', id, current === 'overview' ? '' : `/${current}`), before && before()]);
  const isCell = org.kind === 'cell' || org.kind === 'base_cell';
  return {
    org, isCell, paper: { issuer: org.name, kind: org.kind, superior: chain.length > 1 ? chain[chain.length - 2].name : null }, crumbs: crumbsOf(chain.slice(0, -1)),
    node: [
      trail, h('div', { class: 'head' }, h('h1', null, org.name), acts.map((a) => (typeof a === 'function' ? a(org, isCell) : a))),
      tabs(t('organization.parts'), [
        ['overview', `/organizations/${id}`, t('overview')],
        can('member_read') && ['members', `/organizations/${id}/members`, t('members')],
        can('candidate_read') && ['candidates', `/organizations/${id}/candidates`, t('candidates')],
        can('transfer_read') && ['transfers', `/organizations/${id}/transfers`, t('transfers.tab')],
        can('badge_read') && ['badges', `/organizations/${id}/badges`, t('badges.tab')],
        can('discipline_read') && ['discipline', `/organizations/${id}/discipline`, t('discipline.tab')],
        can('inspection_read') && ['inspections', `/organizations/${id}/inspections`, t('inspections.tab')],
        !isCell && ['units', `/organizations/${id}/units`, t('units')],
        can('tree_read') && ['committee', `/organizations/${id}/committee`, t('committee')],
        can('statistics_read') && ['figures', `/organizations/${id}/figures`, t('figures')],
        can('member_read') && ['quality', `/organizations/${id}/quality`, t('quality')],
        ['history', `/organizations/${id}/history`, t('history')],
      ], current),
    ],
  };
}
