// The frame around the pages: navigation, the current page, and its renewal.
import { problemPanel, banner, say } from './dialogs.js';
import { h, show } from './dom.js';
import { clock } from './api.js';
import { clockTime } from './format.js';
import { loginPage, watchLogin } from './login.js';
import { here, href } from './router.js';
import { begin, isReady, logOut, session } from './session.js';
import { overview } from './views/overview.js';

const renewal = 5000; // Milliseconds.
const main = document.getElementById('main');
const pages = [
  ['', 'Overview'],
  ['jobs', 'Jobs'],
  ['clients', 'Clients'],
  ['sessions', 'Sessions'],
  ['actions', 'Actions'],
  ['backups', 'Backups'],
];
const isKind = (name) => name !== '' && pages.some(([path]) => path === name);

/// The page for the URL: {title, load(signal), render(data), isRenewed}.
async function pageAt({ path, query }) {
  const [first = '', second, third, ...rest] = path;
  if (path.length === 0) return overview();
  if (isKind(first) && path.length === 1) return (await import('./views/list.js')).list(first, query);
  if (isKind(first) && path.length === 2)
    return (await import('./views/document.js')).document(first, second, query);
  if (first === 'new' && isKind(second) && path.length === 2)
    return (await import('./views/editor.js')).creation(second, query);
  if (first === 'edit' && isKind(second) && third && !rest.length)
    return (await import('./views/editor.js')).change(second, third);
  return {
    title: 'No such page',
    load: async () => null,
    render: () => [
      h('h1', { tabindex: '-1' }, 'No such page'),
      h('p', {}, 'The console has no page at this address.'),
      h('p', {}, h('a', { href: href([]) }, 'Go to the overview')),
    ],
  };
}

let current = { abort() {} };
let started = false;

/// Shows the page of the URL, from its beginning.
async function open() {
  current.abort();
  const control = new AbortController();
  current = control;
  showFrame();
  if (!isReady()) return showLogin();
  const page = await pageAt(here());
  if (control.signal.aborted) return;
  page.redraw = () => !control.signal.aborted && draw(page);
  page.reload = () => renew(page, control);
  document.title = `${page.title} – Freezer`;
  await renew(page, control);
  if (control.signal.aborted) return;
  scrollTo(0, 0);
  if (started) main.querySelector('h1')?.focus({ preventScroll: true });
  started = true;
  if (page.isRenewed?.()) schedule(page, control);
}

function draw(page) {
  show(main, page.render(page.data));
}

async function renew(page, control) {
  try {
    page.data = await page.load(control.signal);
    if (control.signal.aborted) return;
    page.loaded = clock.now();
    banner('renewal', null);
    draw(page);
  } catch (problem) {
    if (!control.signal.aborted) fail(page, problem);
  }
}

/// A page that is shown stays; that it is old stands above it.
function fail(page, problem) {
  if (!problem.title) console.error(problem);
  const shown = problem.title ? problem : { title: 'The console has failed', message: String(problem) };
  const again = h('button', { type: 'button', onclick: open }, 'Try again');
  const login =
    problem.status === 403 &&
    session.login &&
    h('button', { type: 'button', onclick: leave }, 'Log in to another project');
  if (problem.status === 401) page.isRenewed = () => false; // A login that was declined is not asked for again.
  if (page.loaded === undefined)
    return show(main, h('h1', { tabindex: '-1' }, page.title), problemPanel(shown, login, again));
  banner('renewal', () => [
    h(
      'span',
      {},
      `${shown.title}. ${shown.message} This page shows the state of ${clockTime(page.loaded)}; it is tried again.`,
    ),
    again,
  ]);
}

/// Renews the page every few seconds while it is visible.
function schedule(page, control) {
  let isRunning = false;
  const tick = async () => {
    if (document.hidden || isRunning || !page.isRenewed()) return;
    isRunning = true;
    await renew(page, control);
    isRunning = false;
  };
  const timer = setInterval(tick, renewal);
  control.signal.addEventListener('abort', () => clearInterval(timer));
  document.addEventListener('visibilitychange', tick, { signal: control.signal });
}

function showFrame() {
  const [first = ''] = here().path;
  const isAt = (path) => path === first || (['new', 'edit'].includes(first) && path === here().path[1]);
  const links = pages.map(([path, title]) =>
    h('a', { href: href(path ? [path] : []), 'aria-current': isAt(path) ? 'page' : null }, title),
  );
  show(document.getElementById('nav'), isReady() && links);
  const { login } = session;
  show(
    document.getElementById('account'),
    login && [
      h('span', { class: 'muted' }, [login.user, login.project.name].filter(Boolean).join(' · ')),
      h('button', { type: 'button', class: 'quiet', onclick: leave }, 'Log out'),
    ],
  );
}

function showLogin() {
  document.title = 'Log in – Freezer';
  show(main, loginPage(open));
  main.querySelector('input')?.focus();
}

async function leave() {
  try {
    await logOut();
  } catch (problem) {
    say(`You are logged out here, but the token was not revoked: ${problem.message}`);
  }
  banner('login', null);
  banner('renewal', null);
  show(main);
  open();
}

async function start() {
  document.querySelector('.skip').onclick = (event) => {
    event.preventDefault();
    main.focus();
  };
  try {
    await begin();
  } catch (problem) {
    return show(main, problemPanel(problem, h('button', { type: 'button', onclick: start }, 'Try again')));
  }
  watchLogin();
  addEventListener('hashchange', open);
  document.addEventListener('login', showFrame);
  await open();
}

start();
