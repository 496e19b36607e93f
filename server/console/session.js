// Who is logged in. The token is in the memory of this page and in sessionStorage, nowhere else.
import { clock, credentials, garbage, send } from './api.js';

const key = 'freezer-console';
const tokens = 'identity/v3/auth/tokens?nocatalog';

/// `auth` is noauth, builtin or keystone. `login` is null or
/// {token, project: {id, name}, user, roles, expires}; roles and expires are unknown under keystone.
export const session = { auth: 'noauth', identityUrl: '', login: null };

/// What was typed and not saved, by the place of its editor: it is there again when its user comes back.
export const drafts = new Map();

/// Learns from the service how callers are identified, and takes up the login of this tab.
export async function begin() {
  const { data } = await send('GET', 'console/config.json');
  if (typeof data?.auth !== 'string') throw garbage('The service does not say how to log in.');
  session.auth = data.auth;
  session.identityUrl = data.identity_url;
  if (session.auth === 'noauth') credentials.project = data.project;
  else take(stored());
}

export const isReady = () => session.auth === 'noauth' || session.login !== null;

/// Whether the roles allow changes. The service decides; this is what to offer.
export const mayWrite = () =>
  !session.login?.roles || session.login.roles.some((role) => ['admin', 'member'].includes(role));

/// Seconds until the login ends; none if that is unknown.
export const secondsLeft = () => (session.login?.expires ? session.login.expires - clock.now() : undefined);

function stored() {
  try {
    const login = JSON.parse(sessionStorage.getItem(key));
    return typeof login?.token === 'string' && typeof login.project?.id === 'string' ? login : null;
  } catch {
    return null;
  }
}

function take(login) {
  session.login = login;
  credentials.token = login?.token ?? '';
  credentials.project = login?.project.id ?? '';
  if (login) sessionStorage.setItem(key, JSON.stringify(login));
  else sessionStorage.removeItem(key);
}

const domain = { id: 'default' };

async function issue(identity, project) {
  const scope = project
    ? { project: project.id ? { id: project.id } : { name: project.name, domain } }
    : 'unscoped';
  const { data, headers } = await send('POST', tokens, {
    body: JSON.stringify({ auth: { identity, scope } }),
  });
  const token = headers.get('X-Subject-Token');
  if (!token || !data?.token?.user) throw garbage('The service answered without a token.');
  return { token, ...data.token };
}

const byToken = (token) => ({ methods: ['token'], token: { id: token } });
const byPassword = (name, password) => ({
  methods: ['password'],
  password: { user: { name, password, domain } },
});

function enter(issued) {
  take({
    token: issued.token,
    project: { id: issued.project.id, name: issued.project.name },
    user: issued.user.name,
    roles: issued.roles.map((role) => role.name),
    expires: Date.parse(issued.expires_at) / 1000,
  });
}

/// Logs in under builtin. Without a project, it takes the only one of the user, or returns
/// {projects, choose(project)} for the user to choose from.
export async function logIn(user, password, project) {
  const issued = await issue(byPassword(user, password), project ? { name: project } : null);
  if (project) return enter(issued);
  const headers = { 'X-Auth-Token': issued.token };
  const { data } = await send('GET', 'identity/v3/auth/projects', { headers });
  const choose = async ({ id }) => {
    enter(await issue(byToken(issued.token), { id }));
    revoke(issued.token).catch(() => {}); // It ends by itself.
  };
  const projects = data?.projects ?? [];
  return projects.length === 1 ? choose(projects[0]) : { projects, choose };
}

/// Takes a token of Keystone, once the service has accepted it.
export async function useToken(token, project) {
  await send('GET', `v2/${encodeURIComponent(project)}/jobs?limit=1`, { headers: { 'X-Auth-Token': token } });
  take({ token, project: { id: project, name: project }, user: '', roles: null, expires: null });
}

async function revoke(token) {
  await send('DELETE', 'identity/v3/auth/tokens', {
    headers: { 'X-Auth-Token': token, 'X-Subject-Token': token },
  });
}

/// Ends the login here, and under builtin also in the service.
export async function logOut() {
  const token = session.login?.token;
  take(null);
  drafts.clear();
  if (token && session.auth === 'builtin') await revoke(token);
}
