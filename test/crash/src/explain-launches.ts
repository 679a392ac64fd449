import type { CrashingSystem } from './crashing-system.js';
import type { LogEvent, RecordedLog } from './recorded-log.js';
import type { Verdict } from './verdict.js';

const EVENTS = 6;
const CHARACTERS = 200;

/** What all events of a launch say. */
const keys = ['launchId', 'projectId', 'sessionId', 'userId'];

const lineOf = ({ at, type, data }: LogEvent): string => {
  const more = JSON.stringify(data, (key, value: unknown) => (keys.includes(key) ? undefined : value));
  return `${at} ${type} ${more}`.slice(0, CHARACTERS);
};

/**
 * The first problem that names a launch, or a disk of it, also tells what happened to it last, and what the system says of it: where a
 * run is told of, its files are often gone.
 */
export const explainLaunches = async (
  verdicts: readonly Verdict[],
  log: RecordedLog,
  system: Pick<CrashingSystem, 'tracesOf'>,
): Promise<Verdict[]> => {
  const unexplained = new Map(log.launches().map(({ launchId, disks }) => [launchId, disks]));
  const explained = async (problem: string): Promise<string> => {
    const named = [...unexplained].find(([launchId, disks]) =>
      [launchId, ...disks.map(({ diskId }) => diskId)].some((id) => problem.includes(id)),
    );
    if (named === undefined) return problem;
    const [launchId] = named;
    unexplained.delete(launchId);
    const events = log.streams.get(`launch-${launchId}`) ?? [];
    return [problem, ...events.slice(-EVENTS).map(lineOf), ...(await system.tracesOf(launchId))].join('\n          ');
  };
  const all: Verdict[] = [];
  for (const { what, problems } of verdicts) {
    const told: string[] = [];
    for (const problem of problems) told.push(await explained(problem));
    all.push({ what, problems: told });
  }
  return all;
};
