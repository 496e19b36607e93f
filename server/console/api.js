// The REST API: requests, and their failures as Problems.
import { readable } from './json.js';

const base = new URL('../', document.baseURI);
const patience = 20000; // Milliseconds.

/// What is sent with each request, and what to do when the service no longer takes it.
export const credentials = {
  token: '',
  project: '',
  /// Asks for a login; resolves when there is one, rejects with a Problem if there is none.
  renew: null,
};

/// The clock of the service: that of this machine may be wrong.
export const clock = {
  offset: 0, // Milliseconds.
  now() {
    return Math.floor((Date.now() + this.offset) / 1000);
  },
  set(date) {
    const offset = Date.parse(date) - Date.now();
    // The field Date has no fractions.
    if (!Number.isNaN(offset)) this.offset = Math.abs(offset) < 2000 ? 0 : offset;
  },
};

/// A request that failed: what was wrong, and what to do.
export class Problem extends Error {
  constructor(status, title, message, { advice = '', faults = [] } = {}) {
    super(message);
    Object.assign(this, { status, title, advice, faults });
  }
}

export const unreachable = () =>
  new Problem(0, 'The service does not answer', `There is no answer from ${base.origin}.`, {
    advice: 'Check that freezer-api serve runs and that this machine reaches it.',
  });

export const garbage = (detail) =>
  new Problem(0, 'The answer makes no sense', detail, {
    advice: `Check that ${base.href} is the address of freezer-api, and no proxy answers in its place.`,
  });

const advices = {
  403: 'Log in as a user with the role member, or ask an administrator.',
  404: 'It may have been deleted, or belong to another project. Check the address.',
  412: 'Load it again.',
  413: 'Make the document smaller.',
  429: 'Wait, then try again.',
  500: 'The log of the service says why.',
};

function problemOf(response, answer) {
  const { title, description, errors, error } = answer ?? {};
  const wait = Number(response.headers.get('Retry-After'));
  const later = wait > 0 ? `Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.` : 'Try again.';
  const said = description ?? error?.message;
  const message = typeof said === 'string' ? said : `The service answered with status ${response.status}.`;
  const advice = response.status === 503 ? later : advices[response.status];
  return new Problem(response.status, String(title ?? error?.title ?? 'Refused'), message, {
    advice,
    faults: Array.isArray(errors) ? errors : [],
  });
}

async function exchange(method, path, { body, headers = {}, signal } = {}) {
  const signals = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
  const options = {
    method,
    body,
    headers,
    signal: AbortSignal.any(signals),
    cache: 'no-store',
    credentials: 'omit',
  };
  try {
    const response = await fetch(new URL(path, base), options);
    const text = await response.text();
    clock.set(response.headers.get('Date'));
    return { response, text };
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw unreachable();
  }
}

function parse(text, response) {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    if (!response.ok) return null;
    throw garbage('The service answered with something that is not JSON.');
  }
}

/// Sends a request. The result has the answer as text and as data, and the header fields.
export async function send(method, path, options = {}) {
  const { response, text } = await exchange(method, path, options);
  const data = parse(text, response);
  if (!response.ok) throw problemOf(response, data);
  return { data, text, headers: response.headers };
}

/// Sends a request as the user. When the login has ended, it asks for a new one and repeats it.
export async function call(method, path, options = {}) {
  const token = credentials.token;
  const headers = { ...options.headers, ...(token ? { 'X-Auth-Token': token } : {}) };
  try {
    return await send(method, path, { ...options, headers });
  } catch (failure) {
    if (failure.status !== 401 || !credentials.renew) throw failure;
    // Another request may have asked meanwhile.
    if (credentials.token === token) await credentials.renew();
    return call(method, path, options);
  }
}

/// The path of something in the project.
export function place(...parts) {
  return ['v2', credentials.project, ...parts].map(encodeURIComponent).join('/');
}

/// One page of a list: {items, next}, where `next` is the marker of the next page or undefined.
export async function list(kind, parameters, signal) {
  const { data } = await call('GET', `${place(kind)}?${new URLSearchParams(parameters)}`, { signal });
  const items = data?.[kind];
  if (!Array.isArray(items)) throw garbage(`The service answered without a list of ${kind}.`);
  const href = data[`${kind}_links`]?.find?.((link) => link.rel === 'next')?.href;
  const next = href ? new URLSearchParams(href.slice(href.indexOf('?'))).get('marker') : undefined;
  return { items, next };
}

/// One document: {doc, text, etag}.
export async function get(kind, id, signal) {
  const { data, text, headers } = await call('GET', place(kind, id), { signal });
  if (data === null || typeof data !== 'object') throw garbage('The service answered without a document.');
  return { doc: readable(text), text, etag: headers.get('ETag') };
}

export const postEvent = (id, event) =>
  call('POST', place('jobs', id, 'event'), { body: JSON.stringify({ [event]: null }) });

export const remove = (kind, id, etag) =>
  call('DELETE', place(kind, id), { headers: etag ? { 'If-Match': etag } : {} });
