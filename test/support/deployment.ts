import { demoToken } from './demo-token.js';
import { freePort } from './free-port.js';
import { type PartName, PartProcess } from './part-process.js';
import type { ProgramOptions } from './program.js';

/** Two of each but the stores. */
export const memberNames = ['stores', 'api-1', 'api-2', 'worker-1', 'worker-2', 'gateway-1', 'gateway-2'] as const;
export type MemberName = (typeof memberNames)[number];

const partOf = (member: MemberName): PartName => member.split('-')[0] as PartName;

/** Where each member listens; the same again after it was killed. */
interface Ports {
  readonly main: number;
  readonly operations: number;
}

/** The parts of the program as processes of their own, on one data directory of this machine, each on ports that it keeps. */
export class Deployment {
  private readonly processes = new Map<MemberName, PartProcess>();

  private constructor(
    readonly dataDir: string,
    private readonly ports: ReadonlyMap<MemberName, Ports>,
    private readonly settings: NodeJS.ProcessEnv,
    private readonly options: (member: MemberName) => ProgramOptions,
  ) {}

  /** Nothing is started yet. */
  static async in(
    dataDir: string,
    settings: NodeJS.ProcessEnv = {},
    options: (member: MemberName) => ProgramOptions = () => ({}),
  ): Promise<Deployment> {
    const ports = new Map<MemberName, Ports>();
    for (const member of memberNames) ports.set(member, { main: await freePort(), operations: await freePort() });
    const shared = { EVENTSTORE_PORT: String(await freePort()), MONGODB_PORT: String(await freePort()) };
    return new Deployment(dataDir, ports, { ...shared, ...settings }, options);
  }

  /** All of them, the stores first. Rejects when one does not start. */
  async start(): Promise<void> {
    await this.startOne('stores');
    await Promise.all(memberNames.filter((member) => member !== 'stores').map((member) => this.startOne(member)));
  }

  /** Resolves when it is ready. */
  async startOne(member: MemberName): Promise<void> {
    await this.spawn(member).ready();
  }

  /** As it is started, not ready yet. */
  spawn(member: MemberName): PartProcess {
    const started = new PartProcess(partOf(member), this.settingsOf(member), this.options(member));
    this.processes.set(member, started);
    return started;
  }

  async kill(member: MemberName): Promise<void> {
    await this.processes.get(member)?.end('SIGKILL');
  }

  process(member: MemberName): PartProcess {
    const found = this.processes.get(member);
    if (found === undefined) throw new Error(`${member} was never started`);
    return found;
  }

  /** The API's address, the gateway's; of others that of their operations. */
  url(member: MemberName): string {
    const part = partOf(member);
    const { main, operations } = this.portsOf(member);
    return `http://127.0.0.1:${part === 'api' || part === 'gateway' ? main : operations}`;
  }

  operationsUrl(member: MemberName): string {
    const { main, operations } = this.portsOf(member);
    return `http://127.0.0.1:${partOf(member) === 'api' ? main : operations}`;
  }

  /** An access token of a demo user, as `npm run token` prints it. */
  token(user: string): Promise<string> {
    return demoToken(user, { DATA_DIR: this.dataDir });
  }

  /** As an operator stops it: the stores last. */
  async end(): Promise<void> {
    await Promise.all([...this.processes].filter(([name]) => name !== 'stores').map(([, one]) => one.end()));
    await this.processes.get('stores')?.end();
  }

  private portsOf(member: MemberName): Ports {
    const ports = this.ports.get(member);
    if (ports === undefined) throw new Error(`no ports for ${member}`);
    return ports;
  }

  private settingsOf(member: MemberName): NodeJS.ProcessEnv {
    const { main, operations } = this.portsOf(member);
    const gateway = String(this.portsOf('gateway-1').main);
    return {
      LOG_LEVEL: 'warn',
      JUPYTER_LAB: 'none',
      SHUTDOWN_DELAY: '0',
      ...this.settings,
      DATA_DIR: this.dataDir,
      PORT: String(partOf(member) === 'api' ? main : this.portsOf('api-1').main),
      SESSIONS_PORT: partOf(member) === 'gateway' ? String(main) : gateway,
      OPERATIONS_PORT: String(operations),
    };
  }
}
