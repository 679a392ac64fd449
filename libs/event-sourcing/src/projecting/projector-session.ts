import { lowestPosition } from '../following/lowest-position.js';
import type { TaskGroup } from '../supervising/task-group.js';
import type { Timing } from '../supervising/timing.js';
import type { Catalogue } from './catalogue.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { checkProjectedLog } from './check-projected-log.js';
import { type FedCollection, fedCollection } from './fed-collection.js';
import { groupBy } from './group-by.js';
import { type Progress, ProjectionRun, type RunContext } from './projection-run.js';
import type { ProjectorHealth } from './projector-health.js';

export interface SessionParts {
  readonly context: RunContext;
  readonly catalogue: Catalogue;
  readonly health: ProjectorHealth;
  readonly tasks: TaskGroup;
  readonly timing: Timing;
  readonly pollMs: number;
}

interface CatchUp {
  readonly run: ProjectionRun;
  readonly ending: AbortController;
}

/** Names the run at the front in the status and the log. */
const FRONT = 'projection';

/**
 * One worker's term. The collections that are furthest on are fed by the run at the front. Those that are behind (a new version,
 * a rebuild, a version that nobody fed for a while) catch up in runs of their own, those that are equally far together, and then
 * join the front. Nobody waits for them.
 */
export class ProjectorSession {
  private entries: readonly CatalogueEntry[] = [];
  private front: ProjectionRun | undefined;
  private readonly catchUps = new Map<string, CatchUp>();
  /** Where the log ended when a collection was begun to be fed. */
  private readonly ends = new Map<string, bigint>();

  constructor(private readonly parts: SessionParts) {}

  /** Starts everything in the task group. Throws when log or database cannot be reached, ForeignLogError. */
  async start(): Promise<void> {
    const { context, tasks } = this.parts;
    await checkProjectedLog(context.store, context.log);
    await this.plan();
    tasks.spawn('catalogue', () => this.lookAfterCatalogue());
  }

  private async lookAfterCatalogue(): Promise<void> {
    const { catalogue, tasks, timing, pollMs, health } = this.parts;
    await timing.sleep(pollMs, tasks.signal);
    if (tasks.signal.aborted) return;
    await this.plan();
    for (const [name, catchUp] of [...this.catchUps]) await this.joinFront(name, catchUp);
    await this.flip();
    await catalogue.dropRetired((names) => this.release(names));
    health.worked('catalogue');
  }

  /** Feeds what is to be fed and is not yet, and no more what is not. */
  private async plan(): Promise<void> {
    const { catalogue } = this.parts;
    this.entries = await catalogue.plan();
    const wanted = catalogue.collections(this.entries);
    const names = new Set(wanted.map(({ name }) => name));
    const fed = this.runs().flatMap((run) => run.collections.map(({ name }) => name));
    await this.release(fed.filter((name) => !names.has(name)));
    await this.feed(wanted.filter(({ name }) => !fed.includes(name)));
  }

  private async feed(collections: readonly FedCollection[]): Promise<void> {
    if (collections.length === 0) return;
    const { events, store } = this.parts.context;
    const checkpoints = await store.checkpoints(collections.map(({ name }) => name));
    const end = await events.head();
    for (const { name } of collections) this.ends.set(name, end);
    const byPosition = groupBy(collections, ({ name }) => checkpoints.get(name)?.position ?? 0n);
    for (const [position, group] of [...byPosition].toSorted(([a], [b]) => (a > b ? -1 : 1)))
      if (this.front === undefined) this.lead(group, position);
      else if (!(await this.front.join(group, position))) this.catchUp(group, position);
    this.reportPosition();
  }

  private lead(group: readonly FedCollection[], position: bigint): void {
    const { context, tasks } = this.parts;
    const front = new ProjectionRun(context, group, position, async (progress) => {
      this.report(FRONT, progress);
      await this.flip();
    });
    this.front = front;
    tasks.spawn(FRONT, () => front.follow(tasks.signal));
  }

  private catchUp(group: readonly FedCollection[], position: bigint): void {
    const { context, tasks } = this.parts;
    const name = group.map((collection) => collection.name).join(', ');
    const ending = new AbortController();
    const run = new ProjectionRun(context, group, position, async (progress) => {
      this.report(name, progress);
      if (await this.joinFront(name, { run, ending })) await this.flip();
    });
    this.catchUps.set(name, { run, ending });
    tasks.spawn(name, () => run.follow(AbortSignal.any([tasks.signal, ending.signal])), ending.signal);
  }

  private async joinFront(name: string, { run, ending }: CatchUp): Promise<boolean> {
    const isCatchingUp = (): boolean => this.catchUps.get(name)?.run === run;
    if (!isCatchingUp()) return false;
    const isReleased = run.collections.length === 0;
    if (!isReleased && (await this.front?.join(run.collections, run.position)) !== true) return false;
    // the run itself and whoever looks after the catalogue may both have come here
    if (!isCatchingUp()) return false;
    ending.abort();
    this.catchUps.delete(name);
    this.parts.health.worked(name);
    return true;
  }

  /** What was built and is as far as what it replaces, or where the log ended when it was begun if it replaces nothing, is read from now on. */
  private async flip(): Promise<void> {
    const { catalogue } = this.parts;
    for (const collection of this.front?.collections ?? []) {
      const { projection, target } = collection;
      const entry = this.entries.find(({ name }) => name === projection.name);
      if (entry?.building !== target.generation || !(await this.isComplete(collection, entry))) continue;
      const next = await catalogue.flip(collection);
      this.entries = this.entries.map((known) => (known.name === next.name ? next : known));
      this.reportPosition();
    }
  }

  private async isComplete({ projection, name }: FedCollection, { live }: CatalogueEntry): Promise<boolean> {
    const replaced = live === undefined ? undefined : fedCollection(projection, live).name;
    const names = replaced === undefined ? [name] : [name, replaced];
    const checkpoints = await this.parts.context.store.checkpoints(names);
    const at = (collection: string): bigint => checkpoints.get(collection)?.position ?? 0n;
    // under a steady load the end itself may never be reached
    if (replaced === undefined) return at(name) >= (this.ends.get(name) ?? 0n);
    // another worker may feed the replaced one further than this one has come
    return at(name) >= at(replaced);
  }

  private async release(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    for (const run of this.runs()) await run.release(names);
    for (const name of names) this.ends.delete(name);
    for (const [name, catchUp] of this.catchUps)
      if (catchUp.run.collections.length === 0) await this.joinFront(name, catchUp);
  }

  private runs(): ProjectionRun[] {
    const catchingUp = [...this.catchUps.values()].map(({ run }) => run);
    return this.front === undefined ? catchingUp : [this.front, ...catchingUp];
  }

  private report(name: string, progress: Progress): void {
    const { health } = this.parts;
    health.worked(name);
    health.progressed(progress);
    this.reportPosition();
  }

  private live(): FedCollection[] {
    const isLive = ({ projection, target }: FedCollection): boolean =>
      this.entries.some(({ name, live }) => name === projection.name && live === target.generation);
    return this.runs().flatMap((run) => run.collections.filter(isLive));
  }

  /** Of what queries read, the one that is furthest behind. */
  private reportPosition(): void {
    const live = new Set(this.live());
    const positions = this.runs().flatMap((run) =>
      run.collections.some((one) => live.has(one)) ? [run.position] : [],
    );
    this.parts.health.reached(lowestPosition(positions), this.front?.isCaughtUp === true);
  }
}
