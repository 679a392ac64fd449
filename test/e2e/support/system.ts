import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person, type Seen } from './person.js';
import { Program } from './program.js';
import { endSessions } from './session-processes.js';

const demoUsers = ['ada', 'grace', 'linus', 'audrey'] as const;
type DemoUser = (typeof demoUsers)[number];

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly detail?: string }>>;
}

/** The standalone as `npm start` runs it, on a data directory of its own, and those who use it. */
export class System {
  private readonly seen: Seen = { position: 0n };
  private people = new Map<string, Person>();

  private constructor(
    readonly dataDir: string,
    readonly settings: NodeJS.ProcessEnv,
    public program: Program,
    public url: string,
  ) {}

  /** `meanwhile` is done while it starts. */
  static async start(
    settings: NodeJS.ProcessEnv = {},
    meanwhile: (program: Program) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<System> {
    const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-e2e-'));
    const program = startProgram(dataDir, settings);
    try {
      await meanwhile(program);
      return new System(dataDir, settings, program, await program.says(ready));
    } catch (error) {
      await program.end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Once more on the same data, after `program` has ended. */
  async restart(): Promise<void> {
    this.program = startProgram(this.dataDir, this.settings);
    this.url = await this.program.says(ready);
    this.people = new Map();
  }

  async person(name: DemoUser): Promise<Person> {
    const known = this.people.get(name);
    if (known !== undefined) return known;
    const token = await this.token(name);
    const response = await fetch(`${this.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
    const { userId } = (await response.json()) as { userId: string };
    const person = new Person(this.url, token, userId, this.seen);
    this.people.set(name, person);
    return person;
  }

  async everybody(): Promise<Record<DemoUser, Person>> {
    const entries = await Promise.all(demoUsers.map(async (name) => [name, await this.person(name)] as const));
    return Object.fromEntries(entries) as Record<DemoUser, Person>;
  }

  async token(name: DemoUser): Promise<string> {
    const env = { PORT: new URL(this.url).port, DATA_DIR: this.dataDir };
    const { code, stdout, stderr } = await new Program('dist/apps/standalone/src/token.js', [name], env).ended();
    if (code !== 0) throw new Error(`no token for ${name}: ${stderr}`);
    return stdout.trim();
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

export const ready = /^renku-sessions ready (http:\S+)$/m;

export const startProgram = (dataDir: string, settings: NodeJS.ProcessEnv = {}): Program =>
  new Program('dist/apps/standalone/src/main.js', [], {
    PORT: '0',
    LOG_LEVEL: 'warn',
    JUPYTER_LAB: 'none',
    DATA_DIR: dataDir,
    ...settings,
  });
