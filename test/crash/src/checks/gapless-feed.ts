import { within } from '../../../support/until.js';
import type { RecordedLog } from '../recorded-log.js';
import type { ResumingListener } from '../resuming-listener.js';
import type { Verdict } from '../verdict.js';

const ARRIVE_MS = 15_000;

/** What that member of the project may see, from the streams themselves. */
const visible = (log: RecordedLog, projectId: string, userId: string): bigint[] => {
  const launches = log.launches().filter((launch) => launch.projectId === projectId && launch.userId === userId);
  const streams = new Set([
    `project-${projectId}`,
    `sessions-${projectId}`,
    ...launches.map(({ launchId }) => `launch-${launchId}`),
  ]);
  return log.events.filter(({ stream }) => streams.has(stream)).map(({ position }) => position);
};

interface Feed {
  readonly listener: ResumingListener;
  readonly projectId: string;
  readonly userId: string;
  /** The positions of the project's history, as the API tells it to the same person. */
  readonly history: readonly bigint[];
}

/** The listener saw every event once and in order, however often it had to resume. */
export const gaplessFeed = async (
  log: RecordedLog,
  { listener, projectId, userId, history }: Feed,
): Promise<Verdict> => {
  const expected = visible(log, projectId, userId);
  await within(ARRIVE_MS, () => listener.seen.length >= expected.length);
  const { seen } = listener;
  const type = (position: bigint): string => log.events.find((event) => event.position === position)?.type ?? '?';
  const problems = [
    ...expected.filter((position) => !seen.includes(position)).map((at) => `${type(at)} at ${at} did not arrive`),
    ...seen.flatMap((position, index) =>
      index > 0 && position <= (seen[index - 1] ?? 0n) ? [`${position} came after ${seen[index - 1] ?? ''}`] : [],
    ),
    ...seen.filter((position) => !expected.includes(position)).map((at) => `${type(at)} at ${at} is not for this user`),
    ...expected
      .filter((position) => !history.includes(position))
      .map((at) => `${type(at)} at ${at} is not in the history`),
  ];
  return {
    what: `${seen.length} events of one project came live, in order, without gap or duplicate, over ${listener.resumed} subscriptions; the history has them too`,
    problems,
  };
};
