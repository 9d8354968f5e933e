/* How the registry runs: what needs looking after, the server, the disk, the certificate, backups, the label of the store. */
import { get } from '../core/api.js';
import { h } from '../core/dom.js';
import { showBytes, showNumber, showTime } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { codeLabel, fields, loadSession } from '../core/store.js';
import { saveRow } from '../components/row_acts.js';
import { note } from '../components/states.js';

await addWords('running');

/* where a notice is mended, when that is in the browser */
const REMEDIES = { backup_old: '/backups', drill_failed: '/backups', drill_due: '/backups' };

const panel = (title, act, ...content) => h('section', { class: 'panel' }, h('header', null, h('h2', null, title), act), ...content);
const list = (...items) => h('dl', { class: 'dl pb' }, items.map(([label, value]) => h('div', null, h('dt', null, label), h('dd', null, value))));

function notices(all) {
  if (all.length === 0) return note(t('operations.well'));
  return all.map((n) => note([n.detail, REMEDIES[n.code] && [' ', h('a', { href: REMEDIES[n.code] }, t('backups'))]], n.code === 'certificate_ended' || n.code === 'drill_failed' || n.code === 'document_key' ? 'n-bad' : 'n-warn'));
}

/* Where the key of scans is, and what it is known again by. */
function keyPanel(key) {
  return panel(t('document_key'), null, list(
    [t('document_key.state'), h('span', { class: `st ${key.key === 'ready' ? 'ok' : key.key === 'unneeded' ? 'off' : 'bad'}` }, t(`document_key.${key.key}`))],
    [t('document_key.file'), h('code', null, key.key_file)],
    ...(key.key_fingerprint ? [[t('document_key.mark'), h('code', null, key.key_fingerprint)]] : [])), h('p', { class: 'pb small muted' }, t('document_key.lead')));
}

async function changeLabel(settings) {
  const saved = await saveRow({ title: t('operations.label'), path: '/settings', item: () => '/settings', row: settings, fields: fields('settings') });
  if (!saved) return;
  await loadSession(); /* the label stands in the frame */
  await draw();
}

export async function render({ signal }) {
  const [state, settings] = await Promise.all([get('/operations', null, { signal }), get('/settings', null, { signal })]);
  const { storage, backups, certificate } = state;
  return {
    title: t('operations'),
    node: [
      h('div', { class: 'head' }, h('h1', null, t('operations'))),
      h('div', { class: 'stack mt' }, notices(state.notices),
        h('div', { class: 'cols' },
          panel(t('operations.server'), null, list(
            [t('operations.version'), `chibo ${state.version} · ${t('operations.schema', { n: state.schema })}`],
            [t('operations.url'), state.url],
            [t('operations.started'), showTime(state.started_at)],
            [t('operations.isolated'), t(state.isolated ? 'operations.isolated.yes' : 'operations.isolated.no')])),
          panel(t('operations.storage'), null, list(
            [t('operations.store'), showBytes(storage.store_bytes)],
            [t('operations.copies'), showBytes(storage.backup_bytes)],
            [t('operations.free'), t('operations.free.of', { free: showBytes(storage.free_bytes), all: showBytes(storage.disk_bytes) })])),
          panel(t('backups'), h('a', { class: 'small', href: '/backups' }, t('see_all')), list(
            [t('operations.backups.last'), backups.last_at ? showTime(backups.last_at) : t('backups.none')],
            [t('operations.backups.count'), showNumber(backups.count)],
            [t('operations.drill.last'), backups.last_drill_at ? `${showTime(backups.last_drill_at)} · ${codeLabel('drill_result', backups.last_drill_result)}` : t('drills.none')])),
          panel(t('operations.certificate'), null, certificate
            ? list([t('operations.certificate.ends'), `${showTime(certificate.ends_at)} · ${t('operations.days', { n: showNumber(certificate.days_left) })}`])
            : h('p', { class: 'pb' }, t('operations.certificate.none'))),
          keyPanel(state.documents),
          panel(t('operations.label'), h('button', { class: 'btn btn-s', type: 'button', onclick: () => changeLabel(settings) }, t('operations.label.change')),
            h('div', { class: 'pb stack-s' }, h('p', null, state.classification_label ? h('span', { class: 'stamp' }, state.classification_label) : t('operations.label.none')), h('p', { class: 'small muted' }, t('operations.label.lead')))),
        ))],
  };
}
