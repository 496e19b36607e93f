// The page of a document: its fields under plain names, and links to what belongs to it.
import { call, clock, get, list as listOf, place, postEvent, remove } from '../api.js';
import { confirm, problemPanel, say, single } from '../dialogs.js';
import { h } from '../dom.js';
import { cut, dateTime, state, text, time } from '../format.js';
import { pretty } from '../json.js';
import { kinds } from '../kinds.js';
import { go, href } from '../router.js';
import { mayWrite } from '../session.js';
import { events } from './events.js';
import { sections } from './fields.js';
import { relationsOf } from './relations.js';
import { table } from './table.js';

const related = 10;

export function document(kind, id) {
  const known = kinds[kind];
  const page = { title: cut(id, 40), isRenewed: () => true };
  page.load = async (signal) => {
    const read = await get(kind, id, signal);
    const relations = relationsOf(kind, read.doc);
    const overview = kind === 'jobs' ? await call('GET', place('jobs', id, 'overview'), { signal }) : null;
    // What belongs to it may fail by itself: a policy can forbid it.
    const lists = await Promise.allSettled(
      relations.map((one) => listOf(one.kind, { ...one.parameters, limit: related }, signal)),
    );
    return {
      ...read,
      overview: overview?.data,
      relations: relations.map((one, i) => ({ ...one, ...lists[i].value, problem: lists[i].reason })),
    };
  };
  page.render = (data) => [
    h('p', { class: 'crumb' }, h('a', { href: href([kind]) }, known.many)),
    h(
      'div',
      { class: 'title' },
      h('h1', { tabindex: '-1', class: 'name' }, text(known.name(data.doc) ?? id, 200)),
      stateOf(kind, data.doc),
    ),
    mayWrite() && commands(kind, id, data, page),
    page.problem && problemPanel(page.problem),
    data.overview && nextRun(data.overview),
    h('div', { class: 'sections' }, sections(kind, data.doc)),
    data.relations.map(relation),
    raw(data.text, page),
  ];
  return page;
}

const stateOf = (kind, doc) => {
  const { status, result, event } = kind === 'jobs' ? (doc.job_schedule ?? {}) : doc;
  const asked = event && ['requested: ', state(event)];
  return h('p', { class: 'states' }, [status, result].filter(Boolean).map(state), asked);
};

/// What the service says about the schedule of a job.
function nextRun({ next_run: next, overdue_since: overdue, unrunnable, state: now }) {
  const facts = [
    unrunnable && [state('cannot run'), ' No scheduler can read this schedule: edit it.'],
    overdue !== null && [
      state('overdue'),
      ' It should have run ',
      time(overdue),
      '. Check that the scheduler of the client runs.',
    ],
    next !== null && [next > clock.now() ? 'Next run ' : 'Due ', time(next), `: ${dateTime(next)}.`],
    next === null && !unrunnable && now !== 'running' && 'No further run is planned.',
  ];
  return h(
    'ul',
    { class: 'facts' },
    facts.filter(Boolean).map((fact) => h('li', {}, fact)),
  );
}

function commands(kind, id, { etag }, page) {
  page.attempt ??= single(async (work) => {
    page.problem = null;
    try {
      await work();
    } catch (problem) {
      page.problem = problem;
      page.redraw();
    }
  });
  const { attempt } = page;
  const send = (event) =>
    attempt(async () => {
      await postEvent(id, event.name);
      say(`Requested: ${event.done}.`);
      await page.reload();
    });
  const erase = () =>
    attempt(async () => {
      const { one } = kinds[kind];
      const more = kind === 'backups' ? ' The data of the backup stays in the storage.' : '';
      if (
        !(await confirm(
          `Delete this ${one}?`,
          `The ${one} ${cut(id, 80)} will be deleted. This cannot be undone.${more}`,
          'Delete',
        ))
      )
        return;
      await remove(kind, id, etag);
      say(`The ${one} was deleted.`);
      go(href([kind]));
    });
  return h(
    'div',
    { class: 'buttons' },
    kind === 'jobs' &&
      events.map((event) => h('button', { type: 'button', onclick: () => send(event) }, event.label)),
    h('a', { class: 'button', href: href(['edit', kind, id]) }, 'Edit'),
    h('button', { type: 'button', class: 'quiet danger-text', onclick: erase }, 'Delete'),
  );
}

function relation({ title, kind, items, next, problem, query, hides }) {
  const columns = kinds[kind].columns.filter((column) => column.title !== hides);
  const rest =
    next && h('p', { class: 'more' }, h('a', { href: href([kind], query) }, `Show all of these ${kind}`));
  const content = problem
    ? problemPanel(problem)
    : items.length === 0
      ? h('p', { class: 'muted' }, 'None.')
      : table({ caption: title, id: kinds[kind].id, columns, items });
  return h('section', { class: 'card wide' }, h('h2', {}, title), content, rest);
}

/// Made when it is opened: it can be large.
function raw(source, page) {
  const ontoggle = (event) => {
    page.isRawOpen = event.target.open;
    page.redraw();
  };
  return h(
    'details',
    { class: 'card', ontoggle },
    h('summary', {}, 'Raw JSON'),
    h('pre', { tabindex: '0' }, page.isRawOpen && pretty(source)),
  );
}
