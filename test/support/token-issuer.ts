import type { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const HOUR_S = 3_600;

interface Claims {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
}

/** What an API asks of an OpenID provider: its keys. Its tokens are for whom the test says. */
export class TokenIssuer {
  private constructor(
    readonly url: string,
    private readonly key: webcrypto.CryptoKey,
    private readonly server: Server,
  ) {}

  /** On a free port of this address. */
  static async start(host: string): Promise<TokenIssuer> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'only', alg: 'ES256' }] };
    const answers = new Map<string, object>([['/keys', keys]]);
    const server = createServer(({ url = '' }, response) => {
      response.writeHead(answers.has(url) ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answers.get(url) ?? {}));
    }).listen(0, host);
    await once(server, 'listening');
    const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
    answers.set('/.well-known/openid-configuration', { issuer, jwks_uri: `${issuer}/keys` });
    return new TokenIssuer(issuer, privateKey, server);
  }

  token(audience: string, claims: Claims): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims, iss: this.url, aud: audience, iat: now, exp: now + HOUR_S })
      .setProtectedHeader({ alg: 'ES256', kid: 'only' })
      .sign(this.key);
  }

  close(): void {
    this.server.close().closeAllConnections();
  }
}
