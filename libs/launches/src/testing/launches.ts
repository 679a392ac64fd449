import type { AnnouncedPause } from '../announced-pause.js';
import type { LaunchConfiguration, LaunchEvent, PauseReason, StopReason } from '../launch.events.js';
import { diskIdOf, launchIdOf } from '../launch.js';

type Of<T extends LaunchEvent['type']> = Extract<LaunchEvent, { type: T }>;

export const PROJECT = '11111111-1111-4111-8111-111111111111';
export const SESSION = '22222222-2222-4222-8222-222222222222';
export const OTHER_SESSION = '22222222-2222-4222-8222-222222222223';
export const ENVIRONMENT = '33333333-3333-4333-8333-333333333333';
export const USER = '44444444-4444-4444-8444-444444444444';
export const LAUNCH = launchIdOf(PROJECT, ENVIRONMENT, USER);
export const DISK = diskIdOf(SESSION, USER);

export const configuration: LaunchConfiguration = {
  environment: { environmentId: ENVIRONMENT, name: 'Jupyter Python', keywords: ['python'] },
  image: { reference: 'quay.io/jupyter/scipy-notebook:2024-03-14', digest: `sha256:${'a'.repeat(64)}` },
  resources: { cpu: 1, memory: 2 ** 30 },
  repositories: [
    { repositoryId: '55555555-5555-4555-8555-555555555555', name: 'flights', url: 'https://git.example.org/flights' },
  ],
  storages: [],
};

const place = { launchId: LAUNCH, projectId: PROJECT, sessionId: SESSION, userId: USER };
const ofRun = (run: number, sessionId = SESSION) => ({ ...place, sessionId, run });

/** The events of one launch, as specs write them down. */
export const a = {
  launched: (run: number, sessionId = SESSION): Of<'SessionLaunched'> => ({
    type: 'SessionLaunched',
    data: { ...ofRun(run, sessionId), diskId: diskIdOf(sessionId, USER), ...configuration },
  }),
  resumeRequested: (run: number, current?: LaunchConfiguration): Of<'SessionResumeRequested'> => ({
    type: 'SessionResumeRequested',
    data: { ...ofRun(run), ...(current === undefined ? {} : { configuration: current }) },
  }),
  pauseRequested: (run: number, reason: PauseReason = 'asked'): Of<'SessionPauseRequested'> => ({
    type: 'SessionPauseRequested',
    data: { ...ofRun(run), reason },
  }),
  stopRequested: (run: number, discard = false): Of<'SessionStopRequested'> => ({
    type: 'SessionStopRequested',
    data: { ...ofRun(run), discard, reason: 'asked' },
  }),
  progressed: (run: number, phase: Of<'LaunchProgressed'>['data']['phase']): Of<'LaunchProgressed'> => ({
    type: 'LaunchProgressed',
    data: { ...ofRun(run), phase },
  }),
  warned: (run: number, code: string, message: string): Of<'LaunchProgressed'> => ({
    type: 'LaunchProgressed',
    data: { ...ofRun(run), warning: { code, message } },
  }),
  started: (run: number, commits: Of<'SessionStarted'>['data']['commits'] = []): Of<'SessionStarted'> => ({
    type: 'SessionStarted',
    data: { ...ofRun(run), commits },
  }),
  pauseAnnounced: (run: number, announced: AnnouncedPause): Of<'SessionPauseAnnounced'> => ({
    type: 'SessionPauseAnnounced',
    data: { ...ofRun(run), ...announced },
  }),
  pauseCalledOff: (run: number, reason: 'used' | 'kept' | 'limits-changed'): Of<'SessionPauseCalledOff'> => ({
    type: 'SessionPauseCalledOff',
    data: { ...ofRun(run), reason },
  }),
  paused: (run: number, by: Of<'SessionPaused'>['data']['by'] = 'asked'): Of<'SessionPaused'> => ({
    type: 'SessionPaused',
    data: { ...ofRun(run), by },
  }),
  stopped: (run: number, discard = false, reason: StopReason | 'expired' = 'asked'): Of<'SessionStopped'> => ({
    type: 'SessionStopped',
    data: { ...ofRun(run), reason, discard },
  }),
  failed: (run: number, reason = 'KILLED', message = 'killed'): Of<'SessionFailed'> => ({
    type: 'SessionFailed',
    data: { ...ofRun(run), reason, message },
  }),
  diskDiscarded: (): Of<'DiskDiscarded'> => ({
    type: 'DiskDiscarded',
    data: { ...place, diskId: DISK },
  }),
};
