import { randomUUID } from 'node:crypto';
import { domainProjections } from '#libs/domain';
import { CachingReadModels, type Documents, type ReadModels, type Recorded } from '#libs/event-sourcing';
import { collectGarbage } from '../collect-garbage.js';
import { projectStory } from '../project-story.js';
import { FollowedLog } from './followed-log.js';
import type { ScaleRow } from './scale-row.js';

const EVENTS = 2_000;
const MICROSECONDS = 1_000;

/** A database that shows nothing of what the log says, and counts who asks for how far it is. */
class LaggingReadModels implements ReadModels {
  asked = 0;

  documents<Doc extends object>(): Documents<Doc> {
    return {
      get: () => Promise.resolve(undefined),
      find: () => Promise.resolve([]),
      countBy: () => Promise.resolve([]),
    };
  }

  live(): Promise<string> {
    return Promise.resolve('live');
  }

  position(): Promise<bigint> {
    this.asked += 1;
    return Promise.resolve(0n);
  }

  waitFor(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

/** The log of a platform that never rests. */
function* log(): Generator<Omit<Recorded, 'position'>, never> {
  for (;;)
    for (const { stream, appended } of projectStory())
      for (const [revision, event] of appended.entries())
        yield { ...event, stream, revision: BigInt(revision), at: new Date().toISOString() };
}

const heapMiB = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const measure = async (lag: number): Promise<Readonly<Record<string, number>>> => {
  const before = heapMiB();
  const [follower, readModels] = [new FollowedLog(), new LaggingReadModels()];
  const cached = new CachingReadModels({ readModels, follower, projections: domainProjections });
  const documents = domainProjections.map((projection) => cached.documents(projection));
  // following has begun at the log's start, where the database is as well
  await documents[0]?.get(randomUUID());
  const events = log();
  for (let n = 0; n < lag; n += 1) follower.deliver(events.next().value);
  const measured = Array.from({ length: EVENTS }, () => events.next().value);
  const asked = readModels.asked;
  const begun = performance.now();
  for (const event of measured) follower.deliver(event);
  const notice = ((performance.now() - begun) / EVENTS) * MICROSECONDS;
  const heap = heapMiB() - before;
  const readFrom = performance.now();
  for (let n = 0; n < EVENTS; n += 1) await documents[n % documents.length]?.get(randomUUID());
  const read = ((performance.now() - readFrom) / EVENTS) * MICROSECONDS;
  return {
    'an event': notice,
    'a read': read,
    'database asked': (readModels.asked - asked) / EVENTS,
    heap,
  };
};

/** A replica of the api whose database lags: what the events that it follows meanwhile cost it. */
export const replicaLag: ScaleRow = {
  what: 'api replica while the projector lags',
  of: 'events of lag',
  sizes: [10_000, 50_000, 250_000],
  goals: {
    'an event': { unit: 'µs', atMost: 100, growth: 2 },
    'a read': { unit: 'µs' },
    'database asked': { unit: 'queries an event and a read', atMost: 0.1 },
    heap: { unit: 'MiB', growth: 1.5 },
  },
  measure,
};
