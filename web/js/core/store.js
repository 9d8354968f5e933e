/* What every page needs to know: who is here, the dictionary of fields, the code lists. */
import { get, Problem } from './api.js';
import { labelOf, language } from './i18n.js';

export const store = { session: null, dictionary: null, reference: null };

/** Loads the session; null when nobody is logged in. The dictionary comes along once. */
export async function loadSession() {
  try {
    store.session = await get('/session');
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    store.session = null;
    return null;
  }
  if (!store.dictionary && !store.session.must_change_password) {
    const [dictionary, reference] = await Promise.all([get('/dictionary', { language: language() }), get('/reference')]);
    store.dictionary = dictionary.resources;
    store.reference = reference;
  }
  return store.session;
}

export const can = (permission) => Boolean(store.session && store.session.permissions.includes(permission));

export const today = () => store.session.today;

/** Fields of a resource by name, or one of them. */
export const fields = (resource) => store.dictionary[resource].fields;
export const field = (resource, name) => fields(resource).find((f) => f.name === name);
export const fieldLabel = (resource, name) => labelOf(field(resource, name)) || name;

export const codes = (set) => (store.reference && store.reference[set]) || [];
export function codeLabel(set, code) {
  const found = codes(set).find((c) => c.code === code);
  return found ? labelOf(found) : code;
}
