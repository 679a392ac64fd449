/** Where things are on this page; what is shown there, shell/pages.tsx says. */
export const addresses = {
  home: '/',
  projects: '/projects',
  project: (projectId: string): string => `/projects/${projectId}`,
  repositories: (projectId: string): string => `/projects/${projectId}/repositories`,
  members: (projectId: string): string => `/projects/${projectId}/members`,
  /** `at`: position of the event whose moment is shown. */
  history: (projectId: string, at?: string): string =>
    `/projects/${projectId}/history${at === undefined ? '' : `?at=${at}`}`,
  /** Two moments of it: positions or times; without `to`, now. */
  compare: (projectId: string, { from, to }: { readonly from: string; readonly to?: string | undefined }): string =>
    `/projects/${projectId}/compare?${new URLSearchParams({ from, ...(to !== undefined && { to }) }).toString()}`,
  settings: (projectId: string): string => `/projects/${projectId}/settings`,
  session: (projectId: string, sessionId: string): string => `/projects/${projectId}/sessions/${sessionId}`,
  /** Waits until the session answers, and becomes it. */
  whenReady: (projectId: string, sessionId: string): string => `/projects/${projectId}/sessions/${sessionId}/open`,
  /** Of whomever: who launched it and auditors read it. */
  run: (projectId: string, launchId: string, run: number): string => `/projects/${projectId}/runs/${launchId}/${run}`,
  /** For others: says what would run, and launches it at a press. Stands in READMEs, so it stays as it is. */
  launchLink: (projectId: string, sessionId: string): string => `/launch/${projectId}/${sessionId}`,
  usage: '/usage',
  inbox: '/inbox',
  admin: '/admin',
  adminEnvironments: '/admin/environments',
  adminClasses: '/admin/classes',
  account: '/account',
  notificationSettings: '/account/notifications',
  /** `host`: that is to be connected. */
  connections: (host?: string): string =>
    `/account/connections${host === undefined ? '' : `?host=${encodeURIComponent(host)}`}`,
} as const;
