import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../../apps/standalone/src/local-openid-provider/request-token.js';
import { freePort } from '../../support/free-port.js';
import { Program } from '../../support/program.js';
import { endSessions } from '../../support/session-processes.js';
import { StandaloneProcess } from '../../support/standalone-process.js';
import { until } from '../../support/until.js';
import { Person, type Seen } from './person.js';

const demoUsers = ['ada', 'grace', 'linus', 'audrey'] as const;
type DemoUser = (typeof demoUsers)[number];

const READABLE_MS = 30_000;

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly detail?: string }>>;
  readonly problems: readonly { readonly check: string; readonly detail: string }[];
}

/** The standalone as `npm start` runs it, on a data directory of its own, and those who use it. */
export class System {
  private readonly seen: Seen = { position: 0n };
  private people = new Map<string, Person>();

  private constructor(
    readonly dataDir: string,
    readonly settings: NodeJS.ProcessEnv,
    public program: StandaloneProcess,
    public url: string,
  ) {}

  /** `meanwhile` is done while it starts. */
  static async start(
    settings: NodeJS.ProcessEnv = {},
    meanwhile: (program: StandaloneProcess) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<System> {
    const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-e2e-'));
    const program = await startProgram(dataDir, settings);
    try {
      await meanwhile(program);
      const system = new System(dataDir, settings, program, await program.ready());
      await system.untilReadable();
      return system;
    } catch (error) {
      await program.end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Once more on the same data, after `program` has ended. */
  async restart(): Promise<void> {
    this.program = await startProgram(this.dataDir, this.settings);
    this.url = await this.program.ready();
    this.people = new Map();
    await this.untilReadable();
  }

  /** A start waits three seconds for its read models; on a busy machine they take longer, and reads are refused until then. */
  private async untilReadable(): Promise<void> {
    const isBuilt = async () => (await this.readiness()).body.checks['read-models']?.status !== 'down';
    await until('its read models are built', isBuilt, READABLE_MS);
  }

  async person(name: DemoUser): Promise<Person> {
    const known = this.people.get(name);
    if (known !== undefined) return known;
    const token = await this.token(name);
    const response = await fetch(`${this.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${name} is not known: ${response.status} ${await response.text()}`);
    const { userId } = (await response.json()) as { userId: string };
    const person = new Person(this.url, token, userId, this.seen);
    this.people.set(name, person);
    return person;
  }

  async everybody(): Promise<Record<DemoUser, Person>> {
    const entries = await Promise.all(demoUsers.map(async (name) => [name, await this.person(name)] as const));
    return Object.fromEntries(entries) as Record<DemoUser, Person>;
  }

  /** As `npm run token` prints it. */
  token(username: DemoUser): Promise<string> {
    return requestToken({ username, dataDir: this.dataDir, port: new URL(this.url).port });
  }

  openUrl(): Promise<string> {
    return this.program.openUrl();
  }

  /** `renku-sessions …` on this data directory. */
  cli(...args: readonly string[]): Program {
    return new Program('bin/renku-sessions.js', args, { DATA_DIR: this.dataDir });
  }

  async readiness(): Promise<{ status: number; body: Readiness }> {
    const response = await fetch(`${this.url}/readyz`);
    return { status: response.status, body: (await response.json()) as Readiness };
  }

  async remove(): Promise<void> {
    await this.program.end();
    await endSessions(this.dataDir);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** On ports of its own: what PORT=0 finds free at first may be somebody else's once the rest has started. */
export const startProgram = async (dataDir: string, settings: NodeJS.ProcessEnv = {}): Promise<StandaloneProcess> =>
  new StandaloneProcess({
    PORT: String(await freePort()),
    SESSIONS_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
    JUPYTER_LAB: 'none',
    DATA_DIR: dataDir,
    ...settings,
  });
