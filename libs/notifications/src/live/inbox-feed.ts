import type { EventAudience } from '#libs/access';
import type { Recorded } from '#libs/event-sourcing';
import type { FeedEnd } from '#libs/history';
import { notificationsAudience } from '../notifications.events.js';
import type { InboxChannels } from './inbox-channels.js';

/** What a listener to their inbox receives. */
export interface InboxEvent {
  readonly inbox: true;
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly projectId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface InboxFeedOptions {
  readonly channels: Pick<InboxChannels, 'position' | 'listen'>;
  readonly userId: string;
  /** Resume after this position; undefined: from now on. */
  readonly after: bigint | undefined;
  /** The inbox's events after `after`, complete up to `upTo`. */
  readonly past: (after: bigint, upTo: bigint) => AsyncIterable<Recorded>;
  /** Whether they may read the project still: what is about another one is not theirs to hear. */
  readonly mayRead: (projectId: string) => Promise<boolean>;
  /** In log order, without gap or duplicate. */
  readonly emit: (event: InboxEvent) => void;
  readonly end: (reason: FeedEnd, position: bigint) => void;
  /** The listener does not keep up: it is cut off, and may resume. */
  readonly isCongested?: () => boolean;
  /** Told why it ends as unavailable. */
  readonly report: (error: unknown) => void;
  /** Events held back while the past is read or a right is looked up. */
  readonly bufferLimit?: number;
}

/** Events for which rights are looked up at once: few enough that a connection takes them together, also where each names all of an inbox. */
const TOGETHER = 50;

const audiences: Readonly<Record<string, EventAudience | undefined>> = notificationsAudience;

const idsIn = (data: Recorded['data']): { readonly projectId?: string; readonly sessionId?: string } => data;

const isTheirs = ({ type, data }: Recorded, readable: ReadonlySet<string>): boolean => {
  if (audiences[type]?.recipient === undefined) return false;
  const { projectId } = idsIn(data);
  return projectId === undefined || readable.has(projectId);
};

const told = ({ position, type, at, data }: Recorded): InboxEvent => {
  const { projectId, sessionId } = idsIn(data);
  return { inbox: true, position: position.toString(), type, at, projectId, sessionId, data: { ...data } };
};

/**
 * One's own inbox, for one listener: what comes is held in a bounded buffer while the past up to where it was attached is handed out,
 * and while it is looked up whether the projects that events are about may be read. Some after the other, so the order is the log's.
 */
export class InboxFeed {
  private reached: bigint;
  private attachedAt = 0n;
  private detach: () => void = () => undefined;
  private readonly held: Recorded[] = [];
  private isHanding = true;
  private closed = false;

  constructor(private readonly options: InboxFeedOptions) {
    this.reached = options.after ?? options.channels.position;
  }

  /** Of the last event that was looked at, or where the feed begins. */
  get position(): bigint {
    return this.reached;
  }

  /** It hands out nothing any more. */
  get isClosed(): boolean {
    return this.closed;
  }

  attach(): void {
    this.attachedAt = this.options.channels.position;
    this.detach = this.options.channels.listen(this.options.userId, (event) => this.receive(event));
  }

  /** Resolves when the past was handed out and the feed is live; or it has ended. */
  async open(): Promise<void> {
    try {
      if (this.reached < this.attachedAt) await this.handPast();
      await this.handHeld();
    } catch (error) {
      this.fail(error);
    }
  }

  close(): void {
    this.closed = true;
    this.detach();
  }

  /** Tells the listener why there is no more, once. */
  end(reason: FeedEnd): void {
    if (this.isClosed) return;
    this.close();
    this.options.end(reason, this.reached);
  }

  private receive(event: Recorded): void {
    if (this.held.length >= (this.options.bufferLimit ?? 10_000)) return this.end('overflow');
    this.held.push(event);
    if (!this.isHanding) this.handHeld().catch((error: unknown) => this.fail(error));
  }

  private async handPast(): Promise<void> {
    let some: Recorded[] = [];
    for await (const event of this.options.past(this.reached, this.attachedAt)) {
      if (this.isClosed) return;
      some.push(event);
      if (some.length < TOGETHER) continue;
      await this.hand(some);
      some = [];
    }
    await this.hand(some);
  }

  private async handHeld(): Promise<void> {
    this.isHanding = true;
    while (this.held.length > 0) await this.hand(this.held.splice(0, TOGETHER));
    this.isHanding = false;
  }

  private async hand(events: readonly Recorded[]): Promise<void> {
    if (this.isClosed) return;
    const readable = await this.readableOf(events);
    for (const event of events) this.handOne(event, readable);
  }

  private handOne(event: Recorded, readable: ReadonlySet<string>): void {
    if (this.isClosed || event.position <= this.reached) return;
    if (this.options.isCongested?.() === true) return this.end('overflow');
    if (isTheirs(event, readable)) this.options.emit(told(event));
    this.reached = event.position;
  }

  /** Of the projects that these are about, those that may be read: asked for once they are there, so that nothing is heard after access was lost. */
  private async readableOf(events: readonly Recorded[]): Promise<ReadonlySet<string>> {
    const ids = [...new Set(events.flatMap(({ data }) => idsIn(data).projectId ?? []))];
    const may = await Promise.all(ids.map((projectId) => this.options.mayRead(projectId)));
    return new Set(ids.filter((_, index) => may[index]));
  }

  private fail(error: unknown): void {
    this.options.report(error);
    this.end('unavailable');
  }
}
