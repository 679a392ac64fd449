import type { EventStore, EventToAppend } from '#libs/event-sourcing';
import type { Metrics, Tracing } from '#libs/observability';
import { LaunchMeasures } from './launch-measures.js';

interface Watchers {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** The log; what this process adds to it is counted. An event that is added twice by a repeated append is counted twice. */
export class MeasuredEventStore implements EventStore {
  private readonly appended: (events: readonly EventToAppend[]) => void;

  constructor(
    private readonly store: EventStore,
    private readonly watchers: Watchers,
  ) {
    const { metrics } = watchers;
    const help = 'Events that this process has added to the log';
    const byType = metrics.counter('events_appended_total', help, ['type']);
    const launches = new LaunchMeasures(metrics);
    this.appended = (events) => {
      for (const event of events) {
        byType.inc({ type: event.type });
        launches.see(event, performance.now());
      }
    };
  }

  async append(...args: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    const startedAt = Date.now();
    const result = await this.store.append(...args);
    this.appended(args[2]);
    for (const event of args[2]) this.trace(event, startedAt);
    return result;
  }

  read(...args: Parameters<EventStore['read']>): ReturnType<EventStore['read']> {
    return this.store.read(...args);
  }

  follow(...args: Parameters<EventStore['follow']>): ReturnType<EventStore['follow']> {
    return this.store.follow(...args);
  }

  head(): Promise<bigint> {
    return this.store.head();
  }

  identity(): Promise<string> {
    return this.store.identity();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  /** Of a command, or of what came before in what is observed. */
  private trace({ id, type, metadata }: EventToAppend, startedAt: number): void {
    const { $correlationId: correlationId, $causationId, commandId, actor } = metadata;
    const causeId = commandId === id ? $causationId : commandId;
    const by = actor.startsWith('system:') ? actor : 'a person';
    const isFirst = causeId === id;
    this.watchers.tracing.record({
      ...{ name: `event ${type}`, correlationId, id, startedAt, endedAt: Date.now(), attributes: { 'renku.by': by } },
      causeId: isFirst ? undefined : causeId,
    });
  }
}
