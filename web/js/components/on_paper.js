/* Head and foot of a printed list in the party's style; screens never show them. The words are the regulations' own, in Vietnamese. */
import { h } from '../core/dom.js';
import { showDate } from '../core/format.js';
import { today } from '../core/store.js';

const upper = (text) => (text || '').toLocaleUpperCase('vi');
const dated = (iso) => { const [year, month, day] = iso.split('-'); return `ngày ${day} tháng ${month} năm ${year}`; };
const isCell = (kind) => kind === 'cell' || kind === 'base_cell';

/** paper: { superior, issuer, kind, note, classification }; title: of the page, its first part becomes the document's. */
export function paperHead({ superior, issuer, note, classification }, title, asOf) {
  return h('header', { class: 'on-paper' },
    h('div', { class: 'paper-head' },
      h('div', null, superior && h('div', null, upper(superior)), h('div', { class: 'strong' }, upper(issuer)), h('div', null, '*'), h('div', null, 'Số ……………'), classification && h('div', { class: 'stamp' }, classification)),
      h('div', null, h('div', { class: 'strong underlined' }, 'ĐẢNG CỘNG SẢN VIỆT NAM'), h('div', { class: 'paper-place' }, `……………, ${dated(today())}`))),
    h('div', { class: 'paper-title' }, upper((title || '').split(' · ')[0])),
    h('div', { class: 'paper-note' }, [note, `Số liệu đến ngày ${showDate(asOf || today())}`].filter(Boolean).join('. ')));
}

export function paperFoot({ kind }) {
  return h('footer', { class: 'on-paper paper-foot' },
    h('div', null, h('span', { class: 'underlined' }, 'Nơi nhận:'), h('div', null, '- ……………'), h('div', null, '- Lưu.')),
    h('div', { class: 'paper-sign' }, h('div', { class: 'strong' }, isCell(kind) ? 'T/M CHI BỘ' : 'T/M CẤP ỦY'), h('div', null, 'BÍ THƯ')));
}
