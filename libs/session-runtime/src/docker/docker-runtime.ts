import type Docker from 'dockerode';
import { OutboundAccess, type OutboundRules, proxyFor } from '#libs/outbound';
import { assertNamesBelowWork } from '../assert-names-below-work.js';
import { CLONE_TIMEOUT_MS } from '../cloning/clone-timeout-ms.js';
import type { CloneRoom } from '../cloning/room-guard.js';
import { KeyedQueue } from '../keyed-queue.js';
import { extraAuthorities, minimalEnvironment } from '../minimal-environment.js';
import { observeRuns } from '../observing/observe-runs.js';
import type { RepositoryCredentials } from '../repository-credentials.js';
import { type Observed, type RunKey, type RunSpec, RuntimeBusyError, type SessionRuntime } from '../session-runtime.js';
import { sessionToken } from '../session-token.js';
import type { StorageSources } from '../storages/storage-sources.js';
import { DockerFeed } from './docker-feed.js';
import { DockerInstallation } from './docker-installation.js';
import { InstallationScope } from './installation-scope.js';
import { observedOf } from './observed-of.js';
import type { PullCredentials } from './pull-image.js';
import { removeRemains } from './remove-remains.js';
import { RunEndings } from './run-endings.js';
import type { RunObjects } from './run-objects.js';
import { RunStarts } from './run-starts.js';

export interface DockerRuntimeSettings {
  readonly docker: Docker;
  /** Of the log. */
  readonly installation: () => Promise<string>;
  /** What the tokens of sessions are made from. */
  readonly secret: string;
  readonly git: string | undefined;
  readonly outbound: OutboundRules;
  readonly pullCredentials?: PullCredentials | undefined;
  readonly credentials?: RepositoryCredentials | undefined;
  readonly storages: StorageSources;
  readonly graceMs: number;
  readonly cloneRoom: CloneRoom;
  readonly onError: (error: unknown) => void;
  readonly retryMs: number;
  readonly closeMs?: number | undefined;
  /** Ends all calls of the engine that are under way. */
  readonly giveUp: () => void;
}

/**
 * Sessions as containers of the engine behind a Docker API. The engine holds all that is true of them: drivers of several
 * processes, now or after a crash, see the same. What is under way here is begun anew by whoever asks next.
 */
export class DockerRuntime implements SessionRuntime {
  private readonly feed: DockerFeed;
  private readonly starts: RunStarts;
  private readonly endings: RunEndings;
  /** What is looked at first is still true when it is acted upon. */
  private readonly work = new KeyedQueue();
  private readonly closing = new AbortController();
  /** With which the names of our objects begin, once it is known. */
  private prefix = '';
  private known: Promise<DockerInstallation> | undefined;

  constructor(private readonly settings: DockerRuntimeSettings) {
    const { docker, graceMs, onError, retryMs } = settings;
    const here = () => this.here();
    const onChange = () => this.feed.scheduleScan(0);
    this.feed = new DockerFeed({
      docker,
      look: () => this.lookAtAll(),
      concerns: (event) => event.includes(this.prefix),
      onError,
    });
    const partsOf = (spec: RunSpec, { scope }: DockerInstallation) => this.partsOf(spec, scope);
    this.starts = new RunStarts({ here, onChange, onError, retryMs, partsOf });
    this.endings = new RunEndings({ here, onChange, onError, graceMs, stopStart: (key) => this.starts.stop(key) });
  }

  async ensure(spec: RunSpec): Promise<void> {
    assertNamesBelowWork(spec);
    const here = await this.here();
    await here.epochs.admit(spec.epoch);
    return this.work.run(`disk ${spec.diskId}`, () =>
      this.work.run(`launch ${spec.launchId}`, () => this.make(here, spec)),
    );
  }

  list(): Promise<Observed[]> {
    return this.feed.scan();
  }

  async look(launchId: string): Promise<Observed[]> {
    return this.observedIn(await (await this.here()).runs(launchId));
  }

  observe(signal: AbortSignal): AsyncIterable<Observed> {
    return observeRuns(this.feed, [signal, this.closing.signal]);
  }

  async end(key: RunKey, epoch: bigint): Promise<void> {
    const here = await this.here();
    await here.epochs.admit(epoch);
    // Takes no turn: a start that takes long must not delay an end.
    const run = await here.run(key);
    if (run?.notes.run === undefined) return this.feed.tellGone(key);
    await here.notes.write('ending', key);
    this.endings.begin(key);
    this.feed.scheduleScan(0);
  }

