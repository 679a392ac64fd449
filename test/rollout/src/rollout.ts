import type { ApiUser } from '../../crash/src/api-user.js';
import type { Verdict } from '../../crash/src/verdict.js';
import type { MemberName } from '../../support/deployment.js';
import type { RollingDeployment } from './rolling-deployment.js';
import { revisionOf, VersionWatch, type Watched, type Written } from './version-watch.js';

const LOAD_MS = 4_000;

/** The load of a step, not a wait for anything. */
const load = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOAD_MS));

/** Versions come and go, while somebody renames a project without end and every API in service is asked for it. */
export class Rollout {
  /** Of APIs that have gone, and at the end of all. */
  private readonly watches: VersionWatch[] = [];
  private readonly current = new Map<MemberName, VersionWatch>();
  private written: Written = { position: '0', revision: 0 };
  private isRenaming = true;

  constructor(
    private readonly rolling: RollingDeployment,
    private readonly watcher: ApiUser,
    private readonly watched: Watched,
  ) {}

  /** Until `end()`: what it is answered is what everybody must be able to read. */
  async rename(): Promise<void> {
    const path = `/projects/${this.watched.projectId}`;
    for (let count = 1; this.isRenaming; count += 1) {
      const { headers } = await this.watcher.send({ method: 'GET', path });
      const reply = await this.watcher.command('PATCH', path, { name: `Watched ${count}` }, headers.get('etag') ?? '');
      if (reply !== undefined) this.noteWritten(reply.headers);
    }
  }

  private noteWritten(headers: Headers): void {
    const position = headers.get('position');
    if (position !== null) this.written = { position, revision: revisionOf(headers) };
  }

  /** Of an API that runs already. */
  watchRunning(member: MemberName): void {
    this.watch(member, this.written);
  }

  /** One after the other, each is ready before the next; then all of them work for a while. */
  async start(...members: readonly MemberName[]): Promise<void> {
    for (const member of members) await this.startOne(member);
    await load();
  }

  /** Started together: a worker's read models may be what an API waits for. */
  async startAtOnce(...members: readonly MemberName[]): Promise<void> {
    await Promise.all(members.map((member) => this.startOne(member)));
    await load();
  }

  /** One after the other, each told to end while the others work. */
  async stop(...members: readonly MemberName[]): Promise<void> {
    for (const member of members) {
      await this.leave(member);
      await this.rolling.stop(member);
      await load();
    }
  }

  async end(): Promise<void> {
    this.isRenaming = false;
    for (const member of [...this.current.keys()]) await this.leave(member);
  }

  /** What the APIs answered while they were in service. */
  verdict(): Verdict {
    const { watches } = this;
    const reads = watches.reduce((sum, watch) => sum + watch.reads, 0);
    const refusals = watches.reduce((sum, watch) => sum + watch.refusals, 0);
    return {
      what: `${reads} reads of ${watches.length} APIs: none stale, none back in time, none empty, the session running in all (${refusals} were refused for the moment)`,
      problems: watches.flatMap(({ problems }) => problems),
    };
  }

  /** An API is watched from when it is ready until just before it is told to go. */
  private async startOne(member: MemberName): Promise<void> {
    const { written } = this;
    await this.rolling.start(member);
    if (member.startsWith('api')) this.watch(member, written);
  }

  private watch(member: MemberName, since: Written): void {
    const url = this.rolling.deployment.url(member);
    this.current.set(member, new VersionWatch(member, url, this.watched, since, () => this.written));
  }

  private async leave(member: MemberName): Promise<void> {
    const watch = this.current.get(member);
    if (watch === undefined) return;
    this.current.delete(member);
    await watch.end();
    this.watches.push(watch);
  }
}
