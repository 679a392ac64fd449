import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

const ALGORITHM = 'ES256';
const AUDIENCE = 'urn:renku-sessions:api';

/** An OpenID provider for as many people as are wanted: it tells its key, and signs. */
export class Issuer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly key: CryptoKey,
  ) {}

  /** On a free port of this address. */
  static async start(host = '127.0.0.1'): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
    const jwk = { ...(await exportJWK(publicKey)), alg: ALGORITHM, use: 'sig', kid: 'only' };
    const server = createServer((request, response) => {
      const isKeys = request.url === '/keys';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` }));
    });
    await new Promise<void>((listening) => server.listen(0, host, listening));
    const url = `http://${host}:${(server.address() as AddressInfo).port}`;
    return new Issuer(url, server, privateKey);
  }

  /** An access token for an hour. */
  token(subject: string): Promise<string> {
    return new SignJWT({ sub: subject, preferred_username: subject, name: subject })
      .setProtectedHeader({ alg: ALGORITHM, kid: 'only' })
      .setIssuer(this.url)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(this.key);
  }

  close(): void {
    this.server.close().closeAllConnections();
  }
}
