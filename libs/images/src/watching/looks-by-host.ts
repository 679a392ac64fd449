import { CodeHostError } from '#libs/code-hosts';
import { backOffMs, type Log, type Timing } from '#libs/event-sourcing';
import type { LookedAt } from '../looking/repository-look.js';

interface Options {
  /** Whether something that it did not find may soon be there. Rejects where the host cannot be asked just now. */
  readonly look: (repository: LookedAt) => Promise<boolean>;
  readonly timing: Timing;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const AT_ONCE = 2;
/** Registries tell of an image before its tag is written: Distribution does, and a busy one takes its time. */
const ONCE_MORE_MS = 5_000;
const PAUSES = { firstMs: 1_000, maxMs: 300_000 };

export interface Asked {
  /** Somebody says that there is something new. */
  readonly isHint?: boolean;
  /** Of a poll: once it aborts, somebody else looks. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly repository: LookedAt;
  /** Undefined: it is looked at in any case. */
  readonly signal: AbortSignal | undefined;
}

/** What the host says, no longer than we would wait ourselves. */
const saidBy = (error: unknown): number =>
  error instanceof CodeHostError ? Math.min(error.retryAfterMs ?? 0, PAUSES.maxMs) : 0;

/**
 * The looks at one host: a few at once, each repository once however often it is asked for, none while the host is out of reach. A
 * repository that fails is left alone for longer and longer, and its host for longer where others of it fail as well.
 */
class HostLooks {
  readonly #waiting = new Map<string, Waiting>();
  /** Of which nothing was found since somebody said that there is something. */
  readonly #hinted = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #resting = new Map<string, Promise<void>>();
  /** How often each failed, since it did not. */
  readonly #failures = new Map<string, number>();
  /** Which failed since any did not. */
  readonly #failing = new Set<string>();
  #pause: Promise<void> | undefined;

  constructor(
    private readonly host: string,
    private readonly options: Options,
  ) {}

  /** Also while a look at it goes on: that one may have come too early. */
  add(repository: LookedAt, { isHint = false, signal }: Asked = {}): void {
    if (isHint) this.#hinted.add(repository.repositoryId);
    this.#wait({ repository, signal });
    this.#begin();
  }

  #wait({ repository, signal }: Waiting): void {
    const { repositoryId } = repository;
    const waiting = this.#waiting.get(repositoryId);
    const isWanted = waiting !== undefined && waiting.signal === undefined;
    this.#waiting.set(repositoryId, { repository, signal: isWanted ? undefined : signal });
  }

  async ended(): Promise<void> {
    await Promise.all([...this.#running.values(), ...this.#resting.values(), this.#pause]);
  }

  #begin(): void {
    this.#forgetNeedless();
    for (const [repositoryId, waiting] of this.#waiting) {
      if (this.#running.size >= AT_ONCE || this.#pause !== undefined || this.options.signal.aborted) return;
      if (this.#running.has(repositoryId) || this.#resting.has(repositoryId)) continue;
      this.#waiting.delete(repositoryId);
      const looking = this.#look(waiting).finally(() => {
        this.#running.delete(repositoryId);
        this.#begin();
      });
      this.#running.set(repositoryId, looking);
    }
  }

  #forgetNeedless(): void {
    for (const [repositoryId, { signal }] of this.#waiting)
      if (signal?.aborted === true) this.#waiting.delete(repositoryId);
  }

  async #look(waiting: Waiting): Promise<void> {
    const { repository } = waiting;
    const { repositoryId } = repository;
    try {
      const isToCome = await this.options.look(repository);
      if (this.#hinted.delete(repositoryId) && isToCome) this.#onceMore(repository);
      this.#failures.delete(repositoryId);
      this.#failing.clear();
    } catch (error) {
      this.#wait(waiting);
      this.#rest(repositoryId);
      this.#pauseAfter(error);
    }
  }

  #onceMore(repository: LookedAt): void {
    void this.#sleep(ONCE_MORE_MS).then(() => this.add(repository));
  }

  #rest(repositoryId: string): void {
    const failures = this.#failures.get(repositoryId) ?? 0;
    this.#failures.set(repositoryId, failures + 1);
    this.#failing.add(repositoryId);
    const rest = this.#sleep(this.#backOff(failures)).then(() => {
      this.#resting.delete(repositoryId);
      this.#begin();
    });
    this.#resting.set(repositoryId, rest);
  }

  #pauseAfter(err: unknown): void {
    if (this.#pause !== undefined) return;
    const pauseMs = Math.max(this.#backOff(this.#failing.size - 1), saidBy(err));
    const fields = { part: 'image-watcher', host: this.host, err, pauseMs };
    const what = err instanceof CodeHostError ? 'host cannot be asked' : 'look failed';
    this.options.log.warn(fields, `${what}; trying again`);
    this.#pause = this.#sleep(pauseMs).then(() => {
      this.#pause = undefined;
      this.#begin();
    });
  }

  #backOff(failures: number): number {
    return Math.round(backOffMs(failures, this.options.timing.random, PAUSES));
  }

  #sleep(ms: number): Promise<void> {
    return this.options.timing.sleep(ms, this.options.signal);
  }
}

/** Looks at repositories, host by host: one that hangs or fails delays nobody else's. */
export class LooksByHost {
  readonly #hosts = new Map<string, HostLooks>();

  constructor(private readonly options: Options) {}

  /** Soon; asked for twice before it begins, it is one look. A hint that nothing is found of is looked at once more. */
  add(repository: LookedAt, asked?: Asked): void {
    const { host } = new URL(repository.url);
    const looks = this.#hosts.get(host) ?? new HostLooks(host, this.options);
    this.#hosts.set(host, looks);
    looks.add(repository, asked);
  }

  /** After the signal aborted: what was begun is done. */
  async ended(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map((looks) => looks.ended()));
  }
}
