// What the console knows about each kind of document: the one table of columns, filters and templates.
import { h } from './dom.js';
import { bytes, none, state, text, time } from './format.js';
import { href } from './router.js';

const at = (doc, path) => path.split('.').reduce((value, key) => value?.[key], doc);
const link = (kind, id, label) => (id ? h('a', { href: href([kind, id]) }, text(label || id, 80)) : none());
const plain = (value) =>
  value === undefined || value === null || value === ''
    ? none()
    : text(typeof value === 'object' ? JSON.stringify(value) : value, 80);

/// A column that shows the value at `path`. `sort` is the key by which the API sorts it.
const column = (title, path, { as = plain, sort } = {}) => ({
  title,
  sort,
  cell: (doc) => as(at(doc, path)),
});
const nameColumn = (title, kind, sort) => ({
  title,
  sort,
  cell: (doc) => link(kind, kinds[kind].id(doc), kinds[kind].name(doc)),
});
const clientColumn = { title: 'Client', sort: 'client_id', cell: (job) => link('clients', job.client_id) };
const filter = (key, label, values) => ({ key, label, values });

const statuses = ['scheduled', 'running', 'completed', 'stop', 'aborting', 'removed'];
const results = ['success', 'fail', 'aborted'];
const actions = ['backup', 'restore', 'info', 'admin', 'exec'];
const modes = ['fs', 'mongo', 'mysql', 'sqlserver', 'cinder', 'glance', 'cindernative', 'nova'];
const storages = ['local', 'swift', 'ssh', 's3', 'ftp', 'ftps'];
const sizeOf = (metadata) => metadata?.backup_size_compressed ?? metadata?.backup_size_uncompressed;
const sampleAction = {
  action: 'backup',
  mode: 'fs',
  storage: 'local',
  container: '/var/backups',
  path_to_backup: '/etc',
  backup_name: 'etc',
};

