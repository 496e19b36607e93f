// Values as people read them.
import { h } from './dom.js';
import { clock } from './api.js';

const units = [
  ['year', 31536000],
  ['month', 2592000],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const hour = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const lastSecond = 8640000000000;

/// Whether `seconds` since the epoch are a time; -1 says never.
export const isTime = (seconds) => typeof seconds === 'number' && seconds >= 0 && seconds <= lastSecond;

/// "3 hours ago", by the clock of the service, with the exact time on hover.
export function time(seconds, otherwise = 'never') {
  if (!isTime(seconds)) return h('span', { class: 'muted' }, otherwise);
  const date = new Date(seconds * 1000);
  return h('time', { datetime: date.toISOString(), title: exact.format(date) }, ago(seconds));
}

export function ago(seconds) {
  const difference = Math.round(seconds - clock.now());
  const [unit, size] = units.find(([, size]) => Math.abs(difference) >= size) ?? ['second', 1];
  return relative.format(Math.trunc(difference / size), unit);
}

export const dateTime = (seconds) => moment.format(new Date(seconds * 1000));
export const clockTime = (seconds) => hour.format(new Date(seconds * 1000));

export function duration(seconds) {
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? ['second', 1];
  return plural(Math.round(seconds / size), unit);
}

/// "1.5 GiB"
export function bytes(number) {
  if (typeof number !== 'number' || !(number >= 0)) return '–';
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  let step = 0;
  while (number >= 1024 && step < names.length - 1) {
    number /= 1024;
    step++;
  }
  const digits = step > 0 && number < 10 ? 1 : 0;
  return `${number.toFixed(digits)} ${names[step]}`;
}

export const count = (number) => Number(number).toLocaleString('en');
export const plural = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

const names = {
  action_id: 'Action',
  backup_id: 'Backup ID',
  client_id: 'Client',
  job_id: 'Job',
  session_id: 'Session',
  project_id: 'Project',
  user_id: 'Owner',
  uuid: 'UUID',
  hostname: 'Host name',
  event: 'Requested',
  time_created: 'Created',
  time_started: 'Started',
  time_ended: 'Ended',
  time_stamp: 'Time',
  current_pid: 'Process ID',
  session_tag: 'Session run',
  hold_off: 'Hold-off',
  is_central: 'Central',
  path_to_backup: 'Path',
  restore_abs_path: 'Restore to',
  fs_real_path: 'Path that was read',
  vol_snap_path: 'Path of the snapshot',
  backup_size_compressed: 'Stored size',
  backup_size_uncompressed: 'Original size',
  curr_backup_level: 'Level',
  client_os: 'Operating system',
  client_version: 'Version of the agent',
  max_retries: 'Retries',
  max_retries_interval: 'Seconds between retries',
};

/// The plain name of a field: "schedule_day_of_week" is "Day of week".
export function words(key) {
  if (Object.hasOwn(names, key)) return names[key];
  const text = key
    .replace(/^schedule_/, '')
    .replaceAll('_', ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const cut = (text, length = 80) => (text.length > length ? `${text.slice(0, length)}…` : text);

/// Text from a document. Its direction is its own, and does not reach what stands around it.
export const text = (value, length) => h('bdi', {}, length ? cut(String(value), length) : String(value));

const tones = {
  ok: ['success', 'available', 'completed'],
  run: ['running', 'start', 'creating', 'aborting'],
  bad: ['fail', 'failed', 'error', 'aborted', 'never backed up', 'cannot run'],
  warn: ['overdue', 'not seen', 'stop', 'stopped', 'abort', 'deleting', 'removed'],
};

/// Stands where a document has nothing.
export const none = () => h('span', { class: 'muted none' }, '–');

/// A state as a word with a dot. Colour repeats what the word says.
export function state(word) {
  if (typeof word !== 'string' || word === '') return none();
  const tone = Object.keys(tones).find((name) => tones[name].includes(word.toLowerCase())) ?? 'plain';
  return h('span', { class: `state ${tone}` }, cut(word, 40));
}
