// The project at a glance: what needs attention first.
import { call, garbage, place } from '../api.js';
import { h } from '../dom.js';
import { clockTime, count, plural, state, text, time } from '../format.js';
import { href } from '../router.js';
import { mayWrite } from '../session.js';
import { chart } from './chart.js';

const most = 10; // Rows of each list.
const mostProblems = 500;

export function overview() {
  const page = {
    title: 'Overview',
    isRenewed: () => true,
    load: async (signal) => {
      const { data } = await call('GET', place('overview'), { signal });
      const lists = ['clients', 'notable_jobs', 'sessions', 'days'];
      if (!data?.jobs || !lists.every((name) => Array.isArray(data[name])))
        throw garbage('The service answered without an overview.');
      return data;
    },
    render: (data) => {
      const title = h(
        'div',
        { class: 'title' },
        h('h1', { tabindex: '-1' }, 'Overview'),
        h('p', { class: 'muted' }, `State of ${clockTime(data.now)}`),
      );
      const isNew = data.jobs.total === 0 && data.days.every((day) => day.backups === 0);
      if (isNew)
        return [title, firstSteps(data.clients.length), data.clients.length > 0 && clientsByBackup(data)];
      return [
        title,
        attention(problemsOf(data), page),
        figures(data),
        chart(data.days),
        h('div', { class: 'columns' }, runningNow(data), clientsByBackup(data)),
      ];
    },
  };
  return page;
}

function firstSteps(clients) {
  const step = (title, why, ...more) =>
    h('li', {}, h('h3', {}, title), h('p', { class: 'muted' }, why), more);
  const create = (kind, label) =>
    mayWrite() && h('a', { class: 'button primary', href: href(['new', kind]) }, label);
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'first-title' },
    h('h2', { id: 'first-title' }, 'First steps'),
    h(
      'ol',
      { class: 'steps' },
      step(
        'Register a client',
        'A client is a machine to back up. freezer-scheduler registers itself when it starts there; or do it here.',
        clients > 0
          ? h('p', {}, `Done: ${plural(clients, 'client')}.`)
          : create('clients', 'Register a client'),
      ),
      step(
        'Make a job',
        'A job says what a client backs up, where to, and when.',
        clients > 0 && create('jobs', 'Make a job'),
      ),
    ),
  );
}

/// The problems, the worst first: {severity, states, title, target, about}.
function problemsOf({ notable_jobs: jobs, clients }) {
  const ofJob = (job) => {
    const failed = ['fail', 'aborted'].includes(job.result);
    const states = [
      failed && (job.result === 'fail' ? 'Failed' : 'Aborted'),
      job.unrunnable && 'Cannot run',
      job.overdue_since !== null && 'Overdue',
    ].filter(Boolean);
    const next = job.next_run !== null && [', next run ', time(job.next_run)];
    const when = failed
      ? ['ended ', time(job.time_ended), next]
      : job.overdue_since !== null
        ? ['due ', time(job.overdue_since)]
        : 'no scheduler can read its schedule';
    return {
      severity: failed || job.unrunnable ? 0 : 1,
      states,
      target: href(['jobs', job.job_id]),
      title: job.description || job.job_id,
      about: ['on ', h('a', { href: href(['clients', job.client_id]) }, text(job.client_id, 60)), ', ', when],
    };
  };
  const ofClient = (client) => ({
    severity: client.never_backed_up ? 0 : 1,
    states: [client.never_backed_up && 'Never backed up', client.silent && 'Not seen'].filter(Boolean),
    target: href(['clients', client.client_id]),
    title: client.client_id,
    about: client.silent ? ['last seen ', time(client.last_seen)] : 'a backup was due, and there is none',
  });
  return [...jobs.map(ofJob), ...clients.map(ofClient)]
    .filter(({ states }) => states.length > 0)
    .sort((a, b) => a.severity - b.severity);
}

