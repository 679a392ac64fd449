import { percentile } from '../latencies.js';
import { type Measurement, perSecond } from '../measurement.js';
import type { Launches, LaunchTimes } from './measure-launches.js';

type Moment = Exclude<keyof LaunchTimes, 'asked'>;

interface Compared {
  readonly ours: Launches;
  /** Undefined where there is nobody to compare with. */
  readonly theirs: Launches | undefined;
  readonly bound: Launches;
}

const MB = 1e6;

/** Milliseconds from when it was asked for. */
const after = ({ times }: Launches, moment: Moment): number[] => times.map((each) => each[moment] - each.asked);

const rate = (launches: Launches, moment: Moment): number =>
  (launches.times.length * 1000) / Math.max(...after(launches, moment));

const inMs = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const inMegabytes = (value: number): string => `${value.toFixed(0)} MB`;

/** Of a burst: goal, ours, theirs, and how many times better ours is. */
export const launchRows = (circumstances: string, { ours, theirs, bound }: Compared): Measurement[] => {
  const what = (text: string): string => `${circumstances}: ${text}`;
  const size = ours.times.length;

  const more = (text: string, moment: Moment, goal: number): Measurement => {
    const [mine, yours, most] = [rate(ours, moment), theirs && rate(theirs, moment), rate(bound, moment)];
    const share = `${((100 * mine) / most).toFixed(0)} % of ${perSecond(most)} of a client alone`;
    return {
      ...{
        what: what(text),
        goal: `≥ ${perSecond(goal)}`,
        measured: `${perSecond(mine)}, ${share}`,
        met: mine >= goal,
      },
      ...(yours !== undefined && { theirs: perSecond(yours), ratio: mine / yours }),
      values: { perSecond: mine, theirsPerSecond: yours ?? Number.NaN, boundPerSecond: most },
    };
  };

  const less = (
    text: string,
    of: (launches: Launches) => number,
    format: (value: number) => string,
    goal?: number,
  ): Measurement => {
    const [mine, yours] = [of(ours), theirs && of(theirs)];
    return {
      ...{ what: what(text), goal: goal === undefined ? '–' : `≤ ${format(goal)}`, measured: format(mine) },
      met: goal === undefined ? undefined : mine <= goal,
      ...(yours !== undefined && { theirs: format(yours), ratio: yours / mine }),
      values: { ours: mine, theirs: yours ?? Number.NaN },
    };
  };

  const cpu = (of: 'cpuMs' | 'allCpuMs') => (launches: Launches) => launches.usage[of] / size;
  const memory = (of: 'rssBytes' | 'allRssBytes') => (launches: Launches) => launches.usage[of] / MB;
  return [
    more('pods created', 'created', 80),
    less('first pod after', (launches) => Math.min(...after(launches, 'created')), inMs, 150),
    more('ready, as users see it', 'ready', 60),
    less('ready, p50', (launches) => percentile(after(launches, 'ready'), 50), inMs),
    less('ready, p95', (launches) => percentile(after(launches, 'ready'), 95), inMs, 3_000),
    less('CPU a launch, api + worker + gateway; hub', cpu('cpuMs'), inMs, 12),
    less('CPU a launch, with both stores; with the proxy', cpu('allCpuMs'), inMs),
    less('CPU a launch, of the plane', ({ planeCpuMs }) => planeCpuMs / size, inMs),
    less('memory, api + worker + gateway; hub', memory('rssBytes'), inMegabytes, theirs && memory('rssBytes')(theirs)),
    less('memory, with both stores; with the proxy', memory('allRssBytes'), inMegabytes),
  ];
};
