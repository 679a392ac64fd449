import type { IncomingMessage, ServerResponse } from 'node:http';
import { BrowserKey } from './browser-key.js';
import { type ConsoleAddresses, originsOf } from './console-addresses.js';
import { writeIdentityAddress } from './identity-address.js';
import { loadIdentitySecrets } from './identity-secrets.js';
import { loadProvider, type Serve } from './load-provider.js';
import type { Log } from './log.js';
import { assertOwnMachine, comesFromThisMachine } from './loopback.js';
import { openRoute } from './open-route.js';
import { consoleClientId } from './provider-configuration.js';
import { requireBrowserKey } from './require-browser-key.js';
import { SignInStore } from './sign-in-store.js';

export interface LocalOpenIdProviderOptions {
  /** With the path it is mounted at, e.g. `http://127.0.0.1:3000/oidc`. */
  readonly issuer: string;
  /** Where the server that the handler is mounted on listens; refused unless it is loopback. */
  readonly host: string;
  readonly dataDir: string;
  /** An absolute URI: the `aud` of the access tokens. */
  readonly audience: string;
  readonly consoles: ConsoleAddresses;
  /** Seconds. Default 3600. */
  readonly accessTokenLifetime?: number;
  readonly log: Log;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface LocalOpenIdProvider {
  readonly issuer: string;
  readonly audience: string;
  /** The console's client. */
  readonly clientId: string;
  /** To be opened once by every browser that is to sign in; holds a key, hence for nobody but whoever starts the program. */
  readonly openUrl: string;
  /** The path below which every request belongs to `handler`, e.g. `/oidc`. */
  readonly mountPath: string;
  /** Takes the request with its body unread and its URL unchanged. */
  readonly handler: Handler;
  close(): Promise<void>;
}

const refuse = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
};

/** Removes the path that we are mounted at, as frameworks do for what is mounted on them: `originalUrl` keeps it. */
const unmount = (request: IncomingMessage & { originalUrl?: string }, mountPath: string): void => {
  const url = request.url ?? '/';
  request.originalUrl = url;
  if (url.startsWith(mountPath)) request.url = url.slice(mountPath.length).replace(/^(?!\/)/, '/');
};

/**
 * A real OpenID provider with demo users and no passwords, for one person's own machine. Loaded when it is first asked.
 * Throws where it could be reached from elsewhere, in production, and `CorruptIdentitySecretsError`.
 */
export const createLocalOpenIdProvider = async (options: LocalOpenIdProviderOptions): Promise<LocalOpenIdProvider> => {
  const { issuer, dataDir, audience, consoles, accessTokenLifetime = 3600, log } = options;
  assertOwnMachine({ ...options, ...consoles, environment: process.env['NODE_ENV'] });
  const secrets = await loadIdentitySecrets(dataDir);
  const store = await SignInStore.open(dataDir, log);
  const failed = (error: unknown): void => log({ level: 'error', msg: 'local-openid-provider-failed', error });
  await writeIdentityAddress(dataDir, issuer);

  const mountPath = new URL(issuer).pathname.replace(/\/$/, '');
  const origins = originsOf(consoles.onAnyPort === true ? [issuer] : [issuer, ...consoles.redirectUris]);
  const hosts = origins.map((origin) => new URL(origin).host);
  const key = new BrowserKey(secrets, mountPath);
  const consoleUrl = consoles.onAnyPort === true ? undefined : consoles.redirectUris[0];
  const open = openRoute({ key, consoleUrl });
  const parts = { issuer, audience, consoles, accessTokenLifetime, secrets, store, failed };
  let loaded: Promise<Serve> | undefined;
  const openId = requireBrowserKey(key, consoleUrl, async (request, response) => {
    loaded ??= loadProvider(parts);
    await (await loaded)(request, response);
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!comesFromThisMachine(request.socket.remoteAddress)) return refuse(response, 403, 'For this machine only.');
    // Another name for this address would be somebody's web site that lets its name point here.
    if (!hosts.includes(request.headers.host ?? '')) return refuse(response, 421, `Use ${issuer}.`);
    unmount(request, mountPath);
    if (/^\/open(\?|$)/.test(request.url ?? '')) return open(request, response);
    await openId(request, response);
  };

  const handler: Handler = (request, response) => {
    serve(request, response).catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'The local identity provider failed; its log says why.');
    });
  };

  const openUrl = issuer + key.path;
  return { issuer, audience, clientId: consoleClientId, openUrl, mountPath, handler, close: () => store.close() };
};
