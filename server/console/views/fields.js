// The fields of a document, under plain names.
import { h } from '../dom.js';
import { bytes, cut, none, state, text, time, words } from '../format.js';
import { isObject } from '../json.js';
import { kinds, targets } from '../kinds.js';
import { href } from '../router.js';

const mostFields = 300;

/// A value by the name of its field. The ID of the document itself leads nowhere.
function valueOf(key, value, id) {
  if (value === null || value === '') return none();
  if (Object.hasOwn(targets, key) && value !== id && typeof value === 'string')
    return h('a', { href: href([targets[key], value]) }, text(value));
  if (/^time_|_at$|^time_stamp$/.test(key) && typeof value === 'number') return time(value);
  if (/_size/.test(key) && typeof value === 'number') return bytes(value);
  if (['status', 'result', 'event'].includes(key) && typeof value === 'string') return state(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value))
    return value.length === 0
      ? h('span', { class: 'muted' }, 'none')
      : text(value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : one)).join(', '));
  return text(value);
}

/// The fields of `object` as rows; members of objects in it follow under both names.
function* rowsOf(object, id, prefix = '') {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix ? `${prefix} › ${words(key)}` : words(key);
    if (isObject(value) && Object.keys(value).length > 0) yield* rowsOf(value, id, name);
    else if (value !== undefined) yield [name, valueOf(key, isObject(value) ? null : value, id)];
  }
}

const titles = {
  job_schedule: 'Schedule and state',
  schedule: 'Schedule',
  client: 'Client',
  backup_metadata: 'Backup',
  freezer_action: 'What it does',
};

const titleOf = (key) => (Object.hasOwn(titles, key) ? titles[key] : words(key));

/// The jobs of a session have a table of their own, and its times two names.
const isShownElsewhere = (session, key) =>
  key === 'jobs' || (key.startsWith('time_') && session[key] === session[`${key}ed`]);

/// The options of the agent and what else an entry of job_actions says; its owner is that of the job.
const actionOf = ({ freezer_action, project_id, user_id, ...more }) => ({ ...freezer_action, ...more });

/// Titles and objects of the cards: the document itself, then what it is made of.
function partsOf(kind, doc) {
  const own = Object.create(null); // A document may have a field __proto__.
  const parts = [];
  for (const [key, value] of Object.entries(doc)) {
    const isSkipped =
      (kind === 'sessions' && isShownElsewhere(doc, key)) || (key === 'job_actions' && kind === 'jobs');
    if (isSkipped) continue;
    if (isObject(value)) parts.push([titleOf(key), value]);
    else own[key] = value;
  }
  const general = Object.keys(own).length > 0 ? [['General', own]] : [];
  const actions =
    kind === 'jobs' ? (doc.job_actions ?? []).map((entry, i) => [`Action ${i + 1}`, actionOf(entry)]) : [];
  // What the envelope holds is the document.
  return kinds[kind].envelope ? [...parts, ...general] : [...general, ...parts, ...actions];
}

/// The cards of a document. A large one shows the first of its fields, and says that there are more.
export function sections(kind, doc) {
  let room = mostFields;
  let left = 0;
  const cards = partsOf(kind, doc).map(([title, object]) => {
    const rows = [...rowsOf(object, kinds[kind].id(doc))];
    const shown = rows.slice(0, room);
    room -= shown.length;
    left += rows.length - shown.length;
    return (
      shown.length > 0 &&
      h(
        'section',
        { class: 'card' },
        h('h2', {}, title),
        h(
          'dl',
          {},
          shown.map(([name, value]) => h('div', {}, h('dt', {}, cut(name, 120)), h('dd', {}, value))),
        ),
      )
    );
  });
  return [
    cards,
    left > 0 &&
      h('p', { class: 'muted' }, `${left.toLocaleString('en')} more fields are in the raw JSON below.`),
  ];
}
