import { execFile } from 'node:child_process';
import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';

export interface TokenServer {
  /** As the registry is configured. */
  readonly configuration: Readonly<Record<string, string>>;
  /** How often it was asked. */
  asked: number;
  tokenFor(repository: string, actions: readonly string[]): Promise<string>;
  close(): void;
}

const SERVICE = 'renku-sessions-tests';
const ISSUER = 'token-server';

/** Gives everybody the right to pull what is below `public/`, and that of everything to whom it knows, as a registry's own token server does. */
export const startTokenServer = async (
  directory: string,
  known: { readonly username: string; readonly token: string },
): Promise<TokenServer> => {
  const authorization = `Basic ${Buffer.from(`${known.username}:${known.token}`).toString('base64')}`;
  const [keyFile, certificateFile] = [join(directory, 'token.key'), join(directory, 'token.crt')];
  const pair = ['-newkey', 'rsa:2048', '-nodes', '-days', '7', '-subj', `/CN=${ISSUER}`];
  await promisify(execFile)('openssl', ['req', '-x509', ...pair, '-keyout', keyFile, '-out', certificateFile]);
  const key = createPrivateKey(await readFile(keyFile));
  const x5c = [new X509Certificate(await readFile(certificateFile)).raw.toString('base64')];
  const tokenFor = (name: string, actions: readonly string[]): Promise<string> =>
    new SignJWT({ access: [{ type: 'repository', name, actions }] })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5c })
      .setIssuer(ISSUER)
      .setAudience(SERVICE)
      .setSubject('')
      .setJti(randomUUID())
      .setIssuedAt()
      .setNotBefore('0 s')
      .setExpirationTime('5 min')
      .sign(key);
  const server = createServer((request, response) => {
    tokens.asked += 1;
    const scope = new URL(request.url ?? '', 'http://x').searchParams.get('scope') ?? '';
    const [, repository = ''] = scope.split(':');
    const mayPull = repository.startsWith('public/') || request.headers.authorization === authorization;
    void tokenFor(repository, mayPull ? ['pull'] : []).then((token) =>
      response.end(JSON.stringify({ token, expires_in: 300 })),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const realm = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const tokens: TokenServer = {
    configuration: { realm, service: SERVICE, issuer: ISSUER, rootcertbundle: certificateFile },
    asked: 0,
    tokenFor,
    close: () => void server.close(),
  };
  return tokens;
};
