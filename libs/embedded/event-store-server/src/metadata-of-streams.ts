import type { LogStore } from './log-store.js';
import type { RecordedEvent } from './recorded-event.js';
import { NO_METADATA, parseStreamMetadata, type StreamMetadata } from './stream-metadata.js';
import { isMetadataStream, metadataStreamOf } from './stream-names.js';

const KEPT = 50_000;

/** The current metadata of each stream: the newest event of its metadata stream, parsed once. */
export class MetadataOfStreams {
  private readonly kept = new Map<string, StreamMetadata>();

  constructor(private readonly store: LogStore) {}

  /** A metadata stream has no metadata of its own. */
  of(stream: string): StreamMetadata {
    if (isMetadataStream(stream)) return NO_METADATA;
    const kept = this.kept.get(stream);
    if (kept) return kept;
    const event = this.event(stream);
    const metadata = event ? parseStreamMetadata(event.data) : NO_METADATA;
    if (this.kept.size >= KEPT) this.kept.clear();
    this.kept.set(stream, metadata);
    return metadata;
  }

  /** The event that holds the stream's current metadata. */
  event(stream: string): RecordedEvent | undefined {
    const metadataStream = metadataStreamOf(stream);
    const { last } = this.store.head(metadataStream);
    return last < 0 ? undefined : this.store.at(metadataStream, last);
  }

  /** To be called when the metadata of a stream was written. */
  forget(stream: string): void {
    this.kept.delete(stream);
  }

  /** To be called when a transaction was undone. */
  forgetAll(): void {
    this.kept.clear();
  }
}
