import fc from 'fast-check';
import type { Recorded } from '#libs/event-sourcing';
import { recorded, recordings } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from '#libs/launches';
import { configuration } from '../../../launches/src/testing/launches.js';

type Given = { readonly event: LaunchEvent; readonly time: number };
type Data<T extends LaunchEvent['type']> = Extract<LaunchEvent, { type: T }>['data'];

const uuid = (kind: string, n: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

const DISK = uuid('f', 1);
const MINUTE = 60_000;
export const BEGIN = Date.parse('2026-03-01');

const resources = fc.record(
  { cpu: fc.constantFrom(0.1, 0.25, 1, 3), memory: fc.integer({ min: 1, max: 2 ** 40 }), gpu: fc.constantFrom(1, 2) },
  { requiredKeys: [] },
);
const resourceClass = fc.constantFrom(
  undefined,
  ...[1, 2].map((n) => ({ resourceClassId: uuid('c', n), name: `class ${n}` })),
);

const phases = fc.array(
  fc.constantFrom('queued', 'scheduling', 'disk', 'pulling', 'cloning', 'starting', 'checking', undefined),
  { maxLength: 6 },
);

/** One run: how it is asked for, how far it comes, how it ends if it does, and what is said of it too late. */
const aRun = fc.record({
  isLaunched: fc.boolean(),
  saysConfiguration: fc.boolean(),
  resources,
  resourceClass,
  phases,
  starts: fc.boolean(),
  pauseIsAsked: fc.boolean(),
  /** Lost: a worker was away, and nobody has said yet that it ended. */
  end: fc.constantFrom('paused', 'stopped', 'failed', 'lost'),
  isToldLate: fc.constantFrom(undefined, 'stopped', 'failed', 'started'),
  /** Minutes between its events; clocks of two workers differ. */
  pace: fc.array(fc.integer({ min: -2, max: 4_000 }), { minLength: 3, maxLength: 8 }),
});

const aLaunch = fc.record({
  user: fc.integer({ min: 1, max: 4 }),
  project: fc.integer({ min: 1, max: 3 }),
  begins: fc.integer({ min: -15 * 1440, max: 25 * 1440 }),
  runs: fc.array(aRun, { minLength: 1, maxLength: 5 }),
});

type Launch = typeof aLaunch extends fc.Arbitrary<infer T> ? T : never;

const ends = (key: OfRun) => ({
  paused: { type: 'SessionPaused', data: { ...key, by: 'asked' } },
  stopped: { type: 'SessionStopped', data: { ...key, reason: 'asked', discard: false } },
  failed: { type: 'SessionFailed', data: { ...key, reason: 'GONE', message: 'Nothing of it is left.' } },
  started: { type: 'SessionStarted', data: { ...key, commits: [] } },
});

type Run = Launch['runs'][number];
type OfRun = Omit<Data<'SessionPaused'>, 'by'>;

const requestOf = (one: Run, ofRun: OfRun): object => {
  const { resources: asked, resourceClass: offered } = one;
  const made = { ...configuration, resources: asked, ...(offered && { resourceClass: offered }) };
  if (one.isLaunched || ofRun.run === 1) return { type: 'SessionLaunched', data: { ...ofRun, diskId: DISK, ...made } };
  return {
    type: 'SessionResumeRequested',
    data: { ...ofRun, ...(one.saysConfiguration && { configuration: made }) },
  };
};

const progressOf = ({ phases: told }: Run, ofRun: OfRun): object[] =>
  told.map((phase) => ({
    type: 'LaunchProgressed',
    data: { ...ofRun, ...(phase === undefined ? { warning: { code: 'w', message: 'w' } } : { phase }) },
  }));

const lifeOf = (one: Run, ofRun: OfRun): LaunchEvent[] => {
  const told = ends(ofRun);
  const over = one.end === 'lost' ? [] : [told[one.end], ...(one.isToldLate ? [told[one.isToldLate]] : [])];
  return [
    requestOf(one, ofRun),
    ...progressOf(one, ofRun),
    ...(one.starts ? [told.started] : []),
    ...(one.pauseIsAsked ? [{ type: 'SessionPauseRequested', data: { ...ofRun, reason: 'asked' } }] : []),
    ...over,
  ] as LaunchEvent[];
};

/** In the order in which they are recorded. */
const eventsOf = ({ user, project, begins, runs }: Launch, n: number): Given[] => {
  const place = { projectId: uuid('b', project), sessionId: uuid('d', n), userId: uuid('e', user) };
  let time = BEGIN + begins * MINUTE;
  return runs.flatMap((one, index) => {
    const events = lifeOf(one, { ...place, launchId: uuid('a', n), run: index + 1 });
    return events.map((event, step) => {
      time += (one.pace[step % one.pace.length] ?? 0) * MINUTE + 1;
      return { event, time };
    });
  });
};

/** A stream's events stay in order, whatever their times are: each comes when the latest up to it has come. */
const recordedAt = (events: readonly Given[]): (Given & { readonly order: number })[] => {
  let order = Number.NEGATIVE_INFINITY;
  return events.map((each) => {
    order = Math.max(order, each.time);
    return { ...each, order };
  });
};

/** A month of use and what hangs over at its ends: events of many launches, as the log has them. */
export const simulatedUse: fc.Arbitrary<Recorded[]> = fc
  .array(aLaunch, { minLength: 1, maxLength: 8 })
  .map((launches) => {
    const all = launches.flatMap((one, n) => recordedAt(eventsOf(one, n)));
    return recordings<LaunchEvent>(
      ...all
        .toSorted((one, other) => one.order - other.order)
        .map(({ event, time }) =>
          recorded(event, { at: new Date(time).toISOString(), stream: `launch-${event.data.launchId}` }),
        ),
    );
  });
