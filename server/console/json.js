// JSON as text, and numbers as they are written in it: 64-bit integers and 1.0 stay what they are.

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|"/g;

/// The same JSON, indented.
export function pretty(text) {
  let out = '';
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  const tokens = text.match(token) ?? [];
  tokens.forEach((piece, i) => {
    const opens = piece === '{' || piece === '[';
    const isEmpty = opens && (tokens[i + 1] === '}' || tokens[i + 1] === ']');
    if (piece === '}' || piece === ']') {
      const closesEmpty = tokens[i - 1] === '{' || tokens[i - 1] === '[';
      if (!closesEmpty) depth--;
      out += closesEmpty ? piece : line() + piece;
    } else if (opens) {
      if (!isEmpty) depth++;
      out += isEmpty ? piece : piece + line();
    } else {
      out += piece === ',' ? piece + line() : piece === ':' ? ': ' : piece;
    }
  });
  return out;
}

/// Where the value at a JSON pointer begins and ends in `text`, which is JSON. For a value that is not
/// there, the place of the deepest object on the way.
export function find(text, pointer) {
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const tokens = [...text.matchAll(token)].map((match) => ({
    piece: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  let at = 0;
  const here = () => tokens[at]?.piece;
  const skip = () => {
    let depth = 0;
    do {
      if ('{['.includes(here())) depth++;
      if ('}]'.includes(here())) depth--;
      at++;
    } while (depth > 0 && at < tokens.length);
  };
  /// Moves to the value of `key` in the object or list at `at`; false if it is not there.
  const enter = (key) => {
    const isObject = here() === '{';
    if (!isObject && here() !== '[') return false;
    for (let index = 0, begin = ++at; at < tokens.length && !'}]'.includes(here()); index++, begin = at) {
      const name = isObject ? JSON.parse(here()) : String(index);
      if (isObject) at += 2;
      if (name === key) return true;
      skip();
      if (here() === ',') at++;
      if (at === begin) return false;
    }
    return false;
  };
  for (const key of wanted) {
    const parent = at;
    if (!enter(key)) {
      at = parent;
      return { from: tokens[at]?.from ?? 0, to: tokens[at]?.to ?? 0 };
    }
  }
  const from = tokens[at]?.from ?? 0;
  skip();
  return { from, to: tokens[at - 1]?.to ?? from };
}

export const lineOf = (text, offset) => text.slice(0, offset).split('\n').length;

const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

function isString(piece) {
  if (piece.length < 2 || !piece.startsWith('"')) return false;
  try {
    JSON.parse(piece); // It may have an unknown escape or a control character.
    return true;
  } catch {
    return false;
  }
}

/// The place of the first token that cannot stand where it stands, or of the end, if more is wanted.
export function misplaced(text) {
  const open = []; // The "{" and "[" that are not closed yet.
  let wanted = 'value';
  const afterValue = () => (wanted = open.length === 0 ? 'end' : ', or close');
  const take = (piece) => {
    const opener = open.at(-1);
    const closes = opener !== undefined && piece === (opener === '{' ? '}' : ']');
    if (closes && wanted.endsWith('or close')) return (open.pop(), afterValue());
    if (wanted.startsWith('value')) {
      if (piece === '{' || piece === '[') {
        open.push(piece);
        return (wanted = piece === '{' ? 'name or close' : 'value or close');
      }
      return (isString(piece) || scalar.test(piece)) && afterValue();
    }
    if (wanted.startsWith('name')) return isString(piece) && (wanted = ':');
    if (wanted === ':') return piece === ':' && (wanted = 'value');
    return wanted.startsWith(',') && piece === ',' && (wanted = opener === '{' ? 'name' : 'value');
  };
  for (const { 0: piece, index } of text.matchAll(token))
    if (!take(piece)) return { from: index, to: index + piece.length };
  return { from: text.length, to: text.length };
}

const isRaw = (value) => JSON.isRawJSON?.(value) ?? false;

/// The value, whose numbers keep their text: JSON.stringify() writes them as they were.
export const exact = (text) =>
  JSON.parse(text, (_, value, context) =>
    typeof value === 'number' && context?.source && JSON.rawJSON ? JSON.rawJSON(context.source) : value,
  );

/// The value to show: a number that JavaScript cannot hold is its text.
export const readable = (text) =>
  JSON.parse(text, (_, value, context) =>
    typeof value === 'number' && context?.source && context.source !== String(value) ? context.source : value,
  );

export const isObject = (value) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !isRaw(value);
const equal = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/// The merge patch (RFC 7386) that makes `to` of `from`.
export function mergePatch(from, to) {
  const patch = Object.create(null); // A document may have a member __proto__.
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch[key] = null;
  for (const [key, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (equal(before, value)) continue;
    patch[key] = isObject(before) && isObject(value) ? mergePatch(before, value) : value;
  }
  return patch;
}
