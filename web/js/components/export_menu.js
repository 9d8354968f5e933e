/* Taking a list along: exactly what is shown, as a sheet, as CSV, on paper. */
import { url } from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';

/** name: of the file, without its ending; more: further nodes of the list; all(): shows every row, for paper. */
export function createExportMenu({ path, query, name, more, all }) {
  const link = (format, text) => h('li', null, h('a', { href: url(path, { ...query, format, header: 'labels' }), download: `${name}.${format}` }, text));
  return h('details', { class: 'menu' }, h('summary', null, t('export')), h('div', { class: 'pop pop-menu' }, h('ul', null,
    link('xlsx', t('export.xlsx')), link('csv', t('export.csv')), h('li', null, h('button', { class: 'linklike', type: 'button', onclick: async () => { if (!all || await all()) window.print(); } }, t('print'))), more)));
}
