import { Injectable } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import type { LiveListener } from './live-listener.js';

/** Pages of the past that are read at once for a person: the database is everybody's. */
const PAGES = 4;

interface Person {
  readonly listeners: ReadonlySet<LiveListener>;
  /** In which the past is read for all their connections. */
  readonly reading: LimitFunction;
}

const nobody = (): Person => ({ listeners: new Set(), reading: pLimit(PAGES) });

/** Everybody who is connected to this process, from admission to the connection's end. */
@Injectable()
export class Listeners {
  private readonly byPerson = new Map<string, Person>();

  get size(): number {
    return this.all().length;
  }

  all(): LiveListener[] {
    return [...this.byPerson.values()].flatMap(({ listeners }) => [...listeners]);
  }

  of(userId: string): ReadonlySet<LiveListener> {
    return this.person(userId).listeners;
  }

  /** In which the past is read for all connections of a person; of somebody who is connected. */
  readingOf(userId: string): LimitFunction {
    return this.person(userId).reading;
  }

  add(listener: LiveListener): void {
    const { listeners, reading } = this.person(listener.userId);
    this.byPerson.set(listener.userId, { listeners: new Set([...listeners, listener]), reading });
  }

  remove(listener: LiveListener): void {
    const { listeners, reading } = this.person(listener.userId);
    const others = [...listeners].filter((other) => other !== listener);
    if (others.length === 0) this.byPerson.delete(listener.userId);
    else this.byPerson.set(listener.userId, { listeners: new Set(others), reading });
  }

  private person(userId: string): Person {
    return this.byPerson.get(userId) ?? nobody();
  }
}
