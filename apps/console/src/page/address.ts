export type Tab = 'sessions' | 'repositories' | 'members' | 'history';

export type Address =
  | { readonly page: 'projects' }
  | {
      readonly page: 'project';
      readonly projectId: string;
      readonly tab: Tab;
      /** Of the history: the event whose moment is shown. */
      readonly at?: string;
      /** Of the sessions: the one to go to. */
      readonly session?: string;
    }
  | { readonly page: 'inbox' }
  | { readonly page: 'connections'; readonly host?: string }
  | { readonly page: 'unknown' };

const tabs: ReadonlySet<string> = new Set<Tab>(['repositories', 'members', 'history']);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What can be chosen on a tab, as a query. */
const chosenOn: Readonly<Partial<Record<Tab, { readonly name: 'at' | 'session'; readonly pattern: RegExp }>>> = {
  history: { name: 'at', pattern: /^\d{1,19}$/ },
  sessions: { name: 'session', pattern: uuid },
};

const chosenIn = (tab: Tab, search: URLSearchParams): { readonly at?: string; readonly session?: string } => {
  const { name, pattern } = chosenOn[tab] ?? {};
  const chosen = name === undefined ? null : search.get(name);
  return name !== undefined && chosen !== null && pattern?.test(chosen) === true ? { [name]: chosen } : {};
};

const ofProject = (projectId: string, tab: string, search: URLSearchParams): Address => {
  if (!uuid.test(projectId) || (tab !== 'sessions' && !tabs.has(tab))) return { page: 'unknown' };
  return { page: 'project', projectId, tab: tab as Tab, ...chosenIn(tab as Tab, search) };
};

const ofProjects = (parts: readonly string[], search: URLSearchParams): Address => {
  const [first, projectId, tab = 'sessions', ...rest] = parts;
  if (first !== 'projects' || projectId === undefined || rest.length > 0) return { page: 'unknown' };
  return ofProject(projectId, tab, search);
};

const ofConnections = (search: URLSearchParams): Address => {
  const host = search.get('host');
  return host === null || host.length > 260 ? { page: 'connections' } : { page: 'connections', host };
};

/** What an address of this page shows. */
export const parseAddress = (path: string): Address => {
  const url = new URL(path, 'http://console.invalid');
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const whole = parts.join('/');
  if (whole === '' || whole === 'projects') return { page: 'projects' };
  if (whole === 'inbox') return { page: 'inbox' };
  if (whole === 'account/connections') return ofConnections(url.searchParams);
  return ofProjects(parts, url.searchParams);
};

export const projectAddress = (projectId: string, tab: Tab = 'sessions', at?: string): string => {
  const path = `/projects/${projectId}${tab === 'sessions' ? '' : `/${tab}`}`;
  return at === undefined ? path : `${path}?at=${at}`;
};

/** The project, with one of its sessions gone to. */
export const sessionAddress = (projectId: string, sessionId: string): string =>
  `${projectAddress(projectId)}?session=${sessionId}`;

export const inboxAddress = '/inbox';

/** `host`: that is to be connected. */
export const connectionsAddress = (host?: string): string =>
  `/account/connections${host === undefined ? '' : `?host=${encodeURIComponent(host)}`}`;
