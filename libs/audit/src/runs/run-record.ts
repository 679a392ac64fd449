import type { HistoryEntry } from '#libs/history';
import type { LaunchConfiguration } from '#libs/launches';

/** One run of a launch, as years later the log says with what a result was made. */
export interface RunRecord {
  readonly launchId: string;
  readonly run: number;
  readonly projectId: string;
  readonly sessionId: string;
  /** Who launched it. */
  readonly userId: string;
  readonly configuration: LaunchConfiguration;
  /** Really cloned; `repository` is the name under /work. */
  readonly commits: readonly { readonly repository: string; readonly commit: string }[];
  readonly askedAt: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly hasFailed: boolean;
  /** All that happened to it, in this order. */
  readonly steps: readonly RunStep[];
}

export interface RunStep {
  readonly at: string;
  /** Of the event that says so. */
  readonly type: string;
  readonly position: string;
  /** An opaque id, or `system:<part>`. */
  readonly actor: string;
  readonly phase?: string | undefined;
  /** How far a phase was, a warning, or what went wrong. */
  readonly detail?: string | undefined;
  readonly reason?: string | undefined;
}

type Step = 'asked' | 'started' | 'ended';

const steps: Readonly<Partial<Record<string, Step>>> = {
  ...{ SessionLaunched: 'asked', SessionResumeRequested: 'asked', SessionStarted: 'started' },
  ...{ SessionPaused: 'ended', SessionStopped: 'ended', SessionFailed: 'ended' },
};

type Asked = LaunchConfiguration & Pick<RunRecord, 'launchId' | 'projectId' | 'sessionId' | 'userId'>;

const configurationIn = ({ environment, image, builtFrom, resources, ...rest }: Asked): LaunchConfiguration => ({
  ...{ environment, image, resources, repositories: rest.repositories, storages: rest.storages },
  ...(builtFrom && { builtFrom }),
  ...(rest.resourceClass && { resourceClass: rest.resourceClass }),
});

/** What was asked for says what it is made of; a run that is resumed may leave it out: it has what the run before it had. */
const saidConfiguration = ({ type, data }: HistoryEntry): LaunchConfiguration | undefined =>
  type === 'SessionLaunched'
    ? configurationIn(data as unknown as Asked)
    : (data['configuration'] as LaunchConfiguration | undefined);

/** What is kept of a launch's events while they are read. */
type Found = Partial<Record<Step, HistoryEntry>> & {
  configuration?: LaunchConfiguration | undefined;
  readonly steps: RunStep[];
};

const text = (...values: readonly unknown[]): string | undefined => values.find((value) => typeof value === 'string');

const stepOf = ({ at, type, position, actor, data }: HistoryEntry): RunStep => {
  const { phase, detail, warning, reason, by, message } = data;
  const told = text(message, (warning as { readonly message?: string } | undefined)?.message, detail);
  return { at, type, position, actor, phase: text(phase), detail: told, reason: text(reason, by) };
};

const note = (found: Found, entry: HistoryEntry, run: number): void => {
  if (entry.data['run'] === run) found.steps.push(stepOf(entry));
  const step = steps[entry.type];
  if (step === undefined) return;
  if (step === 'asked' && Number(entry.data['run']) <= run)
    found.configuration = saidConfiguration(entry) ?? found.configuration;
  if (entry.data['run'] === run) found[step] ??= entry;
};

const recordOf = (run: number, { asked, configuration, started, ended, steps: all }: Found): RunRecord | undefined => {
  if (asked === undefined || configuration === undefined) return undefined;
  const { launchId, projectId, sessionId, userId } = asked.data as unknown as Asked;
  return {
    ...{ launchId, run, projectId, sessionId, userId, configuration },
    commits: (started?.data['commits'] ?? []) as RunRecord['commits'],
    ...{ askedAt: asked.at, startedAt: started?.at, endedAt: ended?.at, hasFailed: ended?.type === 'SessionFailed' },
    steps: all,
  };
};

/**
 * From the events of its launch in their order, as they are seen by whoever asks: read up to the run's end, few of them in memory.
 * Undefined where there is no such run for them.
 */
export const runRecord = async (
  entries: AsyncIterable<HistoryEntry> | Iterable<HistoryEntry>,
  run: number,
): Promise<RunRecord | undefined> => {
  const found: Found = { steps: [] };
  for await (const entry of entries) {
    note(found, entry, run);
    if (found.ended !== undefined) break;
  }
  return recordOf(run, found);
};
