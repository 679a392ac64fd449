import { Global, Module } from '@nestjs/common';
import { EnvironmentsModule } from '#libs/environments';
import { BranchUse } from '#libs/images';
import { ProjectsModule, SESSION_SUMMARIES } from '#libs/projects';
import { ResourcesModule } from '#libs/resources';
import { commandHandler, on } from '#libs/slice';
import { ConfigurationFinder } from './facts/configuration-finder.js';
import { EnvironmentFinder } from './facts/environment-finder.js';
import { ReproductionFinder } from './facts/reproduction-finder.js';
import { VersionFinder } from './facts/version-finder.js';
import { BranchesWithSessions } from './read/branches-with-sessions.js';
import { SessionQueries } from './read/session.queries.js';
import { sessions, sessionsStream } from './sessions.js';
import { AddEnvironment, addEnvironment } from './write/add-environment.js';
import { ChangeSessionImage, changeSessionImage } from './write/change-session-image.js';
import { ChooseDefaultSession, chooseDefaultSession } from './write/choose-default-session.js';
import { ConfigureSession, configureSession } from './write/configure-session.js';
import { PinSessionImage, pinSessionImage } from './write/pin-session-image.js';
import { RemoveSession, removeSession } from './write/remove-session.js';
import { ReproduceRun, reproduceRun } from './write/reproduce-run.js';
import { RestoreSession, restoreSession } from './write/restore-session.js';

/** Pitch: "users with write access to the project should be allowed to create and configure sessions". */
const slot = {
  stream: ({ projectId }: { projectId: string }) => sessionsStream(projectId),
  evolver: sessions,
  may: 'configure-sessions',
} as const;

/** What this slice can do: command → decision, with the facts it needs. */
const commands = [
  on(AddEnvironment, { ...slot, decide: addEnvironment, facts: EnvironmentFinder }),
  on(ConfigureSession, { ...slot, decide: configureSession, facts: ConfigurationFinder }),
  on(ChangeSessionImage, { ...slot, decide: changeSessionImage, facts: VersionFinder }),
  on(PinSessionImage, { ...slot, decide: pinSessionImage }),
  on(ChooseDefaultSession, { ...slot, decide: chooseDefaultSession }),
  on(ReproduceRun, { ...slot, decide: reproduceRun, facts: ReproductionFinder }),
  on(RemoveSession, { ...slot, decide: removeSession }),
  on(RestoreSession, { ...slot, decide: restoreSession }),
];

/** Global, because others ask of sessions without knowing this slice: projects by SESSION_SUMMARIES, images by BranchUse. */
@Global()
@Module({
  imports: [EnvironmentsModule, ProjectsModule, ResourcesModule],
  providers: [
    SessionQueries,
    { provide: SESSION_SUMMARIES, useExisting: SessionQueries },
    BranchesWithSessions,
    { provide: BranchUse, useExisting: BranchesWithSessions },
    EnvironmentFinder,
    ConfigurationFinder,
    ReproductionFinder,
    VersionFinder,
    ...commands.map(commandHandler),
  ],
  exports: [SessionQueries, SESSION_SUMMARIES, BranchesWithSessions, BranchUse],
})
export class SessionsModule {}
