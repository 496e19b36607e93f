// Elements from data. Text is always text: nothing here reads markup.

const handlers = [
  'onclick',
  'onchange',
  'oninput',
  'onsubmit',
  'onkeydown',
  'ontoggle',
  'oncancel',
  'onclose',
];

/// An element. `props` are attributes, apart from handlers (`onclick`) and the states `value` and
/// `checked`. Children that are null or false are left out.
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/// The same for SVG.
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (handlers.includes(name) || name === 'value' || name === 'checked') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === '') continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/// Makes the children of `element` equal to `children`, and touches only what differs, so that focus,
/// selection and scrolling stay.
export function show(element, ...children) {
  const wanted = document.createElement('div');
  append(wanted, children);
  morphChildren(element, wanted);
}

function morphChildren(from, to) {
  const old = [...from.childNodes];
  const fresh = [...to.childNodes];
  fresh.forEach((node, i) => (i < old.length ? morph(old[i], node) : from.append(node)));
  old.slice(fresh.length).forEach((node) => node.remove());
}

function morph(from, to) {
  const same = from.nodeName === to.nodeName && from.dataset?.key === to.dataset?.key;
  if (!same) return from.replaceWith(to);
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  morphAttributes(from, to);
  for (const name of handlers) from[name] = to[name];
  morphState(from, to);
  if (from.nodeName !== 'TEXTAREA') morphChildren(from, to);
}

function morphAttributes(from, to) {
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    // The user opens and closes details.
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
}

/// What a user has typed is kept while the field has the focus.
function morphState(from, to) {
  if (from.checked !== to.checked) from.checked = to.checked;
  const isTyped = from === document.activeElement && from.nodeName !== 'SELECT';
  if ('value' in from && !isTyped && from.value !== to.value) from.value = to.value;
}
