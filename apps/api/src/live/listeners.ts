import { Injectable } from '@nestjs/common';
import type { LiveListener } from './live-listener.js';
import { Turns } from './turns.js';

/** Pages of the past that are read at once for a person: the database is everybody's. */
const PAGES = 4;

/** Everybody who is connected to this process, from admission to the connection's end. */
@Injectable()
export class Listeners {
  private readonly byPerson = new Map<string, Set<LiveListener>>();
  private readonly reading = new Map<string, Turns>();

  get size(): number {
    return this.all().length;
  }

  all(): LiveListener[] {
    return [...this.byPerson.values()].flatMap((listeners) => [...listeners]);
  }

  of(userId: string): ReadonlySet<LiveListener> {
    return this.byPerson.get(userId) ?? new Set();
  }

  /** In which the past is read for all connections of a person; of somebody who is connected. */
  readingOf(userId: string): Turns {
    const turns = this.reading.get(userId) ?? new Turns(PAGES);
    if (this.byPerson.has(userId)) this.reading.set(userId, turns);
    return turns;
  }

  add(listener: LiveListener): void {
    this.byPerson.set(listener.userId, new Set([...this.of(listener.userId), listener]));
  }

  remove(listener: LiveListener): void {
    const others = [...this.of(listener.userId)].filter((other) => other !== listener);
    if (others.length > 0) this.byPerson.set(listener.userId, new Set(others));
    else {
      this.byPerson.delete(listener.userId);
      this.reading.delete(listener.userId);
    }
  }
}
