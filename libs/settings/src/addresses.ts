import type { Settings } from './settings.js';

const anyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Where this computer reaches what listens there. */
export const localUrl = (host: string, port: number): string => {
  const address = anyAddress[host] ?? host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
};

/** The console and the API, as browsers reach them. */
export const publicUrlOf = ({ PUBLIC_URL, HOST, PORT }: Settings): string => PUBLIC_URL ?? localUrl(HOST, PORT);

/** One session's own origin, as browsers reach it. */
export const sessionUrlOf = (settings: Settings, launchId: string): string => {
  const url = new URL(settings.SESSIONS_PUBLIC_URL ?? `http://${settings.SESSIONS_DOMAIN}:${settings.SESSIONS_PORT}`);
  url.hostname = `${launchId}.${settings.SESSIONS_DOMAIN}`;
  return url.origin;
};

/** Whether browsers come to sessions by https, which something before the gateway ends. */
export const sessionsAreSecure = ({ SESSIONS_PUBLIC_URL }: Settings): boolean =>
  SESSIONS_PUBLIC_URL?.startsWith('https:') === true;

/** The gateway, as the worker reaches it. */
export const gatewayUrlOf = ({ GATEWAY_URL, HOST, SESSIONS_PORT }: Settings): string =>
  GATEWAY_URL ?? localUrl(HOST, SESSIONS_PORT);