function attention(problems, page) {
  const shown = problems.slice(0, page.showsAll ? mostProblems : most);
  const showAll = () => {
    page.showsAll = true;
    page.redraw();
  };
  const row = ({ states, target, title, about }) =>
    h(
      'li',
      {},
      h('span', { class: 'states' }, states.map(state)),
      h('a', { href: target }, text(title, 80)),
      h('span', { class: 'muted' }, about),
    );
  const rest = problems.length - shown.length;
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'attention-title' },
    h(
      'h2',
      { id: 'attention-title' },
      problems.length ? `Needs attention (${count(problems.length)})` : 'All is well',
    ),
    problems.length === 0 &&
      h('p', { class: 'muted' }, 'No job failed or is overdue, and no client is missing.'),
    h('ul', { class: 'rows' }, shown.map(row)),
    rest > 0 &&
      h(
        'p',
        { class: 'more' },
        `And ${count(rest)} more. `,
        !page.showsAll &&
          h('button', { type: 'button', class: 'link', onclick: showAll }, 'Show what else needs attention'),
      ),
  );
}

function figures({ clients, jobs, sessions }) {
  const figure = (kind, number, about) =>
    h(
      'a',
      { class: 'card figure', href: href([kind]) },
      h('span', { class: 'muted' }, kind.charAt(0).toUpperCase() + kind.slice(1)),
      h('strong', {}, count(number)),
      h('span', { class: 'muted' }, about),
    );
  const running = sessions.filter(({ status }) => status === 'running').length;
  return h(
    'div',
    { class: 'figures' },
    figure(
      'clients',
      clients.length,
      `${count(clients.filter((one) => one.needs_attention).length)} need attention`,
    ),
    figure('jobs', jobs.total, `${count(jobs.running)} running, ${count(jobs.failed)} failed`),
    figure('sessions', sessions.length, `${count(running)} running`),
  );
}

function runningNow({ notable_jobs: jobs, sessions }) {
  const row = (kind, id, name, about, started) =>
    h(
      'li',
      {},
      h('a', { href: href([kind, id]) }, text(name || id, 80)),
      h('span', { class: 'muted' }, about, ', started ', time(started, 'at an unknown time')),
    );
  const rows = [
    ...jobs
      .filter((job) => job.state === 'running')
      .map((job) =>
        row('jobs', job.job_id, job.description, ['job on ', text(job.client_id, 60)], job.time_started),
      ),
    ...sessions
      .filter((one) => one.status === 'running')
      .map((one) =>
        row(
          'sessions',
          one.session_id,
          one.description,
          `session of ${plural(one.job_count, 'job')}`,
          one.time_started,
        ),
      ),
  ];
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'running-title' },
    h('h2', { id: 'running-title' }, 'Running now'),
    rows.length === 0 && h('p', { class: 'muted' }, 'No job and no session is running.'),
    h('ul', { class: 'rows' }, rows.slice(0, most)),
    rows.length > most &&
      h(
        'p',
        { class: 'more' },
        h('a', { href: href(['jobs'], { 'job_schedule.status': 'running' }) }, 'Show all running jobs'),
      ),
  );
}

function clientsByBackup({ clients }) {
  const oldest = [...clients].sort((a, b) => (a.last_backup ?? -1) - (b.last_backup ?? -1));
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'clients-title' },
    h('h2', { id: 'clients-title' }, 'Clients by last backup'),
    clients.length === 0 && h('p', { class: 'muted' }, 'There are no clients yet.'),
    h(
      'ul',
      { class: 'rows pairs' },
      oldest
        .slice(0, most)
        .map((client) =>
          h(
            'li',
            {},
            h('a', { href: href(['clients', client.client_id]) }, text(client.client_id, 60)),
            time(client.last_backup),
          ),
        ),
    ),
    clients.length > most &&
      h(
        'p',
        { class: 'more' },
        h('a', { href: href(['clients']) }, `Show all ${count(clients.length)} clients`),
      ),
  );
}
