/* The keys that spare the mouse, in one dialog. */
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { openDialog } from './dialog.js';

const KEYS = [['/', 'keys.search'], ['j', 'keys.next'], ['k', 'keys.previous'], ['u', 'keys.list'], ['↑ ↓ ← →', 'keys.tree'], ['Esc', 'keys.escape'], ['?', 'keys.this']];

export const openKeys = () => openDialog({
  title: t('keys'), body: h('dl', { class: 'keys-list' }, KEYS.map(([key, text]) => h('div', null, h('dt', null, key.split(' ').map((k) => h('kbd', null, k))), h('dd', null, t(text))))),
});
