import { Global, Module } from '@nestjs/common';
import { NoteTokenUse } from '#libs/connections';
import { StreamStates } from '#libs/event-sourcing';
import { ResourcesModule } from '#libs/resources';
import { LAUNCH_STATUSES, PinSessionImage } from '#libs/sessions';
import { commandHandler, on, policyProvider, whenever } from '#libs/slice';
import { whenImageResolvedThenPin } from './automation/when-image-resolved-then-pin.js';
import { whenTokenUsedThenNote } from './automation/when-token-used-then-note.js';
import { FindEnterable } from './facts/find-enterable.js';
import { FindKeptDisk } from './facts/find-kept-disk.js';
import { FindLaunchableSession } from './facts/find-launchable-session.js';
import { FindPlace } from './facts/find-place.js';
import { FindRunning } from './facts/find-running.js';
import { FindSessionOfLaunch } from './facts/find-session-of-launch.js';
import { FindSessionToRun } from './facts/find-session-to-run.js';
import { LAUNCHABLE_PROJECTS } from './facts/launchable-project.js';
import { LaunchableProjectsFromLog } from './facts/launchable-projects-from-log.js';
import { launch, launchStream } from './launch.js';
import { DueDisksQueries } from './read/due-disks.queries.js';
import { LaunchQueries } from './read/launches.queries.js';
import { OwnLaunchStatuses } from './read/own-launch-statuses.js';
import { RunningLaunchesQueries } from './read/running-launches.queries.js';
import { DeleteFiles, deleteFiles } from './write/delete-files.js';
import { KeepRunning, keepRunning } from './write/keep-running.js';
import { LaunchSession, launchSession } from './write/launch-session.js';
import { PauseAtLimit, pauseAtLimit } from './write/pause-at-limit.js';
import { PauseLaunch, pauseLaunch } from './write/pause-launch.js';
import { ResumeLaunch, resumeLaunch } from './write/resume-launch.js';
import { StopLaunch, stopLaunch } from './write/stop-launch.js';

const slot = {
  stream: ({ launchId }: { launchId: string }) => launchStream(launchId),
  evolver: launch,
} as const;

/** What this slice can do: command → decision, with the facts it needs. What is observed comes from the saga. */
const commands = [
  on(LaunchSession, { ...slot, decide: launchSession, facts: FindSessionToRun, may: 'launch-session' }),
  on(PauseLaunch, { ...slot, decide: pauseLaunch, may: 'own-launch' }),
  on(PauseAtLimit, { ...slot, decide: pauseAtLimit, may: 'own-launch' }),
  on(KeepRunning, { ...slot, decide: keepRunning, may: 'own-launch' }),
  on(ResumeLaunch, { ...slot, decide: resumeLaunch, facts: FindSessionOfLaunch, may: 'own-launch' }),
  on(StopLaunch, { ...slot, decide: stopLaunch, may: 'own-launch' }),
  on(DeleteFiles, { ...slot, decide: deleteFiles, may: 'own-launch' }),
];

/** What happens by itself. */
const policies = [
  whenever(whenImageResolvedThenPin, { startAt: 'beginning', commands: { pin: PinSessionImage } }),
  whenever(whenTokenUsedThenNote, { startAt: 'now', commands: { note: NoteTokenUse } }),
];

/** Global, because sessions show their launches' statuses without knowing this slice: they ask by LAUNCH_STATUSES. */
@Global()
@Module({
  imports: [ResourcesModule],
  providers: [
    LaunchQueries,
    DueDisksQueries,
    RunningLaunchesQueries,
    FindPlace,
    FindEnterable,
    FindRunning,
    FindKeptDisk,
    FindLaunchableSession,
    FindSessionToRun,
    FindSessionOfLaunch,
    {
      provide: LAUNCHABLE_PROJECTS,
      inject: [StreamStates],
      useFactory: (states: StreamStates) => new LaunchableProjectsFromLog(states),
    },
    { provide: LAUNCH_STATUSES, useClass: OwnLaunchStatuses },
    ...commands.map(commandHandler),
    ...policies.map(policyProvider),
  ],
  exports: [
    LaunchQueries,
    DueDisksQueries,
    RunningLaunchesQueries,
    LAUNCHABLE_PROJECTS,
    LAUNCH_STATUSES,
    FindPlace,
    FindRunning,
    FindKeptDisk,
  ],
})
export class LaunchesModule {}
