export type Tab = 'sessions' | 'repositories' | 'members' | 'history';

export type Address =
  | { readonly page: 'projects' }
  | { readonly page: 'project'; readonly projectId: string; readonly tab: Tab; readonly at?: string }
  | { readonly page: 'connections'; readonly host?: string }
  | { readonly page: 'unknown' };

const tabs: ReadonlySet<string> = new Set<Tab>(['repositories', 'members', 'history']);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const ofProject = (projectId: string, tab: string, search: URLSearchParams): Address => {
  if (!uuid.test(projectId) || (tab !== 'sessions' && !tabs.has(tab))) return { page: 'unknown' };
  const at = search.get('at');
  const past = tab === 'history' && at !== null && /^\d{1,19}$/.test(at) ? { at } : {};
  return { page: 'project', projectId, tab: tab as Tab, ...past };
};

const ofConnections = (search: URLSearchParams): Address => {
  const host = search.get('host');
  return host === null || host.length > 260 ? { page: 'connections' } : { page: 'connections', host };
};

/** What an address of this page shows. */
export const parseAddress = (path: string): Address => {
  const url = new URL(path, 'http://console.invalid');
  return /^\/account\/connections\/?$/.test(url.pathname) ? ofConnections(url.searchParams) : ofProjects(url);
};

const ofProjects = (url: URL): Address => {
  const [first, projectId, tab = 'sessions', ...rest] = url.pathname.split('/').filter((part) => part !== '');
  if (rest.length > 0) return { page: 'unknown' };
  if (first === undefined || (first === 'projects' && projectId === undefined)) return { page: 'projects' };
  if (first !== 'projects' || projectId === undefined) return { page: 'unknown' };
  return ofProject(projectId, tab, url.searchParams);
};

export const projectAddress = (projectId: string, tab: Tab = 'sessions', at?: string): string => {
  const path = `/projects/${projectId}${tab === 'sessions' ? '' : `/${tab}`}`;
  return at === undefined ? path : `${path}?at=${at}`;
};

/** `host`: that is to be connected. */
export const connectionsAddress = (host?: string): string =>
  `/account/connections${host === undefined ? '' : `?host=${encodeURIComponent(host)}`}`;
