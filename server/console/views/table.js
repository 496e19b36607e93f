// A table of documents. On a narrow screen, the style sheet shows each row as a card.
import { h } from '../dom.js';

/// `id(item)` tells rows apart. `columns` are {title, cell(item), sort}. `heading(column)` may return a link
/// that sorts by it. `selection` is none, or {has(item), toggle(item), all(on), isAll, name(item)}.
export function table({ caption, id, columns, items, heading = (column) => column.title, selection }) {
  const check = (label, checked, onchange) =>
    h('input', {
      type: 'checkbox',
      'aria-label': label,
      checked,
      onchange: (event) => onchange(event.target.checked),
    });
  const head = h(
    'tr',
    {},
    selection &&
      h(
        'th',
        { scope: 'col', class: 'check' },
        check('Select all on this page', selection.isAll, selection.all),
      ),
    columns.map((column) => h('th', { scope: 'col', 'aria-sort': column.direction }, heading(column))),
  );
  const row = (item) =>
    h(
      'tr',
      { 'data-key': id(item) },
      selection &&
        h(
          'td',
          { class: 'check' },
          check(`Select ${selection.name(item)}`, selection.has(item), () => selection.toggle(item)),
        ),
      columns.map((column) => h('td', { 'data-label': column.title }, column.cell(item))),
    );
  return h(
    'table',
    {},
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, head),
    h('tbody', {}, items.map(row)),
  );
}
