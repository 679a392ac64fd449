import type { MongoClient } from 'mongodb';
import type { Log } from '#libs/event-sourcing';

/** The driver asks each server every 10 s, and waits for an answer for at most 30 s. */
const SILENT_MS = 45_000;
const LOOK_MS = 5_000;

const heartbeats = ['serverHeartbeatStarted', 'serverHeartbeatSucceeded', 'serverHeartbeatFailed'] as const;

/**
 * A client of the driver, and another one in its place once it would never find its server again (mongodb 7.9). Its monitor can stop
 * for ever when its connection is closed while it asks, as after `kill -9` of the server; and it closes itself when no server is there
 * while it connects first. What was asked of the client before goes on: it is closed at the end only, since nobody can tell when the
 * last cursor of it was read. Its connections last until the server goes away the next time.
 */
export class ReplaceableClient {
  private client: MongoClient;
  private readonly open = new Set<MongoClient>();
  /** By server, of the client that is asked now. */
  private readonly heardAt = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private readonly looking: NodeJS.Timeout;

  constructor(
    private readonly create: () => MongoClient,
    private readonly log: Log,
  ) {
    this.client = this.begin();
    this.looking = setInterval(() => this.look(), LOOK_MS);
    this.looking.unref();
  }

  /** The one to ask now; it connects when it is first used. */
  get current(): MongoClient {
    return this.client;
  }

  /** Calls the listener each time that connections are lost; returns how to stop listening. */
  onLost(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.looking);
    const all = [...this.open];
    this.open.clear();
    await Promise.all(all.map((client) => client.close()));
  }

  private begin(): MongoClient {
    const client = this.create();
    this.open.add(client);
    for (const event of heartbeats)
      client.on(event, ({ connectionId }: { connectionId: string }) => {
        if (client === this.client) this.heardAt.set(connectionId, performance.now());
      });
    client.on('serverClosed', ({ address }) => {
      if (client === this.client) this.heardAt.delete(address);
    });
    client.on('connectionPoolCleared', () => {
      for (const listener of [...this.listeners]) listener();
    });
    // by itself: who closes them all has taken them out of the set before
    client.on('topologyClosed', () => {
      if (this.open.delete(client) && client === this.client) this.replace();
    });
    return client;
  }

  private look(): void {
    const now = performance.now();
    const silent = [...this.heardAt].filter(([, at]) => now - at > SILENT_MS).map(([server]) => server);
    if (silent.length === 0) return;
    this.log.warn({ part: 'database', silent }, 'the monitor is silent; connecting anew');
    this.replace();
  }

  private replace(): void {
    this.heardAt.clear();
    this.client = this.begin();
  }
}
