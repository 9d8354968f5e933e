/* Shares of a vote, counted as server/rules/voting.c counts them. Pure. */

/** "2/3" → at least; ">1/2" → more than. Null for what is no share. */
export function parseShare(text) {
  const m = /^(>?)(\d+)\/(\d+)$/.exec(text || '');
  return m ? { num: Number(m[2]), den: Number(m[3]), more: m[1] === '>' } : null;
}

/** The fewest votes that reach the share. */
export function votesNeeded(share, eligible) {
  const exact = share.num * eligible;
  return share.more ? Math.floor(exact / share.den) + 1 : Math.ceil(exact / share.den);
}

/** 14 of 16 → "87.50", rounded half up like every percentage of the registry. */
export const percentOf = (n, all) => (Math.floor((n * 20000 + all) / (2 * all)) / 100).toFixed(2);
