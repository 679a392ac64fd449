import type { Projection, Recorded } from '#libs/event-sourcing';
import type { LaunchEvent } from '#libs/launches';
import { monthsOf } from '../months.js';
import type { Moment, UsageRun } from '../usage-run.js';

type Fact<T extends LaunchEvent['type']> = Recorded<Extract<LaunchEvent, { type: T }>>;

/** Among the months of a run that has not ended: whoever asks for any month has to look at it. */
export const OPEN = 'open';

const runId = (launchId: string, run: number): string => `${launchId}/${String(run).padStart(6, '0')}`;

const momentOf = ({ position, at }: Recorded): Moment => ({ position: position.toString(), at });

type Kept = Pick<UsageRun, 'environmentId' | 'resourceClassId' | 'cpu' | 'memory' | 'gpu'>;

type Configured = Pick<Fact<'SessionLaunched'>['data'], 'environment' | 'resources' | 'resourceClass'>;

const keptFor = ({ environment, resources, resourceClass }: Configured): Kept => ({
  environmentId: environment.environmentId,
  ...(resourceClass === undefined ? {} : { resourceClassId: resourceClass.resourceClassId }),
  cpu: resources.cpu ?? 0,
  memory: resources.memory ?? 0,
  gpu: resources.gpu ?? 0,
});

const asked = (event: Fact<'SessionLaunched' | 'SessionResumeRequested'>, kept: Kept): UsageRun => {
  const { launchId, run, userId, projectId, sessionId } = event.data;
  const { environmentId, resourceClassId, cpu, memory, gpu } = kept;
  const key = { launchId, run, userId, projectId, sessionId, environmentId };
  const ofClass = resourceClassId === undefined ? {} : { resourceClassId };
  return { ...key, ...ofClass, cpu, memory, gpu, asked: momentOf(event), months: [OPEN] };
};

const resumed = (before: UsageRun | undefined, event: Fact<'SessionResumeRequested'>): UsageRun => {
  const { configuration, launchId, run } = event.data;
  const kept = configuration === undefined ? before : keptFor(configuration);
  if (kept === undefined) throw new Error(`the log does not say what run ${run} of ${launchId} is made of`);
  return asked(event, kept);
};

/** Of the phases of a launching run those in which nothing is kept for it yet. */
const waiting: ReadonlySet<string | undefined> = new Set(['queued', 'scheduling']);

const progressed = (run: UsageRun, event: Fact<'LaunchProgressed'>): UsageRun => {
  const { phase } = event.data;
  return phase === undefined || waiting.has(phase) || run.placed !== undefined
    ? run
    : { ...run, placed: momentOf(event) };
};

const started = (run: UsageRun, event: Fact<'SessionStarted'>): UsageRun => {
  const moment = momentOf(event);
  return run.started === undefined ? { ...run, placed: run.placed ?? moment, started: moment } : run;
};

/** Whatever clocks the events' times are of. */
const monthsSeen = ({ asked: { at }, placed }: UsageRun, end: string): string[] => {
  const times = [at, placed?.at ?? at, end].map((time) => Date.parse(time));
  return monthsOf({ from: Math.min(...times), to: Math.max(...times) }).map(({ name }) => name);
};

const ended =
  (outcome: 'paused' | 'stopped' | 'failed') =>
  (run: UsageRun, event: Fact<'SessionPaused' | 'SessionStopped' | 'SessionFailed'>): UsageRun => ({
    ...run,
    ended: { ...momentOf(event), outcome },
    months: monthsSeen(run, event.at),
  });

/** After its end nothing more is said of a run: what was paused and is then stopped ended when it was paused. */
const untilItEnds =
  <T extends LaunchEvent['type']>(step: (run: UsageRun, event: Fact<T>) => UsageRun) =>
  (run: UsageRun | undefined, event: Fact<T>): UsageRun | undefined =>
    run === undefined || run.ended !== undefined ? run : step(run, event);

/** One document a run: what the ledger counts, whatever its rule, with the events that say so. */
export const usageRuns: Projection<UsageRun, LaunchEvent> = {
  name: 'usage-runs',
  version: 1,
  indexes: [
    { keys: { months: 1, _id: 1 } },
    { keys: { userId: 1, months: 1, _id: 1 } },
    { keys: { projectId: 1, months: 1, _id: 1 } },
  ],
  ids: ({ data }) => ('run' in data ? [runId(data.launchId, data.run)] : []),
  startsFrom: ({ type, data }) => (type === 'SessionResumeRequested' ? runId(data.launchId, data.run - 1) : undefined),
  evolve: {
    SessionLaunched: (run, event) => run ?? asked(event, keptFor(event.data)),
    SessionResumeRequested: resumed,
    LaunchProgressed: untilItEnds(progressed),
    SessionStarted: untilItEnds(started),
    SessionPaused: untilItEnds(ended('paused')),
    SessionStopped: untilItEnds(ended('stopped')),
    SessionFailed: untilItEnds(ended('failed')),
  },
};
