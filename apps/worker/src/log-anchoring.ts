import { Inject, Injectable } from '@nestjs/common';
import {
  AnchorLog,
  ageOfAnchor,
  anchorLog,
  anchorsIn,
  asStored,
  logAnchors,
  logAnchorsStream,
  nextAnchor,
  type RecordedAnchor,
  SIGNING_KEYS,
  type SigningKeys,
  storedEvents,
} from '#libs/audit';
import {
  CommandExecutor,
  deriveId,
  type EventRegistry,
  type EventStore,
  type Held,
  systemTiming,
} from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { type Condition, Health, LOGGER, type Logger, Metrics } from '#libs/observability';
import { BACKING_SERVICES, type BackingServices, DATABASE, EVENT_REGISTRY } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { EVENT_STORE } from '#libs/slice';
import { AnchorAge } from './anchor-age.js';
import { LeasedTask } from './leased-task.js';

const NAME = 'log-anchors';
const DAY_MS = 24 * 60 * 60_000;
/** An idle log is looked at again after this long: what happens then is anchored soon, however long it was idle. */
const LOOK_MS = 60 * 60_000;

/** Holds the log fast once a day, where anything has happened in it and there is a key to sign with. */
@Injectable()
export class LogAnchoring extends LeasedTask {
  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(BACKING_SERVICES) private readonly services: BackingServices,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(EVENT_REGISTRY) private readonly registry: EventRegistry,
    @Inject(SIGNING_KEYS) private readonly keys: SigningKeys | undefined,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly executor: CommandExecutor,
    metrics: Metrics,
    health: Health,
  ) {
    super(database.lease(NAME));
    const age = new AnchorAge(store);
    const help = 'Seconds since the log was anchored, or began where it never was; 0 while nothing has happened since';
    metrics.gaugeOf({ name: 'log_anchor_age_seconds', help }, async () =>
      this.keys === undefined ? undefined : age.seconds(new Date()),
    );
    health.add({ name: NAME, check: () => this.condition() });
  }

  override onApplicationBootstrap(): void {
    if (this.keys !== undefined) super.onApplicationBootstrap();
  }

  protected work({ signal }: Held): Promise<void> {
    const daily = async (): Promise<void> => {
      const newest = (await anchorsIn(this.store)).at(-1);
      const dueInMs = newest === undefined ? 0 : DAY_MS - ageOfAnchor(newest, new Date());
      const isAnchored = dueInMs <= 0 && (await this.anchor(newest, signal));
      this.failures.succeeded();
      if (!isAnchored) await systemTiming.sleep(dueInMs > 0 ? Math.min(dueInMs, LOOK_MS) : LOOK_MS, signal);
    };
    return this.repeat(daily, { name: NAME, signal, log: this.log });
  }

  /** Whether there was anything to anchor. */
  private async anchor(newest: RecordedAnchor | undefined, signal: AbortSignal): Promise<boolean> {
    const { keys, registry } = this;
    if (keys === undefined) return false;
    const streams = registry.streamPrefixes.filter((prefix) => prefix !== logAnchorsStream);
    const after = newest?.data.position;
    // connected for as long as it is read, once a day
    const stored = createEventStore({ connectionString: this.services.eventStoreUrl, registry: asStored(registry) });
    try {
      const events = storedEvents(stored, { after: BigInt(after ?? 0), signal });
      const log = await this.store.identity();
      const anchor = await nextAnchor({ log, streams, newest: newest?.data, events, keys });
      if (anchor === undefined || signal.aborted) return false;
      const commandId = deriveId('anchor-log', log, after ?? '', anchor.position);
      const context = { commandId, actor: `system:${NAME}`, correlationId: commandId, causationId: commandId };
      const command = new AnchorLog({ after, anchor }, context);
      await this.executor.execute({ stream: logAnchorsStream, evolver: logAnchors, decide: anchorLog, command });
      this.log.info(
        { part: NAME, position: anchor.position, events: anchor.events, head: anchor.head },
        'log anchored',
      );
      return true;
    } finally {
      await stored.close();
    }
  }

  private condition(): Condition {
    return this.keys === undefined
      ? { status: 'up', detail: 'off: SIGNING_KEY_FILE names no key' }
      : this.conditionOf(NAME);
  }
}
