import type { IncomingMessage } from 'node:http';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The launch that a request is for: `<launchId>.<domain>[:port]`. `undefined` for every other Host, also for two of them:
 * a name that an attacker makes resolve to us (DNS rebinding) never reaches a session.
 */
export const launchIdIn = (request: IncomingMessage, sessionsDomain: string): string | undefined => {
  const [host, ...more] = request.headersDistinct['host'] ?? [];
  if (host === undefined || more.length > 0) return undefined;
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '');
  const suffix = `.${sessionsDomain.toLowerCase()}`;
  if (!name.endsWith(suffix)) return undefined;
  const launchId = name.slice(0, -suffix.length);
  return uuid.test(launchId) ? launchId : undefined;
};