/// `matches` are the keys that a URL can name beside the filters. With `replaces` the service takes a whole
/// document, otherwise a patch. `envelope` is the member that holds what the document says.
export const kinds = {
  jobs: {
    one: 'job',
    many: 'Jobs',
    sort: 'created_at:desc',
    replaces: true,
    id: (doc) => doc.job_id,
    name: (doc) => doc.description || doc.job_id,
    columns: [
      nameColumn('Job', 'jobs'),
      clientColumn,
      column('Status', 'job_schedule.status', { as: state, sort: 'status' }),
      column('Result', 'job_schedule.result', { as: state, sort: 'result' }),
      column('Last run', 'job_schedule.time_started', { as: time }),
      column('Interval', 'job_schedule.schedule_interval', { sort: 'schedule_interval' }),
      column('Requested', 'job_schedule.event', { as: state, sort: 'event' }),
    ],
    filters: [
      filter('job_schedule.status', 'Status', statuses),
      filter('job_schedule.result', 'Result', results),
      filter('job_schedule.event', 'Requested', ['start', 'stop', 'abort', 'remove']),
    ],
    matches: ['client_id', 'session_id', 'action_id'],
    template: (clients) => ({
      client_id: clients[0] ?? 'web1.example.org',
      description: 'Daily backup of /etc',
      job_actions: [{ freezer_action: sampleAction }],
      job_schedule: { schedule_interval: '1 days' },
    }),
    hint: 'A job says what a client runs, and when. Change client_id, what to back up (path_to_backup) and where to (storage, container).',
  },
  clients: {
    one: 'client',
    many: 'Clients',
    sort: 'client_id:asc',
    envelope: 'client',
    id: (doc) => doc.client?.client_id,
    name: (doc) => doc.client?.client_id,
    columns: [
      nameColumn('Client', 'clients', 'client_id'),
      column('Host name', 'client.hostname', { sort: 'hostname' }),
      column('Description', 'client.description'),
      column('Central', 'client.is_central', { as: (value) => (value ? 'Yes' : 'No'), sort: 'is_central' }),
    ],
    filters: [filter('client.is_central', 'Central', ['true', 'false'])],
    matches: ['hostname'],
    template: () => ({ client_id: 'web1.example.org', hostname: 'web1.example.org', description: '' }),
    hint: 'A client is a machine that runs freezer-scheduler. Its client_id is the host name of the machine; a scheduler that starts there registers the same client by itself.',
  },
  sessions: {
    one: 'session',
    many: 'Sessions',
    sort: 'created_at:desc',
    replaces: true,
    id: (doc) => doc.session_id,
    name: (doc) => doc.description || doc.session_id,
    columns: [
      nameColumn('Session', 'sessions'),
      column('Status', 'status', { as: state, sort: 'status' }),
      column('Result', 'result', { as: state, sort: 'result' }),
      { title: 'Jobs', cell: (doc) => String(Object.keys(doc.jobs ?? {}).length) },
      column('Runs', 'session_tag', { sort: 'session_tag' }),
      column('Started', 'time_started', { as: time }),
      column('Ended', 'time_ended', { as: time }),
    ],
    filters: [
      filter('status', 'Status', ['active', 'running', 'completed']),
      filter('result', 'Result', results),
    ],
    matches: [],
    template: () => ({
      description: 'Nightly snapshot',
      hold_off: 30,
      schedule: { schedule_interval: '1 days' },
    }),
    hint: 'A session runs jobs of several machines together, on its schedule.',
  },
  actions: {
    one: 'action',
    many: 'Actions',
    sort: 'created_at:desc',
    replaces: true,
    id: (doc) => doc.action_id,
    name: (doc) => doc.freezer_action?.backup_name || doc.action_id,
    columns: [
      nameColumn('Action', 'actions', 'backup_name'),
      column('Does', 'freezer_action.action', { sort: 'action' }),
      column('Mode', 'freezer_action.mode', { sort: 'mode' }),
      column('Path', 'freezer_action.path_to_backup'),
      column('Storage', 'freezer_action.storage', { sort: 'storage' }),
      column('Container', 'freezer_action.container', { sort: 'container' }),
    ],
    filters: [
      filter('freezer_action.action', 'Does', actions),
      filter('freezer_action.mode', 'Mode', modes),
      filter('freezer_action.storage', 'Storage', storages),
    ],
    matches: [],
    template: () => ({ freezer_action: sampleAction, max_retries: 3, max_retries_interval: 60 }),
    hint: 'An action is a step that several jobs can share.',
  },
  backups: {
    one: 'backup',
    many: 'Backups',
    sort: 'time_stamp:desc',
    envelope: 'backup_metadata',
    id: (doc) => doc.backup_id,
    name: (doc) => doc.backup_metadata?.backup_name || doc.backup_id,
    columns: [
      nameColumn('Backup', 'backups', 'backup_name'),
      column('Host name', 'backup_metadata.hostname', { sort: 'hostname' }),
      column('Time', 'backup_metadata.time_stamp', { as: time, sort: 'time_stamp' }),
      { title: 'Size', cell: (doc) => bytes(sizeOf(doc.backup_metadata)) },
      {
        title: 'Level',
        cell: (doc) => plain(doc.backup_metadata?.curr_backup_level ?? doc.backup_metadata?.level),
      },
      column('Container', 'backup_metadata.container', { sort: 'container' }),
      column('Status', 'status', { as: state, sort: 'status' }),
    ],
    filters: [
      filter('status', 'Status', ['creating', 'available', 'error', 'deleting', 'deleted']),
      filter('backup_metadata.mode', 'Mode', modes),
      filter('backup_metadata.storage', 'Storage', storages),
    ],
    matches: ['job_id', 'hostname', 'backup_name'],
    template: () => ({ container: '/var/backups', hostname: 'web1.example.org', backup_name: 'etc' }),
    hint: 'The metadata of a backup. Agents register their backups by themselves.',
  },
};

/// Where a value leads: keys of documents whose values are IDs.
export const targets = {
  job_id: 'jobs',
  client_id: 'clients',
  session_id: 'sessions',
  action_id: 'actions',
  backup_id: 'backups',
};
