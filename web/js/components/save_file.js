/* A file that came from the server, put where the browser keeps its downloads. */
import { h } from '../core/dom.js';

/** What request() gives for a blob. */
export function saveFile({ blob, name }) {
  const href = URL.createObjectURL(blob);
  h('a', { href, download: name || 'chibo' }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
