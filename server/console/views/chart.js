// The backups of the last days: two rows of bars for the eye, one table for screen readers.
import { h, svg } from '../dom.js';
import { bytes, count, plural } from '../format.js';

const step = 24;
const height = 96;
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const dayOf = (seconds) => day.format(new Date(seconds * 1000));

/// Bars of `value(day)`; a day with anything has at least a line.
function bars(days, value, label) {
  const most = Math.max(1, ...days.map(value));
  const bar = (entry, i) => {
    const size = value(entry) > 0 ? Math.max(2, (value(entry) / most) * height) : 0;
    return svg(
      'g',
      {},
      svg('title', {}, `${dayOf(entry.start)}: ${label(value(entry))}`),
      svg('rect', { class: 'space', x: i * step, y: 0, width: step, height }),
      svg('rect', { class: 'bar', x: i * step + 3, y: height - size, width: step - 6, height: size, rx: 2 }),
    );
  };
  return svg(
    'svg',
    { viewBox: `0 0 ${days.length * step} ${height + 1}`, 'aria-hidden': 'true', class: 'chart' },
    svg('line', { x1: 0, x2: days.length * step, y1: height + 0.5, y2: height + 0.5 }),
    days.map(bar),
  );
}

function panel(title, total, days, value, label) {
  return h(
    'figure',
    {},
    h('figcaption', {}, h('span', { class: 'muted' }, title), h('strong', {}, total)),
    bars(days, value, label),
    h(
      'div',
      { class: 'axis', 'aria-hidden': 'true' },
      h('span', {}, dayOf(days[0].start)),
      h('span', {}, 'Today'),
    ),
  );
}

export function chart(days) {
  if (days.length === 0) return null;
  const sum = (value) => days.reduce((total, entry) => total + value(entry), 0);
  const number = (entry) => entry.backups;
  const size = (entry) => entry.bytes;
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'chart-title' },
    h('h2', { id: 'chart-title' }, 'Backups of the last 14 days'),
    h(
      'div',
      { class: 'charts' },
      panel('Backups', count(sum(number)), days, number, (one) => plural(one, 'backup')),
      panel('Stored data', bytes(sum(size)), days, size, bytes),
    ),
    h(
      'table',
      { class: 'hidden' },
      h('caption', {}, 'Backups of the last 14 days'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Day', 'Backups', 'Stored data'].map((title) => h('th', { scope: 'col' }, title)),
        ),
      ),
      h(
        'tbody',
        {},
        days.map((entry) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, dayOf(entry.start)),
            h('td', {}, count(entry.backups)),
            h('td', {}, bytes(entry.bytes)),
          ),
        ),
      ),
    ),
  );
}
