/** The public settings of this console, from /console.json. */
export interface ConsoleSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly scope: string;
}

/** OpenID Connect Discovery 1.0, the part that is used. */
export interface Provider {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly expires_in?: number;
}

/** The provider refused: the sign-in is over, and only a new one helps. */
export class SignInOver extends Error {
  override readonly name = 'SignInOver';
}

const readJson = async <Body>(url: string, init?: RequestInit): Promise<Body> => {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url, location.origin).pathname} answered ${response.status}.`);
  return (await response.json()) as Body;
};

export const readSettings = (): Promise<ConsoleSettings> => readJson<ConsoleSettings>('/console.json');

export const discover = async ({ issuer }: ConsoleSettings): Promise<Provider> =>
  readJson<Provider>(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);

/** RFC 8707: the API is the resource; only an absolute URI can name one. */
const resourceOf = ({ audience }: ConsoleSettings): Record<string, string> =>
  URL.canParse(audience) ? { resource: audience } : {};

export interface AuthorizationRequest {
  readonly state: string;
  readonly challenge: string;
  readonly redirectUri: string;
  /** Ask who it is even where the provider knows somebody. */
  readonly switchUser: boolean;
}

/** Authorization code flow with PKCE (RFC 7636). */
export const authorizationUrl = (
  provider: Provider,
  settings: ConsoleSettings,
  request: AuthorizationRequest,
): string => {
  const url = new URL(provider.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: request.redirectUri,
    scope: settings.scope,
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    ...resourceOf(settings),
    ...(request.switchUser ? { prompt: 'login' } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
};

const askForTokens = async (
  provider: Provider,
  settings: ConsoleSettings,
  form: Record<string, string>,
): Promise<Tokens> => {
  const body = new URLSearchParams({ client_id: settings.clientId, ...resourceOf(settings), ...form });
  const response = await fetch(provider.token_endpoint, { method: 'POST', body });
  if (response.status >= 400 && response.status < 500) throw new SignInOver('Your sign-in has ended.');
  if (!response.ok) throw new Error(`The identity provider answered ${response.status}. Try again.`);
  const answer = (await response.json()) as TokenAnswer;
  return {
    accessToken: answer.access_token,
    expiresAt: Date.now() + (answer.expires_in ?? 300) * 1000,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(answer.id_token === undefined ? {} : { idToken: answer.id_token }),
  };
};

export const redeemCode = (
  provider: Provider,
  settings: ConsoleSettings,
  grant: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<Tokens> =>
  askForTokens(provider, settings, {
    grant_type: 'authorization_code',
    code: grant.code,
    code_verifier: grant.verifier,
    redirect_uri: grant.redirectUri,
  });

/** Refresh tokens rotate: what is absent in the answer is as it was. */
export const redeemRefreshToken = async (
  provider: Provider,
  settings: ConsoleSettings,
  tokens: Tokens,
): Promise<Tokens> => {
  if (tokens.refreshToken === undefined) throw new SignInOver('Your sign-in has ended.');
  const renewed = await askForTokens(provider, settings, {
    grant_type: 'refresh_token',
    refresh_token: tokens.refreshToken,
  });
  return { ...tokens, ...renewed };
};

/** RP-initiated logout 1.0; undefined where the provider has none. */
export const signOutUrl = (
  provider: Provider,
  settings: ConsoleSettings,
  idToken: string | undefined,
  home: string,
): string | undefined => {
  if (provider.end_session_endpoint === undefined) return undefined;
  const url = new URL(provider.end_session_endpoint);
  url.searchParams.set('client_id', settings.clientId);
  url.searchParams.set('post_logout_redirect_uri', home);
  if (idToken !== undefined) url.searchParams.set('id_token_hint', idToken);
  return url.href;
};
