import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ConsoleAddresses, formTargets, originsOf } from './console-addresses.js';
import { addDemoUserGrant } from './demo-user-grant.js';
import { writeIdentityAddress } from './identity-address.js';
import { loadIdentitySecrets } from './identity-secrets.js';
import type { Log } from './log.js';
import { assertOwnMachine, comesFromThisMachine } from './loopback.js';
import { consoleClientId, providerConfiguration, resourceServerInfo } from './provider-configuration.js';
import { signInRoute } from './sign-in-route.js';
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

/** Requests, of all providers of the process: they share one request context. */
let inHand = 0;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface LocalOpenIdProvider {
  readonly issuer: string;
  readonly audience: string;
  /** The console's client. */
  readonly clientId: string;
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
 * A real OpenID provider with demo users and no passwords, for one person's own machine. Loaded when it is called, because
 * an installation with a provider of its own never needs it.
 * Throws where it could be reached from elsewhere, in production, and `CorruptIdentitySecretsError`.
 */
export const createLocalOpenIdProvider = async (options: LocalOpenIdProviderOptions): Promise<LocalOpenIdProvider> => {
  const { issuer, dataDir, audience, consoles, accessTokenLifetime = 3600, log } = options;
  assertOwnMachine({ ...options, ...consoles, environment: process.env['NODE_ENV'] });
  // Not the package's front door: that prints a warning about Node 20 on which, as the tests show, all this works.
  const { Provider } = await import('oidc-provider/lib/provider.js');
  const { InvalidRequest, InvalidTarget } = await import('oidc-provider/lib/helpers/errors.js');
  const { default: requestContext } = await import('oidc-provider/lib/helpers/als.js');

  const secrets = await loadIdentitySecrets(dataDir);
  const store = await SignInStore.open(dataDir, log);
  const provider = new Provider(
    issuer,
    providerConfiguration({ issuer, audience, consoles, accessTokenLifetime, secrets, store, InvalidTarget }),
  );
  addDemoUserGrant(provider, {
    audience,
    resourceServer: resourceServerInfo({ audience, accessTokenLifetime }),
    InvalidRequest,
  });
  const failed = (error: unknown): void => log({ level: 'error', msg: 'local-openid-provider-failed', error });
  provider.on('error', failed);
  provider.on('server_error', (_, error) => failed(error));
  await writeIdentityAddress(dataDir, issuer);

  const mountPath = new URL(issuer).pathname.replace(/\/$/, '');
  const origins = originsOf(consoles.onAnyPort === true ? [issuer] : [issuer, ...consoles.redirectUris]);
  const hosts = origins.map((origin) => new URL(origin).host);
  const targets = formTargets(consoles);
  const consoleUrl = consoles.onAnyPort === true ? undefined : consoles.redirectUris[0];
  const signIn = signInRoute({ provider, origins, targets, consoleUrl });
  const openId = provider.callback();

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!comesFromThisMachine(request.socket.remoteAddress)) return refuse(response, 403, 'For this machine only.');
    // Another name for this address would be somebody's web site that lets its name point here.
    if (!hosts.includes(request.headers.host ?? '')) return refuse(response, 421, `Use ${issuer}.`);
    unmount(request, mountPath);
    inHand += 1;
    try {
      await (request.url?.startsWith('/interaction/') === true ? signIn : openId)(request, response);
    } finally {
      inHand -= 1;
      // once used, it has Node track every promise of the process: a tenth of the time of every request to the API
      if (inHand === 0) requestContext.disable();
    }
  };

  const handler: Handler = (request, response) => {
    serve(request, response).catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'The local identity provider failed; its log says why.');
    });
  };

  return { issuer, audience, clientId: consoleClientId, mountPath, handler, close: () => store.close() };
};
