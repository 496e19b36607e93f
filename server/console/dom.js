// Elements from data. Text is always text: nothing here reads markup.

const handlers = ['onclick', 'onchange', 'oninput', 'onsubmit', 'ontoggle', 'oncancel'];

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
    if (name === 'value') element.given = value;
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

const keyOf = (node) => node.dataset?.key;

/// Children with a `data-key` stay the same elements when others come before them or go.
function morphChildren(from, to) {
  const fresh = [...to.childNodes];
  const wanted = new Set(fresh.map(keyOf));
  const known = new Map();
  for (const node of [...from.childNodes]) {
    const key = keyOf(node);
    if (key === undefined) continue;
    if (wanted.has(key)) known.set(key, node);
    else node.remove();
  }
  fresh.forEach((node, i) => {
    const old = from.childNodes[i];
    const same = known.get(keyOf(node));
    if (same && same !== old) from.insertBefore(same, old ?? null);
    if (same) morph(same, node);
    else if (!old || keyOf(node) || keyOf(old)) from.insertBefore(node, old ?? null);
    else morph(old, node);
  });
  while (from.childNodes.length > fresh.length) from.lastChild.remove();
}

function morph(from, to) {
  if (from.nodeName !== to.nodeName) return from.replaceWith(to);
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

/// What a user has typed is kept until the page gives the field another value.
function morphState(from, to) {
  if (from.checked !== to.checked) from.checked = to.checked;
  if (!('value' in from)) return;
  const isTyped = from === document.activeElement || from.given === to.given;
  if ((!isTyped || from.nodeName === 'SELECT') && from.value !== to.value) from.value = to.value;
  from.given = to.given;
}
