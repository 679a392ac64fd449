import { deriveId, type Evolver, type Recorded } from '#libs/event-sourcing';
import type { Phase } from '#libs/session-runtime';
import type { ShownStatus } from '#libs/sessions';
import type { AnnouncedPause } from './announced-pause.js';
import type { LaunchConfiguration, LaunchEvent, PauseReason, StopReason } from './launch.events.js';
import { type Disk, empty, fill, occupy, withDisks } from './launch-disks.js';
import { noted, type TimelineEntry } from './launch-timeline.js';

export type LaunchStatus = ShownStatus | 'pausing' | 'stopping';

/** While it is being paused or stopped it is shown as what it was before: what never ran is not said to be running. */
const shownStatus = (status: LaunchStatus, before: ShownStatus): ShownStatus =>
  status === 'pausing' || status === 'stopping' ? before : status;

export interface Launch {
  readonly launchId: string;
  readonly projectId: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly diskId: string;
  readonly status: LaunchStatus;
  /** What its user sees of the status. */
  readonly shown: ShownStatus;
  /** The live one, or the last. */
  readonly run: number;
  readonly configuration: LaunchConfiguration;
  /** When the run was asked for: queued launches start in this order. */
  readonly runAskedAt: string;
  /** When the status was entered. */
  readonly since: string;
  readonly phase?: Phase | undefined;
  /** Position in the log of its turn for a run of its resource class, where that has a capacity: the lower, the sooner. */
  readonly classTurn?: number | undefined;
  /** How far the phase is, or what it waits for. */
  readonly phaseDetail?: string | undefined;
  /** Of a running one. */
  readonly announced?: AnnouncedPause | undefined;
  /** When its user last kept it from being paused: its time counts from here. */
  readonly keptAt?: string | undefined;
  /** Why it failed, was paused or stopped. */
  readonly reason?: { readonly code: string; readonly message?: string | undefined } | undefined;
  /** What was asked for while it is pausing or stopping. */
  readonly asked?: { readonly reason: PauseReason | StopReason | 'expired'; readonly discard: boolean } | undefined;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly commits: readonly { readonly repository: string; readonly commit: string }[];
  /** How many LaunchProgressed this run has. */
  readonly progress: number;
  /** Of every session that ran in this place and still has one. */
  readonly disks: readonly Disk[];
  /** Earliest time from which a disk's retention counts; '' where one is to be deleted now: sorts before every time. */
  readonly diskKeptSince?: string | undefined;
  /** The newest last. */
  readonly timeline: readonly TimelineEntry[];
}

/** Which launch, and whose, as every event of it says. */
export const launchKey = ({ launchId, projectId, sessionId, userId }: Launch) => ({
  launchId,
  projectId,
  sessionId,
  userId,
});

/** And which of its runs: the live one or the last, unless given. */
export const runKey = (launch: Launch, run = launch.run) => ({ ...launchKey(launch), run });

/** Undefined before the first launch. */
export type LaunchState = Launch | undefined;

type Fact<T extends LaunchEvent['type']> = Recorded<Extract<LaunchEvent, { type: T }>>;

const enter = (state: Launch, status: LaunchStatus, event: Recorded<LaunchEvent>, detail?: string): Launch => ({
  ...state,
  status,
  shown: shownStatus(status, state.shown),
  since: event.at,
  phase: undefined,
  phaseDetail: undefined,
  announced: undefined,
  keptAt: undefined,
  reason: undefined,
  asked: undefined,
  timeline: noted(state, event, detail),
});

/** Of an erased person every disk goes, of others that of the session that is stopped. */
const isDiscarded = ({ diskId }: Disk, launch: Launch, asked: Launch['asked']): boolean =>
  asked?.discard === true && (diskId === launch.diskId || asked.reason === 'user-erased');

/** The run is over: its disk's retention counts from now. */
const release = (state: Launch, at: string, asked?: Launch['asked']): Launch => ({
  ...state,
  ...withDisks(
    state.disks.map((disk) => ({
      ...disk,
      keptSince: disk.keptSince ?? at,
      discard: disk.discard || isDiscarded(disk, state, asked),
    })),
  ),
});

/** A stop promises the whole retention anew. */
const retain = (state: Launch): Launch => ({
  ...state,
  disks: state.disks.map((disk) =>
    disk.diskId === state.diskId && state.status !== 'inactive' ? { ...disk, keptSince: undefined } : disk,
  ),
});

const newRun = ({ at, data }: Fact<'SessionLaunched' | 'SessionResumeRequested'>) => ({
  status: 'launching' as const,
  shown: 'launching' as const,
  run: data.run,
  runAskedAt: at,
  since: at,
  ...{ classTurn: undefined, phase: undefined, phaseDetail: undefined, reason: undefined, asked: undefined },
  warnings: [],
  commits: [],
  progress: 0,
});

