/* The band of a person: name, state, cell, party age; neighbours of the list; tabs; the short timeline. */
import { get, request, url } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { showAge, showDate } from '../core/format.js';
import { t } from '../core/i18n.js';
import { can, codeLabel, fieldLabel, today } from '../core/store.js';
import { draw } from '../core/router.js';
import { ancestors, crumbsOf, tabs } from './organization_head.js';
import { openDialog } from './dialog.js';
import { problemNote } from './states.js';
import { paperButton } from './paper.js';
import { statusMark } from './status.js';
import { trailNav } from './trail.js';
import { showTime } from '../core/format.js';

/* Coming, running and ended facts of a life, newest first. */
export function lifeLines(history) {
  const now = today();
  const facts = [];
  for (const part of history.life) {
    facts.push({ from: part.from, to: part.to, text: [codeLabel('member_status', part.status), part.activity !== 'active' && part.counted ? ` · ${codeLabel('activity', part.activity)}` : '', part.cell ? [' · ', h('a', { href: `/organizations/${part.cell.id}` }, part.cell.name)] : ` · ${t('elsewhere')}`] });
  }
  for (const post of history.posts) {
    const text = () => [codeLabel('post', post.post), post.title ? ` (${post.title})` : '', ' · ', h('a', { href: `/organizations/${post.organization.id}` }, post.organization.name), post.term ? ` · ${post.term}` : ''];
    facts.push({ from: post.from, to: post.to, text: text() });
    if (post.suspended_from) facts.push({ from: post.suspended_from, to: post.suspended_to, text: [codeLabel('post_activity', 'suspended'), ' · ', text()] });
  }
  facts.sort((a, b) => (b.from || '').localeCompare(a.from || ''));
  const when = (f) => (f.to ? `${showDate(f.from) || '…'} – ${showDate(f.to)}` : t('from_day', { day: showDate(f.from) || '…' }));
  const group = (title, list, ended) => list.length > 0 && [h('h3', { class: 'tl-h' }, `${title} (${list.length})`), h('ul', { class: `tl${ended ? ' ended' : ''}` }, list.map((f) => h('li', null, h('span', { class: 'd' }, when(f)), h('div', null, f.text))))];
  return [group(t('tl.coming'), facts.filter((f) => f.from && f.from > now)), group(t('tl.running'), facts.filter((f) => !(f.from && f.from > now) && !(f.to && f.to <= now))), group(t('tl.ended'), facts.filter((f) => f.to && f.to <= now), true)];
}

/* The photograph, or its empty place; who keeps the record may set it. */
function photoPlace(record) {
  const picture = record.photo ? h('img', { class: 'photo', src: url(`/members/${record.id}/photo`, { v: record.photo }), alt: t('photo.of', { name: record.full_name }) }) : h('div', { class: 'photo', 'aria-hidden': 'true' }, t('photo'));
  if (!can('member_write')) return picture;
  const file = h('input', { class: 'sr', type: 'file', accept: 'image/jpeg,image/png', 'aria-label': t('photo.set'), tabindex: '-1', onchange: () => send() });
  async function send() {
    if (!file.files[0]) return;
    try {
      await request('PUT', `/members/${record.id}/photo`, { file: file.files[0], type: file.files[0].type || 'application/octet-stream' });
      await draw();
    } catch (error) {
      await openDialog({ title: t('photo.set'), body: problemNote(error) });
    }
  }
  return h('div', { class: 'photo-box' }, picture, file, h('button', { class: 'btn btn-s', type: 'button', onclick: () => file.click() }, t(record.photo ? 'photo.change' : 'photo.add')));
}

/* The menu is there at once, its acts when it is first opened. */
function actsMenu(record) {
  const list = h('ul', null, h('li', null, t('loading')));
  const fill = async () => {
    try { replace(list, await (await import('./member_acts.js')).memberActs(record)); } catch (error) { replace(list, h('li', null, problemNote(error))); }
  };
  return h('details', { class: 'menu' }, h('summary', { onclick: fill }, t('more_acts')), h('div', { class: 'pop pop-menu' }, list));
}

export async function memberHead({ record, current, asOf }) {
  const [chain, trail] = await Promise.all([
    record.cell_id ? get(`/organizations/${record.cell_id}`, { as_of: asOf }).then((cell) => ancestors(cell, asOf)).catch(() => []) : [],
    trailNav('/members', record.id, current === 'info' ? '' : `/${current}`)]);
  const hidden = (name) => (record.hidden || []).includes(name) || record[name] === undefined;
  const own = (name, value = record[name]) => item(fieldLabel('members', name), hidden(name) ? h('span', { class: 'hid' }, t('not_allowed')) : value);
  const item = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value || '–'));
  const id = record.id;
  return {
    crumbs: [...crumbsOf(chain), { href: record.cell_id ? `/organizations/${record.cell_id}/members` : null, text: t('members') }],
    node: [
      h('div', { class: 'band' }, photoPlace(record), h('div', { class: 'band-x' },
        h('div', { class: 'head' }, h('h1', null, record.full_name),
          trail, !asOf && paperButton({ members: [id] }), !asOf && (can('member_write') || can('transfer_propose')) && actsMenu(record)),
        h('dl', { class: 'kv' }, item(fieldLabel('members', 'status'), statusMark(record)),
          item(t('cell'), record.cell_id && h('a', { href: `/organizations/${record.cell_id}` }, record.cell_name)),
          item(fieldLabel('members', 'party_age'), showAge(record.party_age_months)), own('card_number'),
          own('record_number'), own('phone')))),
      tabs(t('member.parts'), [['info', `/members/${id}`, t('info')], ['history', `/members/${id}/history`, t('history')], can('discipline_read') && ['discipline', `/members/${id}/discipline`, t('discipline.tab')], ['log', `/members/${id}/log`, t('log')]], current),
    ],
    timeline: (history) => [
      h('section', { class: 'panel' }, h('header', null, h('h2', null, t('history')), h('a', { class: 'small', href: `/members/${id}/history` }, t('see_all'))), h('div', { class: 'pb' }, lifeLines(history))),
      h('section', { class: 'panel' }, h('header', null, h('h2', null, t('log')), h('a', { class: 'small', href: `/members/${id}/log` }, t('see_all'))),
        h('ul', { class: 'tl pb' }, history.items.slice(0, 4).map((e) => h('li', null, h('time', { datetime: e.at }, showTime(e.at)), h('div', null, h('strong', null, e.actor || '–'), ' ', t('log.did', { op: codeLabel('change_op', e.op), n: e.fields.length }))))))],
    readable: can('member_read'),
  };
}
