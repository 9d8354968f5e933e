/* Taking a list along: exactly what is shown, as a sheet in one act, as CSV, on paper. */
import { url } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';

/** name: of the file, without its ending; more: further nodes of the list; all(): shows every row, for paper. */
export function createExportMenu({ path, query, name, more, all }) {
  const link = (format, text, cls) => h('a', { class: cls, href: url(path, { ...query, format, header: 'labels' }), download: `${name}.${format}` }, text);
  const print = h('button', { class: 'linklike', type: 'button', onclick: async () => { if (!all || await all()) window.print(); } }, t('print'));
  return [link('xlsx', t('export.xlsx'), 'btn'),
    h('details', { class: 'menu' }, h('summary', null, t('export')), h('div', { class: 'pop pop-menu' }, h('ul', null, h('li', null, link('csv', t('export.csv'))), h('li', null, print), more)))];
}
