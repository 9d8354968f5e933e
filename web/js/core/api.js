/* The only place that talks to the server. */
import { language, t } from './i18n.js';

const PREFIX = '/api/v1';

/** A refusal: `status`, the problem document in `body`, field errors in `errors`. */
export class Problem extends Error {
  constructor(status, body) {
    super(status === 0 ? t('error.away') : (body && (body.detail || body.title)) || `HTTP ${status}`);
    this.status = status;
    this.body = body || {};
    this.errors = this.body.errors || [];
    this.kind = String(this.body.type || '').split('/').pop();
  }
}

/** A path with its query; empty values are left out. */
export function url(path, query) {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(query || {})) {
    if (value !== undefined && value !== null && value !== '') q.set(name, value);
  }
  const text = q.toString();
  return PREFIX + path + (text ? `?${text}` : '');
}

/** A key for one act, so that sending it twice does it once. */
export function actKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/* Whether the server is out of reach; whoever shows it listens for `chibo-away`. */
let away = false;
function tellAway(now) {
  if (now === away) return;
  away = now;
  window.dispatchEvent(new CustomEvent('chibo-away', { detail: now }));
}

/**
 * One request. `version` becomes If-Match, `key` Idempotency-Key, `file` is sent as it is, `prefer` becomes Prefer.
 * Resolves to the JSON (null when empty; with `blob` to { blob, disposition } of a file), rejects with Problem; status 0: the server is away.
 */
export async function request(method, path, { query, body, version, key, file, signal, type, blob, prefer } = {}) {
  const headers = { 'Accept-Language': language(), Accept: 'application/json, application/problem+json' };
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  if (prefer) headers.Prefer = prefer;
  if (key) headers['Idempotency-Key'] = key;
  if (file) headers['Content-Type'] = type || 'text/csv';
  else if (body !== undefined) headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  let response;
  let text;
  try {
    response = await fetch(url(path, query), {
      method, headers, signal, credentials: 'same-origin',
      body: file || (body === undefined ? undefined : JSON.stringify(body)),
    });
    if (blob && response.ok) return { blob: await response.blob(), disposition: response.headers.get('Content-Disposition') || '' };
    text = await response.text(); /* the connection may also go while the answer comes */
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    tellAway(true);
    throw new Problem(0, null);
  }
  tellAway(false);
  let json = null;
  try { json = text ? JSON.parse(text) : null; } catch { json = null; }
  if (!response.ok) throw new Problem(response.status, json);
  return json;
}

export const get = (path, query, options) => request('GET', path, { ...options, query });
