// A document as JSON: to create one, or to change one that nobody else has changed meanwhile.
import { call, get, list as listOf, place, Problem } from '../api.js';
import { problemPanel, say, single } from '../dialogs.js';
import { h, show } from '../dom.js';
import { plural } from '../format.js';
import { exact, find, isObject, lineOf, mergePatch, misplaced, pretty } from '../json.js';
import { kinds } from '../kinds.js';
import { go, href } from '../router.js';
import { drafts, mayWrite } from '../session.js';

export function creation(kind, query) {
  const known = kinds[kind];
  const load = async (signal) => {
    const { items } = await listOf('clients', { limit: 1, sort: 'created_at:desc' }, signal).catch(() => ({
      items: [],
    }));
    const clients = query.get('client_id') ? [query.get('client_id')] : items.map(kinds.clients.id);
    return { text: JSON.stringify(known.template(clients), null, 2) };
  };
  const store = async (text) => {
    const { data } = await call('POST', place(kind), { body: text });
    return Object.values(data ?? {})[0];
  };
  return editor(kind, { title: `New ${known.one}`, verb: 'Create', load, store, cancel: href([kind]) });
}

export function change(kind, id) {
  const known = kinds[kind];
  const load = async (signal) => {
    const { text, etag } = await get(kind, id, signal);
    return { etag, text: pretty(text) };
  };
  /// The service takes whole documents of some kinds, and patches of the others.
  const store = async (text, base) => {
    const body = known.replaces ? text : JSON.stringify(patchOf(kind, exact(base.text), exact(text)));
    const headers = { 'If-Match': base.etag };
    await call(known.replaces ? 'POST' : 'PATCH', place(kind, id), { body, headers });
    return id;
  };
  return editor(kind, { title: `Edit ${known.one}`, verb: 'Save', load, store, cancel: href([kind, id]) });
}

/// A client is patched without its envelope.
function patchOf(kind, from, to) {
  if (!isObject(to)) throw new Problem(0, 'This is not a document', 'The text must be one object: {…}.');
  const patch = mergePatch(from, to);
  if (kind !== 'clients') return patch;
  const { client = {}, ...others } = patch;
  const faults = Object.keys(others).map((key) => ({
    pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    message: 'cannot be changed: only what is in “client” can.',
  }));
  if (faults.length > 0)
    throw new Problem(0, 'Refused', 'Only what is in “client” can be changed.', { faults });
  return client;
}

function editor(kind, { title, verb, load, store, cancel }) {
  const page = { title, load, isRenewed: () => false };
  page.render = (data) => {
    page.draft ??= drafts.get(location.hash) ?? { base: data, text: data.text };
    return [
      h('h1', { tabindex: '-1' }, title),
      h('p', { class: 'muted' }, kinds[kind].hint),
      !mayWrite() &&
        h('p', { class: 'muted' }, 'Your role does not allow changes: the service will refuse it.'),
      form(kind, page, { verb, store, cancel, reload: load }),
    ];
  };
  return page;
}

function form(kind, page, { verb, store, cancel, reload }) {
  const result = h('div', { 'aria-live': 'assertive' });
  const { draft } = page;
  const here = location.hash;
  const area = h('textarea', {
    id: 'json',
    rows: 24,
    spellcheck: 'false',
    autocapitalize: 'none',
    value: draft.text,
    'aria-describedby': 'json-hint',
    oninput: () => {
      draft.text = area.value;
      drafts.set(here, draft);
    },
  });
  const save = single(async () => {
    show(result);
    const fault = syntaxFault(area.value);
    if (fault)
      return show(result, faultPanel({ title: 'This is not JSON', message: fault.message }, area, fault));
    try {
      const id = await store(area.value, draft.base);
      drafts.delete(here);
      say(`${kinds[kind].many}: saved.`);
      go(id ? href([kind, id]) : cancel);
    } catch (problem) {
      if (problem.status === 412) await showConflict();
      else show(result, faultPanel(problem, area));
    }
  });
  const showConflict = async () => {
    try {
      const current = await reload();
      const keep = () => ((draft.base = current), save());
      const take = () => (
        (draft.base = current),
        (area.value = draft.text = current.text),
        show(result),
        area.focus()
      );
      show(result, conflict(area.value, current.text, keep, take));
    } catch (failure) {
      show(result, problemPanel(failure));
    }
  };
  const onsubmit = (event) => (event.preventDefault(), save());
  return h(
    'form',
    { onsubmit, class: 'card editor' },
    h('label', { for: 'json' }, 'Document'),
    h('p', { id: 'json-hint', class: 'hint' }, 'JSON. IDs, owner and version are set by the service.'),
    area,
    result,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'submit', class: 'primary' }, verb),
      h('a', { class: 'button', href: cancel, onclick: () => drafts.delete(here) }, 'Cancel'),
    ),
  );
}

/// What is wrong with the text: {message, from, to}, or undefined.
function syntaxFault(text) {
  try {
    JSON.parse(text);
    return undefined;
  } catch (failure) {
    return { message: failure.message, ...misplaced(text) };
  }
}

/// The problem, and each fault with the line where it is; a fault's button selects its place.
function faultPanel(problem, area, place) {
  const faults = [
    ...(problem.faults ?? []).map((fault) => ({ ...fault, ...find(area.value, String(fault.pointer)) })),
    ...(place ? [{ message: problem.message, pointer: '', ...place }] : []),
  ];
  const select = ({ from, to }) => {
    area.focus();
    area.setSelectionRange(from, to);
    area.scrollTop = (lineOf(area.value, from) - 4) * (area.scrollHeight / area.value.split('\n').length);
  };
  const row = (fault) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'link', onclick: () => select(fault) },
        `Line ${lineOf(area.value, fault.from)}`,
      ),
      ' ',
      fault.pointer && h('code', {}, fault.pointer),
      ' ',
      h('bdi', {}, String(fault.message)),
    );
  if (faults.length === 0) return problemPanel(problem);
  select(faults[0]);
  const message = `Nothing was saved. ${plural(faults.length, 'fault')}:`;
  return [
    problemPanel(
      { title: place ? problem.title : 'The document is not valid', message },
      h('ul', { class: 'faults' }, faults.slice(0, 100).map(row)),
    ),
  ];
}

function conflict(mine, theirs, keep, take) {
  const side = (title, text, other) => {
    const known = new Set(other.split('\n').map((line) => line.trim().replace(/,$/, '')));
    const lines = text
      .split('\n')
      .map((line) => h(known.has(line.trim().replace(/,$/, '')) ? 'span' : 'mark', {}, `${line}\n`));
    return h('section', {}, h('h3', {}, title), h('pre', { tabindex: '0' }, lines));
  };
  return h(
    'section',
    { class: 'problem conflict', role: 'alert' },
    h('h2', {}, 'Someone else has changed it meanwhile'),
    h('p', {}, 'Nothing is saved yet. Lines that differ are marked.'),
    h('div', { class: 'sides' }, side('Yours', mine, theirs), side('Now in the service', theirs, mine)),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', onclick: keep }, 'Save mine'),
      h('button', { type: 'button', onclick: take }, 'Take the other, and edit it'),
    ),
  );
}
