// Every state of the page is in the part of the URL after "#": "#/jobs?status=running", "#/jobs/ID".

/// {path: ["jobs", "ID"], query: URLSearchParams}
export function here() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split(/\?(.*)/s);
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/// The link to a place: href(['jobs', id], {status: 'running'}). Empty parameters are left out.
export function href(path, query = {}) {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = given.length ? `?${new URLSearchParams(given)}` : '';
  return `#/${path.map(encodeURIComponent).join('/')}${search}`;
}

export function go(target) {
  location.hash = target;
}
