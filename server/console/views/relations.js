// The lists of other documents that belong to a document.
import { kinds } from '../kinds.js';

const sortOf = (kind) => kinds[kind].sort;

/// A list of the documents that `match`, without the column that would say the same in each row; `query`
/// shows the same list on its own page.
const those = (title, kind, match, hides) => ({
  title,
  kind,
  query: match,
  hides,
  parameters: {
    sort: sortOf(kind),
    search: JSON.stringify({ match: Object.entries(match).map(([key, value]) => ({ [key]: value })) }),
  },
});

/// Whether a value can be searched for by a URL.
const isSearchable = (value) => typeof value === 'string' && value !== '' && value.length <= 255;

/// [{title, kind, query, hides, parameters}] for a document.
export function relationsOf(kind, doc) {
  const id = kinds[kind].id(doc);
  switch (kind) {
    case 'clients':
      return [
        those('Jobs of this client', 'jobs', { client_id: id }, 'Client'),
        ...(isSearchable(doc.client?.hostname)
          ? [those('Backups of this client', 'backups', { hostname: doc.client.hostname }, 'Host name')]
          : []),
      ];
    case 'jobs':
      return [those('Backups of this job', 'backups', { job_id: id })];
    case 'sessions':
      return [those('Jobs of this session', 'jobs', { session_id: id })];
    case 'actions':
      return [those('Jobs with this action', 'jobs', { action_id: id })];
    case 'backups': {
      const { hostname, backup_name } = doc.backup_metadata ?? {};
      return [
        ...(isSearchable(hostname) ? [those('Client', 'clients', { hostname })] : []),
        ...(isSearchable(hostname) && isSearchable(backup_name)
          ? [those('Backups of the same name', 'backups', { backup_name, hostname }, 'Host name')]
          : []),
      ];
    }
    default:
      return [];
  }
}
