/* Words. Vietnamese first; the choice stays in this browser. */
let current = 'vi';
try { current = localStorage.getItem('chibo.language') === 'en' ? 'en' : 'vi'; } catch { /* no storage: Vietnamese */ }
document.documentElement.lang = current;
/* one language is loaded; a check keeps the keys of both the same */
const words = { ...(await import(`../lang/${current}.js`)).default };

/** Adds the phrases of a part of the registry: modules of that part wait for them, so that the first page does not carry what it does not say. */
export async function addWords(part) {
  Object.assign(words, (await import(`../lang/${current}.${part}.js`)).default);
}

export const language = () => current;

export function setLanguage(lang) {
  current = lang;
  try { localStorage.setItem('chibo.language', lang); } catch { /* lasts for this page only */ }
  location.reload();
}

/** A phrase with {names} filled in; a missing key shows itself, so that tests see it. */
export function t(key, values) {
  const text = words[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole)) : text;
}

/** A field's hint in the language of the page. */
export const hintOf = (field) => field[`hint_${current}`];

/** The label of anything the server names in both languages. */
export const labelOf = (x) => (x ? x[`label_${current}`] || x[current] || x.label_vi || x.vi || x.name : '');
