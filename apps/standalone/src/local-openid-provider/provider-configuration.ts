import type { Client, Context, Grant } from 'oidc-provider/lib/provider.js';
import { type ConsoleAddresses, formTargets, isConsole } from './console-addresses.js';
import { demoUserGrantType, tokenClientId } from './demo-user-grant.js';
import { claimsOf, demoUserNamed } from './demo-users.js';
import type { IdentitySecrets } from './identity-secrets.js';
import { messagePage, pageHeaders, signOutPage } from './pages.js';
import { signInAdapter } from './sign-in-adapter.js';
import type { SignInStore } from './sign-in-store.js';

export const consoleClientId = 'renku-sessions-console';
const days = 24 * 60 * 60;
const scope = 'openid profile email';

interface ProviderSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly consoles: ConsoleAddresses;
  readonly accessTokenLifetime: number;
  readonly secrets: IdentitySecrets;
  readonly store: SignInStore;
  readonly InvalidTarget: new (description?: string) => Error;
}

/** The audience's tokens: JWTs that the API verifies by itself. */
export const resourceServerInfo = (settings: Pick<ProviderSettings, 'audience' | 'accessTokenLifetime'>) => ({
  audience: settings.audience,
  scope: '',
  accessTokenTTL: settings.accessTokenLifetime,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'ES256' } },
});

const clients = ({ consoles: { redirectUris, onAnyPort }, secrets }: ProviderSettings) => [
  {
    client_id: consoleClientId,
    client_name: 'Renku sessions',
    // of a native one the port of a loopback address is not looked at
    application_type: onAnyPort === true ? 'native' : 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris,
    scope,
    id_token_signed_response_alg: 'ES256',
  },
  {
    client_id: tokenClientId,
    client_secret: secrets.tokenClientSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: [demoUserGrantType],
    response_types: [],
    redirect_uris: [],
    scope: 'openid',
    id_token_signed_response_alg: 'ES256',
  },
];

/** Where a page leads back to; of several consoles it is not known which. */
const consoleUrlOf = ({ consoles: { redirectUris, onAnyPort } }: ProviderSettings): string | undefined =>
  onAnyPort === true ? undefined : redirectUris[0];

/** Our own console needs nobody's consent: what it asks for is granted as soon as it is known who it is. */
const grantFor = async (context: Context): Promise<Grant> => {
  const { client, provider, session } = context.oidc;
  const known = session.grantIdFor(client.clientId);
  const grant = known === undefined ? undefined : await provider.Grant.find(known);
  if (grant?.accountId === session.accountId) return grant;
  const fresh = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  fresh.addOIDCScope(scope);
  await fresh.save();
  return fresh;
};

const accountOf = (_: Context, username: string) => {
  const user = demoUserNamed(username);
  if (user === undefined) return undefined;
  return { accountId: username, claims: () => ({ sub: username, ...claimsOf(user) }) };
};

const show = (context: Context, html: string, formTargets: readonly string[]): void => {
  for (const [header, value] of Object.entries(pageHeaders(formTargets))) context.set(header, value);
  context.body = html;
};

const features = (settings: ProviderSettings) => ({
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  // An access token for the API cannot be used there, and the id token already says who it is.
  userinfo: { enabled: false },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => settings.audience,
    useGrantedResource: () => true,
    getResourceServerInfo: (_: Context, resource: string) => {
      if (resource !== settings.audience) throw new settings.InvalidTarget('this provider knows one resource, the API');
      return resourceServerInfo(settings);
    },
  },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (context: Context, form: string) => show(context, signOutPage(form), formTargets(settings.consoles)),
    postLogoutSuccessSource: (context: Context) =>
      show(
        context,
        messagePage('Signed out', 'See you again.', consoleUrlOf(settings)),
        formTargets(settings.consoles),
      ),
  },
});

const lifetimes = ({ accessTokenLifetime }: ProviderSettings) => ({
  AccessToken: accessTokenLifetime,
  AuthorizationCode: 60,
  IdToken: 3600,
  Interaction: 3600,
  RefreshToken: 14 * days,
  Session: 14 * days,
  Grant: 14 * days,
});

/** The settings of oidc-provider for one console, one API and the demo users. */
export const providerConfiguration = (settings: ProviderSettings): object => {
  const mountPath = new URL(settings.issuer).pathname.replace(/\/$/, '');
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true };
  return {
    adapter: signInAdapter(settings.store),
    clients: clients(settings),
    clientBasedCORS: (_: Context, origin: string) => isConsole(origin, settings.consoles),
    jwks: { keys: [{ ...settings.secrets.signingKey, alg: 'ES256', use: 'sig' }] },
    cookies: {
      keys: [settings.secrets.cookieKey],
      names: { session: 'openid_session', interaction: 'openid_sign_in', resume: 'openid_sign_in_resume' },
      long: { ...cookie, path: `${mountPath}/` },
      short: cookie,
    },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    scopes: scope.split(' '),
    responseTypes: ['code'],
    pkce: { required: () => true },
    features: features(settings),
    extraTokenClaims: (_: Context, token: { readonly accountId?: string }) => {
      const user = demoUserNamed(token.accountId);
      return user === undefined ? undefined : claimsOf(user);
    },
    findAccount: accountOf,
    loadExistingGrant: grantFor,
    issueRefreshToken: (_: Context, client: Client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    interactions: {
      url: (_: Context, { uid }: { readonly uid: string }) => `${mountPath}/interaction/${uid}`,
    },
    renderError: (context: Context, problem: { readonly error: string; readonly error_description?: string }) =>
      show(
        context,
        messagePage('Signing in did not work', problem.error_description ?? problem.error, consoleUrlOf(settings)),
        formTargets(settings.consoles),
      ),
    ttl: lifetimes(settings),
  };
};
