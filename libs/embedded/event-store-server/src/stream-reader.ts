import type { LogStore } from './log-store.js';
import type { MetadataOfStreams } from './metadata-of-streams.js';
import type { RecordedEvent } from './recorded-event.js';
import { describedStreamOf, isMetadataStream } from './stream-names.js';

/** The part of a stream that its readers see. `first` may be beyond `last`: then nothing is visible. */
interface VisibleStream {
  readonly kind: 'visible';
  readonly first: number;
  readonly last: number;
  /** Events created before this moment (ms since 1970) have outlived `$maxAge`. */
  readonly createdSince: number;
}

type StreamView = VisibleStream | { readonly kind: 'missing' } | { readonly kind: 'deleted' };

/** An event, or a link with the event it points to where that can still be read. */
export interface ResolvedEvent {
  readonly event?: RecordedEvent;
  readonly link?: RecordedEvent;
}

const LINK_TYPE = '$>';
const FIRST_PAGE = 32;
const LARGEST_PAGE = 512;
const PAGE_BYTES = 2 * 1024 * 1024;

/** Reads the log as the protocol shows it: what is deleted, truncated or expired does not appear in its stream. */
export class StreamReader {
  constructor(
    private readonly store: LogStore,
    private readonly metadata: MetadataOfStreams,
  ) {}

  view(stream: string): StreamView {
    const { last, tombstoned } = this.store.head(stream);
    if (tombstoned || this.describesTombstoned(stream)) return { kind: 'deleted' };
    const { softDeleted, truncateBefore, maxCount, maxAge } = this.metadata.of(stream);
    if (last < 0 || softDeleted) return { kind: 'missing' };
    // A metadata stream behaves as if its own $maxCount were 1.
    const count = isMetadataStream(stream) ? 1 : maxCount;
    const first = Math.max(truncateBefore, count === undefined ? 0 : last - count + 1);
    return { kind: 'visible', first, last, createdSince: maxAge === undefined ? 0 : Date.now() - maxAge };
  }

  /** The revision of the newest event, visible or not; -1 where there is none. */
  lastRevision(stream: string): number {
    return this.store.head(stream).last;
  }

  get lastPosition(): number {
    return this.store.lastPosition;
  }

  /** The events of a visible stream from revision `from` on, read in pages as they are consumed. */
  *streamForwards(stream: string, view: VisibleStream, from: number): Generator<RecordedEvent, void> {
    let next = Math.max(from, view.first);
    const pages = inPages((limit) => this.store.streamForwards(stream, next, view.last, limit));
    for (const event of pages) {
      next = event.revision + 1;
      if (event.created >= view.createdSince) yield event;
    }
  }

  /** The events of a visible stream from revision `from` back to the first. */
  *streamBackwards(stream: string, view: VisibleStream, from: number): Generator<RecordedEvent, void> {
    let next = Math.min(from, view.last);
    const pages = inPages((limit) => this.store.streamBackwards(stream, next, view.first, limit));
    for (const event of pages) {
      next = event.revision - 1;
      if (event.created >= view.createdSince) yield event;
    }
  }

  /** All events after `position`, oldest first. */
  *allForwards(position: number): Generator<RecordedEvent, void> {
    let after = position;
    for (const event of inPages((limit) => this.store.allForwards(after, limit))) {
      after = event.position;
      yield event;
    }
  }

  /** All events before `position`, newest first. */
  *allBackwards(position: number): Generator<RecordedEvent, void> {
    let before = position;
    for (const event of inPages((limit) => this.store.allBackwards(before, limit))) {
      before = event.position;
      yield event;
    }
  }

  /** Follows a link event; any other event stands for itself. */
  resolve(event: RecordedEvent): ResolvedEvent {
    if (event.type !== LINK_TYPE) return { event };
    const target = linkTarget(event);
    return { event: target && this.visibleEvent(target.stream, target.revision), link: event };
  }

  private visibleEvent(stream: string, revision: number): RecordedEvent | undefined {
    const view = this.view(stream);
    if (view.kind !== 'visible' || revision < view.first) return undefined;
    const event = this.store.at(stream, revision);
    return event && event.created >= view.createdSince ? event : undefined;
  }

  private describesTombstoned(stream: string): boolean {
    return isMetadataStream(stream) && this.store.head(describedStreamOf(stream)).tombstoned;
  }
}

/** The data of a link is `revision@stream`. */
const linkTarget = (link: RecordedEvent): { stream: string; revision: number } | undefined => {
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(Buffer.from(link.data).toString('utf8')) ?? [];
  return revision === undefined || stream === undefined ? undefined : { stream, revision: Number(revision) };
};

/** Reads page after page until one is empty; `read` goes on after the last event consumed. */
function* inPages(read: (limit: number) => RecordedEvent[]): Generator<RecordedEvent, void> {
  let limit = FIRST_PAGE;
  for (;;) {
    const page = read(limit);
    yield* page;
    if (page.length < limit) return;
    limit = nextLimit(page);
  }
}

/** Large events make small pages, so that a page stays near 2 MiB. */
const nextLimit = (page: readonly RecordedEvent[]): number => {
  const bytes = page.reduce((sum, event) => sum + event.data.length + event.metadata.length, 0);
  const average = bytes / page.length + 1;
  return Math.max(1, Math.min(LARGEST_PAGE, Math.floor(PAGE_BYTES / average)));
};
