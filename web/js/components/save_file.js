/* A file that came from the server, put where the browser keeps its downloads. */
import { h } from '../core/dom.js';

/* Whole where it stands so, else in ASCII. */
function nameOf(disposition) {
  const whole = /filename\*=UTF-8''([^;]+)/.exec(disposition);
  return whole ? decodeURIComponent(whole[1]) : (/filename="([^"]+)"/.exec(disposition) || [])[1] || 'chibo';
}

/** What request() gives for a blob. */
export function saveFile({ blob, disposition }) {
  const href = URL.createObjectURL(blob);
  h('a', { href, download: nameOf(disposition) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
