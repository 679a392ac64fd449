import { readRunningStores } from '#libs/settings';
import { demoUserGrantType, tokenClientId } from './demo-user-grant.js';
import { readIdentityAddress } from './identity-address.js';
import { readIdentitySecrets } from './identity-secrets.js';

export interface TokenRequest {
  readonly username: string;
  readonly dataDir: string;
  /** As set by the user; without it, the address at which this data directory's standalone was started last. */
  readonly port: string | undefined;
}

/** The message is all a person needs to know. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

const portNumber = (port: string): string => {
  const number = Number(port);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return port;
  throw new TokenError(`PORT must be a number from 1 to 65535, not ${JSON.stringify(port)}.`);
};

const issuerFor = async ({ dataDir, port }: TokenRequest): Promise<string> => {
  // who has the data directory says so; the other address may be of one that was refused it
  const running = (await readRunningStores(dataDir))?.issuer;
  const issuer = new URL(running ?? (await readIdentityAddress(dataDir)) ?? 'http://127.0.0.1:3000/oidc');
  if (port !== undefined) issuer.port = portNumber(port);
  return issuer.href;
};

const ask = async (issuer: string, secret: string, username: string): Promise<Response> => {
  try {
    return await fetch(`${issuer}/token`, {
      method: 'POST',
      signal: AbortSignal.timeout(10_000),
      headers: { authorization: `Basic ${Buffer.from(`${tokenClientId}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: demoUserGrantType, username }),
    });
  } catch {
    throw new TokenError(`Nothing answers at ${issuer}. Is it running (npm start)? Set PORT as you set it there.`);
  }
};

const parse = async (answer: Response): Promise<Readonly<Record<string, unknown>>> => {
  try {
    return (await answer.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const refusal = (issuer: string, dataDir: string, error: unknown, description: unknown): string => {
  if (error === 'invalid_client') {
    return `The standalone at ${issuer} uses another data directory than ${dataDir}. Set DATA_DIR as you set it there.`;
  }
  if (typeof description === 'string') return `No token: ${description}.`;
  return `What answers at ${issuer} is not the standalone's identity provider. Set PORT as you set it there.`;
};

/** An access token of a demo user from the running standalone. Throws `TokenError` and `CorruptIdentitySecretsError`. */
export const requestToken = async (request: TokenRequest): Promise<string> => {
  const { dataDir, username } = request;
  const secrets = await readIdentitySecrets(dataDir);
  if (secrets === undefined) {
    throw new TokenError(
      `No standalone was ever started with the data directory ${dataDir}. Start one, or set DATA_DIR.`,
    );
  }
  const issuer = await issuerFor(request);
  const {
    access_token: token,
    error,
    error_description: description,
  } = await parse(await ask(issuer, secrets.tokenClientSecret, username));
  if (typeof token !== 'string') throw new TokenError(refusal(issuer, dataDir, error, description));
  return token;
};
