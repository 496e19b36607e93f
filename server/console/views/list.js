// The page of a list. Search, filters, order and place are in the URL.
import { list as listOf, postEvent } from '../api.js';
import { problemPanel, say, single } from '../dialogs.js';
import { h } from '../dom.js';
import { cut, plural, words } from '../format.js';
import { kinds } from '../kinds.js';
import { go, href } from '../router.js';
import { mayWrite } from '../session.js';
import { events } from './events.js';
import { table } from './table.js';

const pageSize = 25;

/// The parameters of the API for the query of a URL.
export function parametersOf(kind, query) {
  const { filters, matches, sort } = kinds[kind];
  const keys = [...filters.map((one) => one.key), ...matches].filter((key) => query.get(key));
  const search = { match: keys.map((key) => ({ [key]: query.get(key) })) };
  if (query.get('q')) search._all = query.get('q');
  const parameters = { limit: pageSize, sort: query.get('sort') || sort };
  if (keys.length || search._all) parameters.search = JSON.stringify(search);
  if (query.get('marker')) parameters.marker = query.get('marker');
  return parameters;
}

export function list(kind, query) {
  const known = kinds[kind];
  const page = { title: known.many, selected: new Set() };
  page.load = (signal) => listOf(kind, parametersOf(kind, query), signal);
  // A search reads all documents, so it is not repeated.
  page.isRenewed = () => !query.get('q');
  page.render = ({ items, next }) => {
    const found = items.length > 0 ? tableOf(kind, query, items, page) : nothing(kind, query);
    return [
      h(
        'div',
        { class: 'title' },
        h('h1', { tabindex: '-1' }, known.many),
        mayWrite() && h('a', { class: 'button primary', href: href(['new', kind]) }, `New ${known.one}`),
      ),
      toolbar(kind, query),
      kind === 'jobs' && mayWrite() && bulk(page),
      found,
      pager(kind, query, next),
    ];
  };
  return page;
}

/// The URL of this list with other parameters; a change of them begins at the first page.
const changed = (kind, query, changes) =>
  href([kind], { ...Object.fromEntries(query), marker: '', ...changes });

function toolbar(kind, query) {
  const known = kinds[kind];
  const onsubmit = (event) => {
    event.preventDefault();
    go(changed(kind, query, { q: new FormData(event.target).get('q').trim() }));
  };
  const select = ({ key, label, values }) => {
    const id = `filter-${label}`;
    const onchange = (event) => go(changed(kind, query, { [key]: event.target.value }));
    const chosen = query.get(key) ?? '';
    const option = (value, title) => h('option', { value, selected: chosen === value }, title);
    const isUnknown = chosen !== '' && !values.includes(chosen); // An address by hand.
    return h(
      'div',
      { class: 'filter' },
      h('label', { for: id }, label),
      h(
        'select',
        { id, onchange },
        option('', 'Any'),
        values.map((value) => option(value, words(value))),
        isUnknown && option(chosen, cut(chosen, 40)),
      ),
    );
  };
  const chips = known.matches
    .filter((key) => query.get(key))
    .map((key) =>
      h(
        'a',
        {
          class: 'chip',
          href: changed(kind, query, { [key]: '' }),
          'aria-label': `Remove the filter ${key} ${query.get(key)}`,
        },
        `${words(key)}: `,
        h('bdi', {}, query.get(key)),
        ' ✕',
      ),
    );
  return h(
    'div',
    { class: 'toolbar', 'data-key': kind },
    h(
      'form',
      { role: 'search', onsubmit, class: 'search' },
      h('label', { for: 'search', class: 'hidden' }, `Search ${known.many}`),
      h('input', {
        id: 'search',
        name: 'q',
        type: 'search',
        placeholder: 'Search names, hosts, IDs…',
        autocomplete: 'off',
        value: query.get('q') ?? '',
      }),
      h('button', { type: 'submit' }, 'Search'),
    ),
    known.filters.map(select),
    chips.length > 0 && h('div', { class: 'chips' }, chips),
  );
}

function nothing(kind, query) {
  const isNarrowed = [...query.keys()].some((key) => key !== 'sort');
  if (isNarrowed)
    return h(
      'p',
      { class: 'empty' },
      'Nothing matches. ',
      h('a', { href: href([kind]) }, `Show all ${kind}`),
    );
  const what = `There are no ${kind} yet.`;
  return h('p', { class: 'empty' }, what, ' ', kinds[kind].hint);
}

function tableOf(kind, query, items, page) {
  const known = kinds[kind];
  const [key, direction] = (query.get('sort') || known.sort).split(':');
  const columns = known.columns.map((column) => ({
    ...column,
    direction:
      column.sort && column.sort === key ? (direction === 'desc' ? 'descending' : 'ascending') : undefined,
  }));
  const heading = (column) => {
    if (!column.sort) return column.title;
    const turned = column.direction === 'ascending' ? 'desc' : 'asc';
    return h(
      'a',
      { href: changed(kind, query, { sort: `${column.sort}:${turned}` }) },
      column.title,
      column.direction &&
        h('span', { 'aria-hidden': 'true' }, column.direction === 'ascending' ? ' ↑' : ' ↓'),
    );
  };
  const selection = kind === 'jobs' && mayWrite() && selectionOf(items, page);
  return h(
    'div',
    { class: 'card wide' },
    table({ caption: known.many, id: known.id, columns, items, heading, selection }),
  );
}

/// The documents whose IDs are selected.
function selectionOf(items, page) {
  const { id, name } = kinds.jobs;
  const set = (item, on) => (on ? page.selected.add(id(item)) : page.selected.delete(id(item)));
  return {
    has: (item) => page.selected.has(id(item)),
    isAll: items.length > 0 && items.every((item) => page.selected.has(id(item))),
    toggle: (item) => (set(item, !page.selected.has(id(item))), page.redraw()),
    all: (on) => (items.forEach((item) => set(item, on)), page.redraw()),
    name,
  };
}

function bulk(page) {
  const { size } = page.selected;
  page.send ??= single(async (event) => {
    const ids = [...page.selected];
    const answers = await Promise.allSettled(ids.map((id) => postEvent(id, event.name)));
    const failed = answers.flatMap(({ reason }) => reason ?? []);
    page.selected.clear();
    page.problem = failed[0];
    const done = ids.length - failed.length;
    if (done > 0) say(`${plural(done, 'job')}: ${event.done}.`);
    await page.reload();
  });
  return h(
    'div',
    { class: 'bulk', 'data-key': 'bulk' },
    h(
      'span',
      { class: 'muted' },
      size ? `${plural(size, 'job')} selected` : 'Select jobs to start or stop them.',
    ),
    events.map((event) =>
      h('button', { type: 'button', disabled: size === 0, onclick: () => page.send(event) }, event.label),
    ),
    page.problem && problemPanel(page.problem),
  );
}

function pager(kind, query, next) {
  const at = Object.fromEntries(query);
  return h(
    'nav',
    { class: 'pager', 'aria-label': 'Pages' },
    query.get('marker') &&
      h('a', { class: 'button', href: href([kind], { ...at, marker: '' }) }, 'First page'),
    next && h('a', { class: 'button', rel: 'next', href: href([kind], { ...at, marker: next }) }, 'Next'),
  );
}
