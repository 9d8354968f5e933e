/* How far the check of an import is, asked for until it has an outcome or the page is left. */
import { get, Problem } from '../core/api.js';
import { h } from '../core/dom.js';
import { showNumber } from '../core/format.js';
import { t } from '../core/i18n.js';
import { problemNote } from './states.js';

const PAUSE_MS = 800;

/* Ends early, without an error, when the page is left. */
const pause = (signal) => new Promise((done) => {
  const timer = setTimeout(done, PAUSE_MS);
  signal.addEventListener('abort', () => { clearTimeout(timer); done(); }, { once: true });
});

/** one: the import as it was read; ended() once it is no longer being checked. */
export function importProgress(one, { signal, ended }) {
  const bar = h('progress', { max: 100, 'aria-label': t('import.progress.name') });
  const words = h('p', { role: 'status' });
  const node = h('div', { class: 'stack panel' }, words, bar, h('p', { class: 'small muted' }, t('import.leave')));
  const show = (now) => {
    bar.value = now.progress;
    words.textContent = t('import.progress', { percent: now.progress, rows: showNumber(now.rows) });
  };
  async function follow() {
    for (;;) {
      await pause(signal);
      if (signal.aborted) return;
      let now;
      try {
        now = await get(`/imports/${one.id}`, null, { signal });
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        /* a server that is away may come back; anything else will not change by asking again */
        if (error.status === 0) continue;
        node.append(problemNote(error));
        return;
      }
      if (now.state !== 'checking') return ended();
      show(now);
    }
  }
  show(one);
  follow();
  return node;
}
