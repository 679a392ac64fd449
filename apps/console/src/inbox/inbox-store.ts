import type { ApiClient } from '../api/api-client.js';
import type { Inbox } from '../api/views.js';
import type { Connection, LiveConnection } from '../live/live-connection.js';

export interface InboxState {
  /** How many notifications are unread; undefined: not known yet. */
  readonly unread?: number;
  readonly connection: Connection;
  /** How often it was counted: what is shown of the inbox is read again when this grows. */
  readonly counted: number;
}

const AGAIN_MS = 3000;

/** What one was told, counted as the log says while any page is open. */
export class InboxStore {
  private state: InboxState = { connection: 'connecting', counted: 0 };
  private readonly watchers = new Set<() => void>();
  /** How often it was to be counted. */
  private asked = 0;
  private isReading = false;
  private stopFollowing: () => void = () => undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Pick<ApiClient, 'get' | 'saw'>,
    private readonly live: Pick<LiveConnection, 'followInbox'>,
  ) {}

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly snapshot = (): InboxState => this.state;

  open(): void {
    this.stopFollowing = this.live.followInbox({
      onEvent: ({ position }) => this.reach(position),
      onConnection: (connection, position) => {
        this.become({ connection });
        // whatever happened before the feed began, or while it was lost, is in what is read from here on
        if (connection === 'live') this.reach(position);
      },
      onGone: () => undefined,
    });
    void this.refresh();
  }

  close(): void {
    clearTimeout(this.again);
    this.stopFollowing();
  }

  /** Counts again; resolves when that is done, or is tried again later. */
  async refresh(): Promise<void> {
    this.asked += 1;
    if (this.isReading) return;
    this.isReading = true;
    try {
      for (let answered = 0; answered !== this.asked; ) {
        answered = this.asked;
        const { unread } = await this.api.get<Inbox>('/inbox');
        this.become({ unread, counted: this.state.counted + 1 });
      }
    } catch {
      // the page itself says when the server cannot be reached
      clearTimeout(this.again);
      this.again = setTimeout(() => void this.refresh(), AGAIN_MS);
    } finally {
      this.isReading = false;
    }
  }

  private reach(position: string | undefined): void {
    this.api.saw(position);
    void this.refresh();
  }

  private become(change: Partial<InboxState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }
}
