// The login: a page before the first one, a dialog over the page later, so that nothing typed is lost.
import { credentials, Problem } from './api.js';
import { ask, banner, problemPanel, single } from './dialogs.js';
import { h, show } from './dom.js';
import { clockTime, duration } from './format.js';
import { logIn, secondsLeft, session, useToken } from './session.js';

const announced = 300; // Seconds before the end of a login.

function field(label, props, hint) {
  const id = `login-${props.name}`;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    h('input', {
      id,
      autocapitalize: 'none',
      spellcheck: 'false',
      ...props,
      'aria-describedby': hint && `${id}-hint`,
    }),
    hint && h('p', { id: `${id}-hint`, class: 'hint' }, hint),
  );
}

const builtinFields = (last) => [
  field('User', {
    name: 'user',
    autocomplete: 'username',
    required: true,
    value: last?.user ?? '',
    autofocus: !last,
  }),
  field('Password', {
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    autofocus: Boolean(last),
  }),
  field(
    'Project',
    { name: 'project', autocomplete: 'off', value: last?.project.name ?? '', readonly: Boolean(last) },
    last ? 'The project of this page.' : 'Leave it empty to choose from your projects.',
  ),
];

const keystoneFields = (last) => [
  field(
    'Token',
    { name: 'token', type: 'password', autocomplete: 'off', required: true },
    `A token of Keystone at ${session.identityUrl}, such as “openstack token issue” prints.`,
  ),
  field(
    'Project ID',
    {
      name: 'project',
      autocomplete: 'off',
      required: true,
      value: last?.project.id ?? '',
      readonly: Boolean(last),
    },
    'The project of the token.',
  ),
];

function wrong(problem) {
  if (problem.status !== 401) return problem;
  const what =
    session.auth === 'builtin'
      ? 'User, password or project is wrong.'
      : 'The service does not take this token.';
  return new Problem(401, 'Not logged in', what, {
    advice: 'Check what you typed; upper and lower case differ.',
  });
}

function chooser({ projects, choose }, attempt) {
  if (projects.length === 0) {
    return problemPanel(
      new Problem(403, 'No project', 'This user has no role in any project.', {
        advice: 'An administrator grants one with “freezer-api users grant”.',
      }),
    );
  }
  return h(
    'fieldset',
    {},
    h('legend', {}, 'Choose a project'),
    h(
      'div',
      { class: 'buttons' },
      projects.map((project) =>
        h('button', { type: 'button', onclick: () => attempt(() => choose(project)) }, project.name),
      ),
    ),
  );
}

/// The form; calls done() when the user is logged in.
function form(done, cancel) {
  const last = session.login;
  const result = h('div', {});
  const attempt = single(async (work) => {
    try {
      const choice = await work();
      if (choice) show(result, chooser(choice, attempt));
      else done();
    } catch (failure) {
      show(result, problemPanel(wrong(failure)));
    }
  });
  const onsubmit = (event) => {
    event.preventDefault();
    const { user, password, token, project } = Object.fromEntries(new FormData(event.target));
    attempt(() =>
      token === undefined ? logIn(user, password, project.trim()) : useToken(token.trim(), project.trim()),
    );
  };
  return h(
    'form',
    { onsubmit, class: 'login' },
    session.auth === 'builtin' ? builtinFields(last) : keystoneFields(last),
    result,
    h(
      'div',
      { class: 'buttons end' },
      cancel && h('button', { type: 'button', onclick: cancel }, 'Cancel'),
      h('button', { type: 'submit', class: 'primary' }, 'Log in'),
    ),
  );
}

/// The page of someone who is not logged in.
export const loginPage = (done) =>
  h('section', { class: 'card narrow' }, h('h1', { tabindex: '-1' }, 'Log in'), form(done));

let pending = null;

/// Asks for a login over the page, once however many requests need it.
function renew(why) {
  pending ??= ask('Log in again', (close) =>
    h(
      'div',
      {},
      h('p', { class: 'muted' }, `${why} What you have typed is still here.`),
      form(
        () => close(true),
        () => close(false),
      ),
    ),
  ).then((done) => {
    pending = null;
    if (done) return document.dispatchEvent(new Event('login'));
    throw new Problem(401, 'Not logged in', 'Your login has ended.', {
      advice: 'Log in again, then repeat it.',
    });
  });
  return pending;
}

/// Tells that the login will end, five minutes before.
function announceEnd() {
  const left = secondsLeft();
  if (left === undefined || left > announced || !session.login) return banner('login', null);
  const when = left > 0 ? `ends at ${clockTime(session.login.expires)}, in ${duration(left)}` : 'has ended';
  banner('login', () => [
    h('span', {}, `Your login ${when}.`),
    h(
      'button',
      { type: 'button', onclick: () => renew(`Your login ${when}.`).catch(() => {}) },
      'Log in again',
    ),
  ]);
}

/// From now on, asks for a new login when one has ended.
export function watchLogin() {
  credentials.renew = session.auth === 'noauth' ? null : () => renew('Your login has ended.');
  if (session.auth !== 'builtin') return;
  document.addEventListener('login', announceEnd);
  setInterval(announceEnd, 1000);
}
