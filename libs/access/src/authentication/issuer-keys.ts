import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { IdentityProviderUnavailableError } from './identity-provider-unavailable-error.js';
import { InvalidTokenError } from './invalid-token-error.js';

export interface IssuerKeysOptions {
  readonly issuer: string;
  /** Where the keys are, if not where the issuer's discovery document says. */
  readonly jwksUri?: string | undefined;
  /** How long a set without the wanted key is believed before it is fetched again, milliseconds. Default 30 000. */
  readonly cooldown?: number | undefined;
}

/** The identity provider is waited for so long. */
const TIMEOUT_MS = 5_000;

export interface IssuerKeys {
  readonly key: JWTVerifyGetKey;
  /** Resolves once it is known where they are; rejects with `IdentityProviderUnavailableError`, and may be tried again. */
  readonly find: () => Promise<unknown>;
}

const describeFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
};

const fetchJson = async (address: string): Promise<Response> => {
  try {
    return await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: 'application/json' } });
  } catch (cause) {
    throw new IdentityProviderUnavailableError(address, describeFailure(cause), { cause });
  }
};

const parseDiscovery = async (address: string, answer: Response): Promise<Record<string, unknown>> => {
  try {
    return (await answer.json()) as Record<string, unknown>;
  } catch (cause) {
    throw new IdentityProviderUnavailableError(address, 'the discovery document is not JSON', { cause });
  }
};

/** Looked at, since an issuer that is misspelt has no discovery document either. */
const jwksUriWithoutDiscovery = async (base: string, address: string): Promise<string> => {
  const jwksUri = `${base}/jwks`;
  const { ok, status, body } = await fetchJson(jwksUri);
  await body?.cancel();
  if (!ok) throw new IdentityProviderUnavailableError(address, `it answered 404, and ${jwksUri} ${status}`);
  return jwksUri;
};

/** Follows OpenID Connect Discovery 1.0 §4; an issuer that has no discovery document is taken to keep `<issuer>/jwks`. */
const discoverJwksUri = async (issuer: string): Promise<string> => {
  const base = issuer.replace(/\/$/, '');
  const address = `${base}/.well-known/openid-configuration`;
  const answer = await fetchJson(address);
  if (answer.status === 404) {
    await answer.body?.cancel();
    return jwksUriWithoutDiscovery(base, address);
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new IdentityProviderUnavailableError(address, `it answered ${answer.status}`);
  }
  const document = await parseDiscovery(address, answer);
  if (document['issuer'] !== issuer) {
    throw new IdentityProviderUnavailableError(
      address,
      `its issuer is ${JSON.stringify(document['issuer'])} where the settings say ${JSON.stringify(issuer)}`,
    );
  }
  const jwksUri = document['jwks_uri'];
  if (typeof jwksUri !== 'string' || !URL.canParse(jwksUri)) {
    throw new IdentityProviderUnavailableError(address, 'the discovery document has no jwks_uri');
  }
  return jwksUri;
};

/** The token is at fault where the keys were there and none of them is meant; everything else is the provider's failure. */
const blame = (error: unknown, address: string): Error => {
  if (error instanceof errors.JWKSNoMatchingKey) return new InvalidTokenError('forged', { cause: error });
  if (error instanceof errors.JWKSMultipleMatchingKeys) return new InvalidTokenError('malformed', { cause: error });
  return new IdentityProviderUnavailableError(address, describeFailure(error), { cause: error });
};

/**
 * The issuer's public keys: found and fetched when the first token comes, kept for ten minutes, fetched again for an
 * unknown key but not more often than the cool-down. Throws `InvalidTokenError` or `IdentityProviderUnavailableError`.
 */
export const issuerKeys = ({ issuer, jwksUri, cooldown }: IssuerKeysOptions): IssuerKeys => {
  let found: Promise<RemoteJWKSet> | undefined;
  let address = jwksUri ?? issuer;

  const discover = async (): Promise<RemoteJWKSet> => {
    address = jwksUri ?? (await discoverJwksUri(issuer));
    return createRemoteJWKSet(new URL(address), {
      timeoutDuration: TIMEOUT_MS,
      ...(cooldown === undefined ? {} : { cooldownDuration: cooldown }),
    });
  };

  const keySet = async (): Promise<RemoteJWKSet> => {
    found ??= discover();
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };

  const key: JWTVerifyGetKey = async (header, token) => {
    const keys = await keySet();
    try {
      return await keys(header, token);
    } catch (error) {
      throw blame(error, address);
    }
  };

  return { key, find: keySet };
};
