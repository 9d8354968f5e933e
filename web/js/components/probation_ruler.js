/* Where a probation stands: twelve months, the cell's working days, the committee's, the extension; the day of today on it. */
import { svg } from '../core/dom.js';
import { t } from '../core/i18n.js';

const PARTS = [['probation', 0, 88], ['cell', 90, 58], ['committee', 150, 58], ['extension', 210, 58]];
const WIDTH = 274;

const days = (iso) => Date.parse(iso) / 86400000;
const share = (from, to, now) => Math.min(1, Math.max(0, (days(now) - days(from)) / Math.max(1, days(to) - days(from))));

/* The part of the ruler one is in, and how far into it; past every extension: the end. Pure. */
export function whereOn(task, now) {
  const { probation_ends_on: ends, due_on: due, last_due_on: last, step } = task;
  if (now <= ends) return { part: 0, share: share(new Date((days(ends) - 365) * 86400000).toISOString().slice(0, 10), ends, now) };
  if (task.state === 'overdue' || (last && now > last)) return { part: 4, share: 0 };
  const voted = step === 'recognition_committee_vote' || step === 'recognition_decision';
  if (!voted) {
    if (now <= due) return { part: 1, share: share(ends, due, now) };
    /* the cell is late: what is left is the committee's time and its extension */
    const rest = share(due, last || due, now) * 2;
    return { part: rest < 1 ? 2 : 3, share: rest % 1 };
  }
  const length = last ? days(last) - days(due) : 42; /* the extension is as long as the first time */
  const from = new Date((days(due) - length) * 86400000).toISOString().slice(0, 10);
  return now <= due ? { part: 2, share: share(from, due, now) } : { part: 3, share: share(due, last || due, now) };
}

/** task: of /tasks, with its probation. */
export function probationRuler(task, now) {
  const at = whereOn(task, now);
  const words = t(at.part === 4 ? 'ruler.past' : `ruler.in.${PARTS[at.part][0]}`);
  const x = at.part === 4 ? WIDTH - 4 : PARTS[at.part][1] + at.share * (PARTS[at.part][2] - 3);
  return svg('svg', { class: 'prob', viewBox: `0 0 ${WIDTH} 34`, width: WIDTH, height: 34, role: 'img', 'aria-label': words },
    PARTS.map(([, from, width], i) => svg('rect', { class: i === at.part ? 'ckx' : 'c2', x: from, y: 5, width, height: 8 })),
    svg('rect', { class: 'now', x: Math.round(x), y: 0, width: 3, height: 18 }),
    PARTS.map(([name, from]) => svg('text', { x: from, y: 31 }, t(`ruler.${name}`))));
}
