import type { Launch } from '../api/schema.js';
import { launchSteps } from './status-words.js';

export type LaunchStep = (typeof launchSteps)[number];

export interface RunPhase {
  readonly phase: LaunchStep;
  readonly from: string;
  /** Absent while it lasts. */
  readonly to?: string;
}

export interface Run {
  readonly number: number;
  readonly askedAt: string;
  readonly phases: readonly RunPhase[];
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly end?: 'paused' | 'stopped' | 'failed';
}

type Entry = Launch['timeline'][number];

const ends: Readonly<Record<string, NonNullable<Run['end']>>> = {
  SessionPaused: 'paused',
  SessionStopped: 'stopped',
  SessionFailed: 'failed',
};

const asked: ReadonlySet<string> = new Set(['SessionLaunched', 'SessionResumeRequested']);
const endings: ReadonlySet<string> = new Set(['SessionPauseRequested', 'SessionStopRequested']);

/** What stands before the colon; a warning is told in the same way, and is none. */
const phaseIn = ({ detail = '' }: Entry): LaunchStep | undefined =>
  launchSteps.find((step) => detail === step || detail.startsWith(`${step}: `));

const closed = (phases: readonly RunPhase[], at: string): readonly RunPhase[] =>
  phases.map((phase) => (phase.to === undefined ? { ...phase, to: at } : phase));

const progressed = (run: Run, entry: Entry): Run => {
  const phase = phaseIn(entry);
  const current = run.phases.at(-1);
  if (phase === undefined || (current?.phase === phase && current.to === undefined)) return run;
  return { ...run, phases: [...closed(run.phases, entry.at), { phase, from: entry.at }] };
};

const next = (run: Run, entry: Entry): Run => {
  const { type, at } = entry;
  if (type === 'LaunchProgressed') return progressed(run, entry);
  if (type === 'SessionStarted') return { ...run, startedAt: at, phases: closed(run.phases, at) };
  if (endings.has(type)) return { ...run, phases: closed(run.phases, at) };
  const end = ends[type];
  return end === undefined || run.endedAt !== undefined
    ? run
    : { ...run, endedAt: at, end, phases: closed(run.phases, at) };
};

const numberIn = ({ detail = '' }: Entry): number => Number(/\d+/.exec(detail)?.[0] ?? 0);

/** The runs that a launch's timeline tells of, the newest first. It tells the newer part alone of a launch that is years old. */
export const runsOf = (timeline: Launch['timeline']): readonly Run[] => {
  const runs: Run[] = [];
  for (const entry of timeline) {
    const [run] = runs;
    if (asked.has(entry.type)) runs.unshift({ number: numberIn(entry), askedAt: entry.at, phases: [] });
    else if (run !== undefined) runs[0] = next(run, entry);
  }
  return runs;
};
