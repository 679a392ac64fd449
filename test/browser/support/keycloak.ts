import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { root } from '../../support/program.js';
import { until } from '../../support/until.js';

const admin = { name: 'operator', password: 'operator' };

/** The Keycloak that `tools/keycloak/install.sh` made; undefined where nobody named one in KEYCLOAK_HOME. */
export const keycloakHome = (): string | undefined => {
  const home = process.env['KEYCLOAK_HOME'];
  return home !== undefined && existsSync(home) ? home : undefined;
};

export interface RealmChanges {
  /** Where browsers may come back to. */
  readonly consoleUrl: string;
  readonly accessTokenLifespanSeconds: number;
}

/** A real Keycloak with the realm of `deploy/keycloak`, with its own empty database. */
export class Keycloak {
  private constructor(
    readonly url: string,
    private readonly directory: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(home: string, changes: RealmChanges): Promise<Keycloak> {
    const directory = await mkdtemp(join(tmpdir(), 'keycloak-'));
    await mkdir(join(directory, 'data', 'import'), { recursive: true });
    await cp(join(home, 'bin'), join(directory, 'bin'), { recursive: true });
    for (const name of ['conf', 'lib', 'providers', 'themes']) await symlink(join(home, name), join(directory, name));
    await writeFile(join(directory, 'data', 'import', 'renku-realm.json'), await realm(changes));
    const [port, managementPort] = [await freePort(), await freePort()];
    const server = serve(directory, port, managementPort);
    const keycloak = new Keycloak(`http://127.0.0.1:${port}`, directory, server);
    await keycloak.untilReady(`http://127.0.0.1:${managementPort}/health/ready`);
    return keycloak;
  }

  get issuer(): string {
    return `${this.url}/realms/renku`;
  }

  /** As an administrator does it: the account and every sign-in of it are gone. */
  async deleteUser(username: string): Promise<void> {
    const users = `${this.url}/admin/realms/renku/users`;
    const headers = { Authorization: `Bearer ${await this.adminToken()}` };
    const found = await fetch(`${users}?exact=true&username=${username}`, { headers });
    const [user] = (await found.json()) as { id: string }[];
    const deleted = await fetch(`${users}/${user?.id}`, { method: 'DELETE', headers });
    if (!deleted.ok) throw new Error(`Keycloak answered ${deleted.status} to the deletion of ${username}.`);
  }

  async stop(): Promise<void> {
    const ended = once(this.server, 'close');
    if (this.server.exitCode === null && this.server.signalCode === null) {
      // kc.sh, and the Java that it started
      process.kill(-(this.server.pid ?? 0), 'SIGKILL');
      await ended;
    }
    await rm(this.directory, { recursive: true, force: true });
  }

  private async untilReady(url: string): Promise<void> {
    try {
      await until(
        () => 'Keycloak is ready',
        async () => {
          if (this.server.exitCode !== null) throw new Error(`Keycloak ended with ${this.server.exitCode}.`);
          const answer = await fetch(url).catch(() => undefined);
          return answer?.ok === true ? true : undefined;
        },
        120_000,
      );
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  private async adminToken(): Promise<string> {
    const answer = await fetch(`${this.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'admin-cli',
        username: admin.name,
        password: admin.password,
      }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}

const realm = async ({ consoleUrl, accessTokenLifespanSeconds }: RealmChanges): Promise<string> => {
  const text = await readFile(`${root}deploy/keycloak/renku-realm.json`, 'utf8');
  const given = JSON.parse(text) as { clients: { redirectUris: string[] }[] };
  return JSON.stringify({
    ...given,
    accessTokenLifespan: accessTokenLifespanSeconds,
    clients: given.clients.map((client) => ({ ...client, redirectUris: [`${consoleUrl}/*`] })),
  });
};

const serve = (directory: string, port: number, managementPort: number): ChildProcess => {
  const settings = {
    'http-enabled': 'true',
    'hostname-strict': 'false',
    'http-host': '127.0.0.1',
    'http-port': String(port),
    'http-management-port': String(managementPort),
  };
  return spawn(
    join(directory, 'bin', 'kc.sh'),
    [
      'start',
      '--optimized',
      '--import-realm',
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ],
    {
      env: {
        ...process.env,
        JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx512m',
        JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
        KC_BOOTSTRAP_ADMIN_USERNAME: admin.name,
        KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      },
      stdio: 'ignore',
      detached: true,
    },
  );
};