const launched = (state: LaunchState, event: Fact<'SessionLaunched'>): Launch => {
  const { launchId, projectId, sessionId, userId, diskId } = event.data;
  const { environment, image, builtFrom, resources, repositories, storages, resourceClass, placement } = event.data;
  return {
    ...{ launchId, projectId, sessionId, userId, diskId },
    ...newRun(event),
    configuration: { environment, image, builtFrom, resources, repositories, storages, resourceClass, placement },
    ...withDisks(occupy(state?.disks ?? [], diskId, sessionId, event.at)),
    timeline: noted(state, event, `run ${event.data.run}`),
  };
};

const resumed = (state: Launch, event: Fact<'SessionResumeRequested'>): Launch => ({
  ...state,
  ...newRun(event),
  configuration: event.data.configuration ?? state.configuration,
  ...withDisks(occupy(state.disks, state.diskId, state.sessionId, event.at)),
  timeline: noted(state, event, `run ${event.data.run}`),
});

/** The time that starting may take does not include what it waited for others. */
const phased = (state: Launch, { at, data: { phase, detail } }: Fact<'LaunchProgressed'>): Partial<Launch> => {
  if (phase === undefined || state.status !== 'launching') return {};
  const beginsNow = state.phase === 'queued' && phase !== 'queued';
  return { phase, phaseDetail: detail, since: beginsNow ? at : state.since };
};

const progressed = (state: Launch, event: Fact<'LaunchProgressed'>): Launch => {
  const { phase, detail, waitsFor, warning } = event.data;
  return {
    ...state,
    ...phased(state, event),
    ...(waitsFor !== undefined && { classTurn: state.classTurn ?? Number(event.position) }),
    warnings: warning === undefined ? state.warnings : [...state.warnings, warning],
    progress: state.progress + 1,
    timeline: noted(state, event, warning?.message ?? [phase, detail].filter(Boolean).join(': ')),
  };
};

type OfLiveRun = Exclude<LaunchEvent['type'], 'SessionLaunched' | 'SessionResumeRequested' | 'DiskDiscarded'>;

/** What names another run than the last one changes nothing. */
const ofThisRun =
  <T extends OfLiveRun>(step: (state: Launch, event: Fact<T>) => Launch) =>
  (state: LaunchState, event: Fact<T>): LaunchState =>
    state !== undefined && state.run === (event as Fact<OfLiveRun>).data.run ? step(state, event) : state;

export const launch: Evolver<LaunchState, LaunchEvent> = {
  initial: undefined,
  evolve: {
    SessionLaunched: launched,
    SessionResumeRequested: (state, event) => state && resumed(state, event),
    SessionPauseRequested: ofThisRun((state, event) => ({
      ...enter(state, 'pausing', event, event.data.reason),
      phase: 'pausing',
      asked: { reason: event.data.reason, discard: false },
    })),
    SessionStopRequested: ofThisRun((state, event) => ({
      ...enter(state, 'stopping', event, event.data.reason),
      // asked once more, for its disk too: that does not give it more time
      since: state.status === 'stopping' ? state.since : event.at,
      phase: 'stopping',
      asked: { reason: event.data.reason, discard: event.data.discard },
    })),
    LaunchProgressed: ofThisRun(progressed),
    SessionStarted: ofThisRun((state, event) => ({
      ...enter(state, 'running', event),
      commits: event.data.commits,
      ...withDisks(fill(state.disks, state.diskId, state.run)),
    })),
    SessionPauseAnnounced: ofThisRun((state, event) => {
      const { reason, since, pausesAt } = event.data;
      return {
        ...state,
        announced: { reason, since, pausesAt },
        timeline: noted(state, event, `${reason}: ${pausesAt}`),
      };
    }),
    SessionPauseCalledOff: ofThisRun((state, event) => ({
      ...state,
      announced: undefined,
      keptAt: event.data.reason === 'kept' ? event.at : state.keptAt,
      timeline: noted(state, event, event.data.reason),
    })),
    SessionPaused: ofThisRun((state, event) => ({
      ...release(enter(state, 'paused', event, event.data.by), event.at),
      reason: { code: event.data.by },
    })),
    SessionStopped: ofThisRun((state, event) => ({
      ...release(enter(retain(state), 'inactive', event, event.data.reason), event.at, event.data),
      reason: { code: event.data.reason },
    })),
    SessionFailed: ofThisRun((state, event) => ({
      // it failed to stop: that its disk is to go still holds
      ...release(enter(state, 'failed', event, `${event.data.reason}: ${event.data.message}`), event.at, state.asked),
      reason: { code: event.data.reason, message: event.data.message },
    })),
    DiskDiscarded: (state, event) => state && discarded(state, event),
  },
};

const discarded = (state: Launch, event: Fact<'DiskDiscarded'>): Launch => ({
  ...state,
  ...withDisks(empty(state.disks, event.data.diskId)),
  timeline: noted(state, event),
});

export const launchStream = (launchId: string): string => `launch-${launchId}`;

/** The stream's name is the lock: one launch per environment per project per user. */
export const launchIdOf = (projectId: string, environmentId: string, userId: string): string =>
  deriveId(projectId, environmentId, userId);

/** Disks belong to a session and a user. */
export const diskIdOf = (sessionId: string, userId: string): string => deriveId(sessionId, userId);
