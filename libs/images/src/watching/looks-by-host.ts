import { backOffMs, type Log, type Timing } from '#libs/event-sourcing';
import type { LookedAt } from '../looking/repository-look.js';

interface Options {
  /** Rejects where the host cannot be asked just now. */
  readonly look: (repository: LookedAt) => Promise<void>;
  readonly timing: Timing;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const AT_ONCE = 2;
const PAUSES = { firstMs: 1_000, maxMs: 300_000 };

/** The looks at one host: a few at once, each repository once however often it is asked for, none while the host is out of reach. */
class HostLooks {
  readonly #waiting = new Map<string, LookedAt>();
  readonly #running = new Map<string, Promise<void>>();
  #failures = 0;
  #pause: Promise<void> | undefined;

  constructor(
    private readonly host: string,
    private readonly options: Options,
  ) {}

  /** Also while a look at it goes on: that one may have come too early. */
  add(repository: LookedAt): void {
    this.#waiting.set(repository.repositoryId, repository);
    this.#begin();
  }

  async ended(): Promise<void> {
    await Promise.all([...this.#running.values(), this.#pause]);
  }

  #begin(): void {
    for (const [repositoryId, repository] of this.#waiting) {
      if (this.#running.size >= AT_ONCE || this.#pause !== undefined || this.options.signal.aborted) return;
      if (this.#running.has(repositoryId)) continue;
      this.#waiting.delete(repositoryId);
      const looking = this.#look(repository).finally(() => {
        this.#running.delete(repositoryId);
        this.#begin();
      });
      this.#running.set(repositoryId, looking);
    }
  }

  async #look(repository: LookedAt): Promise<void> {
    try {
      await this.options.look(repository);
      this.#failures = 0;
    } catch (error) {
      const { repositoryId } = repository;
      if (!this.#waiting.has(repositoryId)) this.#waiting.set(repositoryId, repository);
      this.#rest(error);
    }
  }

  #rest(err: unknown): void {
    const { timing, log, signal } = this.options;
    if (this.#pause !== undefined) return;
    const pauseMs = Math.round(backOffMs(this.#failures, timing.random, PAUSES));
    this.#failures += 1;
    log.warn({ part: 'image-watcher', host: this.host, err, pauseMs }, 'host cannot be asked; trying again');
    this.#pause = timing.sleep(pauseMs, signal).then(() => {
      this.#pause = undefined;
      this.#begin();
    });
  }
}

/** Looks at repositories, host by host: one that hangs or fails delays nobody else's. */
export class LooksByHost {
  readonly #hosts = new Map<string, HostLooks>();

  constructor(private readonly options: Options) {}

  /** Soon; asked for twice before it begins, it is one look. */
  add(repository: LookedAt): void {
    const { host } = new URL(repository.url);
    const looks = this.#hosts.get(host) ?? new HostLooks(host, this.options);
    this.#hosts.set(host, looks);
    looks.add(repository);
  }

  /** After the signal aborted: what was begun is done. */
  async ended(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map((looks) => looks.ended()));
  }
}
