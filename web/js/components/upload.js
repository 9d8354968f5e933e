/* Sending a file of rows to be checked; it is kept in this tab, so that another sheet of it can be read. */
import { request } from '../core/api.js';

let kept = null;

/** Gives the import, whose check goes on; sheet: which one of a workbook, the first when left out. */
export async function uploadFile({ kind, file, sheet }) {
  const made = await request('POST', '/imports', { query: { kind, name: file.name, sheet }, file, type: 'application/octet-stream', prefer: 'respond-async' });
  kept = { id: made.id, file };
  return made;
}

/** The file of an import, when it was sent from this tab and the page was not loaded anew since. */
export const fileOf = (id) => (kept && kept.id === id ? kept.file : null);
