// The frame around the pages: navigation, the current page, and its renewal.
import { problemPanel, banner, say, single, titleOf } from './dialogs.js';
import { h, show } from './dom.js';
import { clock, unreachable } from './api.js';
import { clockTime } from './format.js';
import { loginPage, watchLogin } from './login.js';
import { here, href } from './router.js';
import { begin, isReady, logOut, session } from './session.js';
import { overview } from './views/overview.js';

const renewal = 5000; // Milliseconds.
const idle = 10; // How many times longer than a renewal took the page waits for the next one.
const patience = 300; // Milliseconds after which a page says that it is loading.
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

/// What the first view does without. It is loaded after it, so that it is there when the service is not.
const views = {
  list: () => import('./views/list.js'),
  document: () => import('./views/document.js'),
  editor: () => import('./views/editor.js'),
};

/// The page for the URL: {title, load(signal), render(data), isRenewed()}.
async function pageAt({ path, query }) {
  const [first = '', second, third, ...rest] = path;
  if (path.length === 0) return overview();
  if (isKind(first) && path.length === 1) return (await views.list()).list(first, query);
  if (isKind(first) && path.length === 2) return (await views.document()).document(first, second);
  if (first === 'new' && isKind(second) && path.length === 2)
    return (await views.editor()).creation(second, query);
  if (first === 'edit' && isKind(second) && third && !rest.length)
    return (await views.editor()).change(second, third);
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

/// Instead of a page that cannot be loaded.
const missingPage = () => ({ title: 'Freezer', load: () => Promise.reject(unreachable()) });

let current = { abort() {} };
let shown; // The path and the place in the list.

/// Shows the page of the URL, from its beginning.
async function open() {
  current.abort();
  const control = new AbortController();
  current = control;
  showFrame();
  if (!isReady()) return showLogin();
  const page = await pageAt(here()).catch(missingPage);
  if (control.signal.aborted) return;
  page.redraw = () => !control.signal.aborted && draw(page);
  page.reload = () => renew(page, control);
  document.title = `${page.title} – Freezer`;
  const waiting = setTimeout(() => control.signal.aborted || showLoading(page), patience);
  await renew(page, control);
  clearTimeout(waiting);
  if (control.signal.aborted) return;
  // Who filters or sorts a list stays at the control.
  const { path, query } = here();
  const place = JSON.stringify([path, query.get('marker')]);
  if (place !== shown) scrollTo(0, 0);
  if (shown && place !== shown) main.querySelector('h1')?.focus({ preventScroll: true });
  if (!shown) Object.values(views).forEach((view) => view().catch(() => {}));
  shown = place;
  if (page.isRenewed?.()) schedule(page, control);
}

function showLoading({ title }) {
  show(main, h('h1', { tabindex: '-1' }, title), h('p', { class: 'loading' }, 'Loading…'));
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

/// A page that is shown stays; a banner says that it is old.
function fail(page, problem) {
  if (!problem.title) console.error(problem);
  const again = h('button', { type: 'button', onclick: open }, 'Try again');
  const login =
    problem.status === 403 &&
    session.login &&
    h('button', { type: 'button', onclick: leave }, 'Log in to another project');
  if (problem.status === 401) page.isRenewed = () => false; // A login that was declined is not asked for again.
  if (page.loaded === undefined)
    return show(main, h('h1', { tabindex: '-1' }, page.title), problemPanel(problem, login, again));
  const later = page.isRenewed?.() ? '; the console tries again' : '';
  const state = `This page shows the state of ${clockTime(page.loaded)}${later}.`;
  banner('renewal', () => [h('span', {}, `${titleOf(problem)}. ${problem.message} ${state}`), again]);
}

/// Renews the page every few seconds while it is visible.
function schedule(page, control) {
  let timer;
  const tick = single(async () => {
    clearTimeout(timer);
    const begin = performance.now();
    if (!document.hidden && page.isRenewed()) await renew(page, control);
    const wait = Math.max(renewal, idle * (performance.now() - begin));
    if (!control.signal.aborted) timer = setTimeout(tick, wait);
  });
  timer = setTimeout(tick, renewal);
  control.signal.addEventListener('abort', () => clearTimeout(timer));
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
  const revoked = logOut();
  banner('login', null);
  banner('renewal', null);
  show(main);
  open();
  try {
    await revoked;
  } catch (problem) {
    say(`You are logged out here, but the token was not revoked: ${problem.message}`);
  }
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
