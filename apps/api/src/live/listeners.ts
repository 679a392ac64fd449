import { Injectable } from '@nestjs/common';
import type { LiveListener } from './live-listener.js';

/** Everybody who is connected to this process, from admission to the connection's end. */
@Injectable()
export class Listeners {
  private readonly byPerson = new Map<string, Set<LiveListener>>();

  get size(): number {
    return this.all().length;
  }

  all(): LiveListener[] {
    return [...this.byPerson.values()].flatMap((listeners) => [...listeners]);
  }

  of(userId: string): ReadonlySet<LiveListener> {
    return this.byPerson.get(userId) ?? new Set();
  }

  add(listener: LiveListener): void {
    this.byPerson.set(listener.userId, new Set([...this.of(listener.userId), listener]));
  }

  remove(listener: LiveListener): void {
    const others = [...this.of(listener.userId)].filter((other) => other !== listener);
    if (others.length === 0) this.byPerson.delete(listener.userId);
    else this.byPerson.set(listener.userId, new Set(others));
  }
}
