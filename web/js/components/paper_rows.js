/* The papers that come with an act: one row each, with its day and number; a row without a day is not there yet. */
import { h, uniqueId } from '../core/dom.js';
import { parseDate, showDate } from '../core/format.js';
import { addWords, t } from '../core/i18n.js';
import { codeLabel } from '../core/store.js';
import { ruleLine } from './states.js';

await addWords('membership');

/* What the meeting itself writes bears its day. */
const OF_THE_DAY = ['verification', 'opinions_synthesis', 'cell_resolution', 'section_report', 'committee_resolution', 'recognition_cell_resolution', 'recognition_committee_resolution'];

function paperRow(paper, day) {
  const id = uniqueId('p');
  const error = h('div', { class: 'err wide', id: `${id}-e`, hidden: true });
  const own = OF_THE_DAY.includes(paper.kind);
  const date = h('input', { class: 'input w-date', id: `${id}-d`, inputmode: 'numeric', autocomplete: 'off', value: own ? showDate(day) : '', 'aria-describedby': `${id}-e` });
  const number = h('input', { class: 'input w-date', id: `${id}-n`, autocomplete: 'off' });
  let touched = false;
  date.addEventListener('input', () => { touched = true; });
  const label = paper.label || codeLabel('candidate_document', paper.kind);
  const title = h('span', { class: 'strong' }, label, paper.form_code && h('span', { class: 'tag' }, paper.form_code));
  return {
    node: h('div', { class: 'paper-row', role: 'group', 'aria-label': label }, title,
      h('div', { class: 'field' }, h('label', { for: `${id}-d` }, t('paper.day')), date),
      h('div', { class: 'field' }, h('label', { for: `${id}-n` }, t('paper.number')), number), error),
    follow(newDay) { if (own && !touched) date.value = showDate(newDay); },
    /** The paper, null when it is not there, undefined when its day is no date. */
    read() {
      error.hidden = true;
      date.removeAttribute('aria-invalid');
      const text = date.value.trim();
      if (text === '') return null;
      const issued = parseDate(text);
      if (!issued || issued.length !== 10) { this.fail(t('form.not_a_date')); return undefined; }
      return { kind: paper.kind, form_code: paper.form_code || undefined, number: number.value.trim() || undefined, issued_on: issued, for_rule: paper.for_rule };
    },
    fail(lines) {
      error.hidden = false;
      date.setAttribute('aria-invalid', 'true');
      error.replaceChildren(...[lines].flat(3).filter(Boolean));
      date.focus();
    },
  };
}

/** papers: [{ kind, form_code, label, for_rule }]; day: of the act. read() → the list for the API, undefined when a day is no date. */
export function createPaperRows(papers, day) {
  const rows = papers.map((p) => paperRow(p, day));
  const offered = new Set();
  const node = h('div', { class: 'stack-s' }, rows.map((r) => r.node));
  let sent = [];
  return {
    node, count: () => rows.length,
    /** Adds rows for approvals, each rule once; a row that was there stays, with what is typed in it. */
    offer(approvals) {
      for (const paper of approvals.filter((p) => !offered.has(p.for_rule))) {
        offered.add(paper.for_rule);
        rows.push(paperRow(paper, day));
        node.append(rows[rows.length - 1].node);
      }
    },
    follow(newDay) { rows.forEach((r) => r.follow(newDay)); },
    read() {
      const given = rows.map((r) => [r, r.read()]);
      if (given.some(([, v]) => v === undefined)) return undefined;
      sent = given.filter(([, v]) => v !== null).map(([r]) => r);
      return given.map(([, v]) => v).filter((v) => v !== null);
    },
    /** Puts an error of the API at its row; false when it is none of them. */
    show(error) {
      const m = /^\/documents\/(\d+)/.exec(error.pointer || '');
      if (!m || !sent[m[1]]) return false;
      sent[m[1]].fail(ruleLine(error));
      return true;
    },
  };
}
