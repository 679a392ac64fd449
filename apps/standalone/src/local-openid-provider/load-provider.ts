import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ConsoleAddresses, formTargets, originsOf } from './console-addresses.js';
import { addDemoUserGrant } from './demo-user-grant.js';
import type { IdentitySecrets } from './identity-secrets.js';
import { providerConfiguration, resourceServerInfo } from './provider-configuration.js';
import { signInRoute } from './sign-in-route.js';
import type { SignInStore } from './sign-in-store.js';

export interface ProviderParts {
  readonly issuer: string;
  readonly audience: string;
  readonly consoles: ConsoleAddresses;
  /** Seconds. */
  readonly accessTokenLifetime: number;
  readonly secrets: IdentitySecrets;
  readonly store: SignInStore;
  readonly failed: (error: unknown) => void;
}

/** A request below the provider's path, with that path removed. */
export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Requests, of all providers of the process: they share one request context. */
let inHand = 0;

/** The provider itself: two hundred files that an installation with another one never needs, nor who only looks around. */
export const loadProvider = async (parts: ProviderParts): Promise<Serve> => {
  const { issuer, audience, consoles, accessTokenLifetime, failed } = parts;
  // Not the package's main export: that prints a warning about Node 20 on which, as the tests show, all this works.
  const { Provider } = await import('oidc-provider/lib/provider.js');
  const { InvalidRequest, InvalidTarget } = await import('oidc-provider/lib/helpers/errors.js');
  const { default: requestContext } = await import('oidc-provider/lib/helpers/als.js');
  const provider = new Provider(issuer, providerConfiguration({ ...parts, InvalidTarget }));
  const resourceServer = resourceServerInfo({ audience, accessTokenLifetime });
  addDemoUserGrant(provider, { audience, resourceServer, InvalidRequest });
  provider.on('error', failed);
  provider.on('server_error', (_, error) => failed(error));
  const { onAnyPort = false, redirectUris } = consoles;
  const signIn = signInRoute({
    provider,
    origins: originsOf(onAnyPort ? [issuer] : [issuer, ...redirectUris]),
    targets: formTargets(consoles),
    consoleUrl: onAnyPort ? undefined : redirectUris[0],
  });
  const openId = provider.callback();
  return async (request, response) => {
    inHand += 1;
    try {
      await (request.url?.startsWith('/interaction/') === true ? signIn : openId)(request, response);
    } finally {
      inHand -= 1;
      // once used, it has Node track every promise of the process: a tenth of the time of every request to the API
      if (inHand === 0) requestContext.disable();
    }
  };
};
