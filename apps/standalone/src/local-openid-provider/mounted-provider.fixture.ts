import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser } from './browser.fixture.js';
import type { ConsoleAddresses } from './console-addresses.js';
import { createLocalOpenIdProvider, type LocalOpenIdProvider } from './local-openid-provider.js';
import { consoleClientId } from './provider-configuration.js';

export const audience = 'urn:renku-sessions:api';

interface Settings {
  readonly accessTokenLifetime?: number;
  readonly consoles?: ConsoleAddresses;
}

/**
 * The provider on a plain HTTP server, beside something else: `/` stands for the console. A restart keeps the server, so
 * that nobody can take its port meanwhile.
 */
export class MountedProvider {
  readonly logged: unknown[] = [];
  #provider: LocalOpenIdProvider | undefined;

  private constructor(
    private readonly server: Server,
    private readonly dataDir: string,
    readonly port: number,
  ) {
    server.on('request', (request, response) => {
      if (this.#provider !== undefined && request.url?.startsWith('/oidc/')) this.#provider.handler(request, response);
      else response.end('console');
    });
  }

  static async start(dataDir: string): Promise<MountedProvider> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const mounted = new MountedProvider(server, dataDir, (server.address() as AddressInfo).port);
    try {
      await mounted.begin();
    } catch (error) {
      await mounted.close();
      throw error;
    }
    return mounted;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}/oidc`;
  }

  get consoleUrl(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** What whoever starts the program is shown. */
  get openUrl(): string {
    return this.#provider?.openUrl ?? '';
  }

  /** A browser that has opened the printed address. */
  async browser(): Promise<Browser> {
    const browser = new Browser();
    await browser.request(this.openUrl);
    return browser;
  }

  /** Where a console sends a browser to sign in. */
  authorization(codeVerifier: string, parameters: Record<string, string> = {}): string {
    return `${this.issuer}/auth?${new URLSearchParams({
      client_id: consoleClientId,
      redirect_uri: this.consoleUrl,
      response_type: 'code',
      scope: 'openid profile email',
      state: 'a-state',
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...parameters,
    }).toString()}`;
  }

  async begin(settings: Settings = {}): Promise<void> {
    this.#provider = await createLocalOpenIdProvider({
      issuer: this.issuer,
      host: '127.0.0.1',
      dataDir: this.dataDir,
      audience,
      consoles: { redirectUris: [this.consoleUrl, `http://localhost:${this.port}/`] },
      log: (event) => this.logged.push(event),
      ...settings,
    });
  }

  async end(): Promise<void> {
    await this.#provider?.close();
    this.#provider = undefined;
  }

  async restart(settings: Settings = {}): Promise<void> {
    await this.end();
    await this.begin(settings);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
    await this.end();
  }
}
