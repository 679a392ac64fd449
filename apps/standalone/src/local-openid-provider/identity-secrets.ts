import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { readPrivateFile, writePrivateFile } from '../private-file.js';

const schema = z.strictObject({
  signingKey: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    kid: z.string().min(1),
    x: z.string(),
    y: z.string(),
    d: z.string(),
  }),
  cookieKey: z.string().min(32),
  tokenClientSecret: z.string().min(32),
});

/** What must outlive a restart, or nobody's token would: the signing key, the cookies' key, the token command's secret. */
export type IdentitySecrets = z.infer<typeof schema>;

const fileIn = (dataDir: string): string => join(dataDir, 'identity', 'secrets.json');

export class CorruptIdentitySecretsError extends Error {
  override readonly name = 'CorruptIdentitySecretsError';

  constructor(path: string, problem: string) {
    super(
      `The local identity provider's keys in ${path} cannot be used: ${problem}. ` +
        'Restore the file from a backup, or delete it: a new one is made, and everybody has to sign in again.',
    );
  }
}

const problemOf = (error: unknown): string => {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, code }) => `${path.join('.') || 'file'}: ${code}`).join(', ');
  }
  return error instanceof SyntaxError ? 'it is not JSON' : 'the signing key is not a key';
};

const parse = async (path: string, text: string): Promise<IdentitySecrets> => {
  try {
    const secrets = schema.parse(JSON.parse(text));
    await importJWK(secrets.signingKey, 'ES256');
    return secrets;
  } catch (cause) {
    throw new CorruptIdentitySecretsError(path, problemOf(cause));
  }
};

const generate = async (): Promise<IdentitySecrets> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(9).toString('base64url');
  return schema.parse({
    signingKey: { ...(await exportJWK(privateKey)), kid },
    cookieKey: randomBytes(32).toString('base64url'),
    tokenClientSecret: randomBytes(32).toString('base64url'),
  });
};

/** The secrets of an installation that has run once, or `undefined`. Throws `CorruptIdentitySecretsError`. */
export const readIdentitySecrets = async (dataDir: string): Promise<IdentitySecrets | undefined> => {
  const text = await readPrivateFile(fileIn(dataDir));
  return text === undefined ? undefined : await parse(fileIn(dataDir), text);
};

/** Reads the secrets, or makes them at the first start. Throws `CorruptIdentitySecretsError`. */
export const loadIdentitySecrets = async (dataDir: string): Promise<IdentitySecrets> => {
  const known = await readIdentitySecrets(dataDir);
  if (known !== undefined) return known;
  const secrets = await generate();
  await writePrivateFile(fileIn(dataDir), `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
};