  async discard(diskId: string, epoch: bigint): Promise<void> {
    const here = await this.here();
    await here.epochs.admit(epoch);
    return this.work.run(`disk ${diskId}`, async () => {
      const [user] = await here.usersOf(diskId);
      if (user !== undefined) throw inUse(diskId, user.key);
      await here.epochs.verify(epoch);
      await here.disks.discard(diskId);
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    // whoever comes next goes on from wherever this is
    const { giveUp, closeMs = 5_000 } = this.settings;
    const timer = setTimeout(giveUp, closeMs);
    await this.work.settled();
    await Promise.all([this.starts.close(), this.endings.close()]);
    await this.feed.close();
    clearTimeout(timer);
  }

  private async make(here: DockerInstallation, spec: RunSpec): Promise<void> {
    refuseOthers(spec, await here.runs(spec.launchId));
    const { author } = here;
    const { epoch, labels, diskId: disk } = spec;
    const more = { author, disk, epoch: String(epoch), project: labels.projectId, session: labels.sessionId };
    const note = await here.notes.write('run', spec, { ...more, user: labels.userId });
    const runs = await here.runs(spec.launchId);
    try {
      // Another process may have made another run since we looked. Both look again, so at least one gives way.
      refuseOthers(spec, runs);
    } catch (error) {
      if (note.author === author) await here.notes.forget('run', spec);
      throw error;
    }
    const [own] = this.observedIn(runs.filter(({ key: { run } }) => run === spec.run));
    if (own?.status === 'starting' && own.phase === 'stopping')
      throw new RuntimeBusyError(`Run ${spec.run} of ${spec.launchId} is being ended.`);
    if (own?.status === 'starting') this.starts.begin(spec);
    this.feed.scheduleScan(0);
  }

  private partsOf(spec: RunSpec, { installation }: InstallationScope) {
    const { git, cloneRoom: room, secret, outbound: rules } = this.settings;
    const { credentials, pullCredentials, storages } = this.settings;
    const environment = minimalEnvironment({});
    const outbound = new OutboundAccess(rules, { proxyFor: (url) => proxyFor(url, environment) });
    const credentialsOf = async (repositories: RunSpec['repositories']) =>
      credentials?.of(spec.labels.userId, repositories);
    const clone = {
      git,
      outbound,
      credentialsOf,
      environment: {},
      authorities: extraAuthorities(),
      timeoutMs: CLONE_TIMEOUT_MS,
      room,
      note: () => undefined,
    };
    return { token: sessionToken(secret, installation, spec), pullCredentials, clone, storages };
  }

  private async lookAtAll(): Promise<Observed[]> {
    const here = await this.here();
    const runs = await here.runs();
    const withoutStarts = (launchId: string, work: () => Promise<void>) => this.work.run(`launch ${launchId}`, work);
    const { onError } = this.settings;
    await removeRemains(here, runs, { withoutStarts, onError }).catch(onError);
    return this.observedIn(runs);
  }

  private observedIn(runs: readonly RunObjects[]): Observed[] {
    const observed = runs.map((run) => observedOf(run, this.starts.progressOf(run.key)));
    return observed.filter((run) => run !== undefined);
  }

  private here(): Promise<DockerInstallation> {
    this.known ??= this.settings
      .installation()
      .then((installation) => {
        const scope = new InstallationScope(installation);
        this.prefix = scope.prefix;
        return new DockerInstallation(this.settings.docker, scope);
      })
      .catch((error: unknown) => {
        this.known = undefined;
        throw error;
      });
    return this.known;
  }
}

function inUse(diskId: string, { launchId, run }: RunKey): RuntimeBusyError {
  return new RuntimeBusyError(`Disk ${diskId} is in use by run ${run} of ${launchId}. End that run first.`);
}

function refuseOthers({ launchId, run }: RunSpec, runs: readonly RunObjects[]): void {
  const other = runs.find(({ key, notes }) => key.run !== run && notes.run !== undefined);
  if (other === undefined) return;
  throw new RuntimeBusyError(`Run ${other.key.run} of ${launchId} still exists. End it before run ${run} starts.`);
}
