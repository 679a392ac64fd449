import { randomUUID } from 'node:crypto';
import type { LogStore } from './log-store.js';
import type { MetadataOfStreams } from './metadata-of-streams.js';
import type { RecentWrites } from './recent-writes.js';
import { type ProposedEvent, type RecordedEvent, TOMBSTONE_REVISION } from './recorded-event.js';
import { SOFT_DELETED_METADATA, undeletedMetadata } from './stream-metadata.js';
import { describedStreamOf, isMetadataStream, metadataStreamOf } from './stream-names.js';
import {
  type DeleteDecision,
  decideAppend,
  decideDelete,
  decideTombstone,
  type ExpectedRevision,
  type Refusal,
  type StreamFacts,
  type WrittenEvents,
} from './stream-rules.js';

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'nothing to append'; readonly current: number }
  | Refusal;

export type DeleteOutcome = { readonly kind: 'deleted'; readonly position: number } | Refusal;

/** Applies the rules of streams to the log. Every method runs inside a transaction of the write queue. */
export class StreamWriter {
  private readonly touched = new Set<string>();

  constructor(
    private readonly store: LogStore,
    private readonly metadata: MetadataOfStreams,
    private readonly recent: RecentWrites,
  ) {}

  append(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): AppendOutcome {
    const facts = this.factsOf(stream);
    const ids = events.map(({ id }) => id);
    const decision = decideAppend(expected, ids, facts, this.writtenEventsOf(stream));
    switch (decision.kind) {
      case 'write':
        return this.write(stream, facts, events);
      case 'write nothing':
        return { kind: 'nothing to append', current: facts.last };
      case 'written before':
        return { kind: 'appended', revision: decision.revision, position: decision.position };
      default:
        return decision;
    }
  }

  /** Soft delete: hides all events written so far; the next append continues after them. */
  delete(stream: string, expected: ExpectedRevision): DeleteOutcome {
    return this.deleteWhen(decideDelete(expected, this.factsOf(stream)), () =>
      this.recordMetadata(stream, SOFT_DELETED_METADATA),
    );
  }

  /** Ends a stream for good. */
  tombstone(stream: string, expected: ExpectedRevision): DeleteOutcome {
    return this.deleteWhen(decideTombstone(expected, this.factsOf(stream)), () =>
      this.record(stream, TOMBSTONE_REVISION, systemEvent('$streamDeleted', '')),
    );
  }

  /** The first event of a new log: as with the protocol's other servers, `$all` is never empty. */
  recordCreation(): void {
    this.record('$store', 0, systemEvent('$storeCreated', '{}'));
  }

  /** The transaction is durable. Returns the streams it touched. */
  committed(): ReadonlySet<string> {
    this.recent.commit();
    const touched = new Set(this.touched);
    this.touched.clear();
    return touched;
  }

  /** The transaction was undone, so is all that was remembered of it. */
  rolledBack(): void {
    this.recent.rollback();
    this.metadata.forgetAll();
    this.touched.clear();
  }

  private write(stream: string, before: StreamFacts, events: readonly ProposedEvent[]): AppendOutcome {
    const described = isMetadataStream(stream) ? describedStreamOf(stream) : undefined;
    const undeletes = described !== undefined && this.isSoftDeleted(described);
    if (before.softDeleted) this.undelete(stream, before.last);
    let latest = { revision: before.last, position: 0 };
    for (const event of events) latest = this.record(stream, latest.revision + 1, event);
    if (undeletes) this.undelete(described, this.store.head(described).last);
    return { kind: 'appended', revision: latest.revision, position: latest.position };
  }

  private undelete(stream: string, last: number): void {
    const current = this.metadata.event(stream)?.data ?? new Uint8Array();
    this.recordMetadata(stream, undeletedMetadata(current, last + 1));
  }

  private recordMetadata(stream: string, json: string): RecordedEvent {
    const metadataStream = metadataStreamOf(stream);
    const revision = this.store.head(metadataStream).last + 1;
    return this.record(metadataStream, revision, systemEvent('$metadata', json));
  }

  private record(stream: string, revision: number, event: ProposedEvent): RecordedEvent {
    const recorded = this.store.append(stream, revision, event, Date.now());
    this.recent.add(event.id, { stream, revision, position: recorded.position });
    if (isMetadataStream(stream)) this.metadata.forget(describedStreamOf(stream));
    this.touched.add(stream);
    return recorded;
  }

  private deleteWhen(decision: DeleteDecision, remove: () => RecordedEvent): DeleteOutcome {
    return decision.kind === 'delete' ? { kind: 'deleted', position: remove().position } : decision;
  }

  private factsOf(stream: string): StreamFacts {
    const { last, tombstoned } = this.store.head(stream);
    const hasMetadata = !isMetadataStream(stream) && this.store.head(metadataStreamOf(stream)).last >= 0;
    return { last, tombstoned, hasMetadata, softDeleted: hasMetadata && this.metadata.of(stream).softDeleted };
  }

  private isSoftDeleted(stream: string): boolean {
    return !this.store.head(stream).tombstoned && this.metadata.of(stream).softDeleted;
  }

  private writtenEventsOf(stream: string): WrittenEvents {
    return {
      recent: (id) => this.recent.find(stream, id),
      at: (revision) => this.store.at(stream, revision),
    };
  }
}

const systemEvent = (type: string, json: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson: json !== '',
  data: Buffer.from(json),
  metadata: new Uint8Array(),
});
