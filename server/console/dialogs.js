// What appears over or above the page: dialogs, banners, messages, problems.
import { h, show } from './dom.js';

/// Opens a modal dialog. `build(close)` returns its content; the promise has what close() was given,
/// or undefined after Escape.
export function ask(title, build) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' });
    const before = document.activeElement;
    const close = (result) => {
      dialog.close();
      dialog.remove();
      before?.focus?.();
      resolve(result);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      close();
    };
    dialog.append(h('h2', { id: 'dialog-title' }, title), build(close));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/// Asks before something that cannot be undone. The safe button has the focus.
export function confirm(title, text, verb) {
  return ask(title, (close) =>
    h(
      'div',
      {},
      h('p', {}, text),
      h(
        'div',
        { class: 'buttons end' },
        h('button', { type: 'button', autofocus: true, onclick: () => close(false) }, 'Cancel'),
        h('button', { type: 'button', class: 'danger', onclick: () => close(true) }, verb),
      ),
    ),
  );
}

const patience = 8000; // Milliseconds.

/// Tells what has happened, for some seconds; screen readers read it out.
export function say(...content) {
  const message = h('p', { class: 'message' }, content);
  document.getElementById('messages').append(message);
  setTimeout(() => message.remove(), patience);
}

const banners = new Map();

/// Shows what `content` returns above the page until it is replaced, or removed by null.
export function banner(name, content) {
  banners.set(name, content);
  const shown = [...banners].filter(([, one]) => one);
  show(
    document.getElementById('banners'),
    shown.map(([key, one]) => h('div', { class: 'banner', 'data-key': key, role: 'status' }, one())),
  );
}

/// `work`, which does nothing while a former call of it runs: for buttons, which people press twice.
export function single(work) {
  let isRunning = false;
  return async (...given) => {
    if (isRunning) return;
    isRunning = true;
    try {
      await work(...given);
    } finally {
      isRunning = false;
    }
  };
}

/// What has failed: also an error that is no Problem.
export const titleOf = (problem) => problem.title ?? 'The console has failed';

/// A problem in words: what was wrong, and what to do.
export function problemPanel(problem, ...more) {
  return h(
    'section',
    { class: 'problem', role: 'alert' },
    h('h2', {}, titleOf(problem)),
    h('p', {}, problem.message),
    problem.advice && h('p', { class: 'muted' }, problem.advice),
    more.length > 0 && h('div', { class: 'buttons' }, more),
  );
}
