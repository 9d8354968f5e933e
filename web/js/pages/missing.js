/* An address that is none of ours. */
import { Problem } from '../core/api.js';

export async function render() {
  throw new Problem(404, null);
}
