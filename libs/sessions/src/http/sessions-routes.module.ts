import { Module } from '@nestjs/common';
import { EnvironmentsModule } from '#libs/environments';
import { RepositoryImagesModule } from '#libs/images';
import { ProjectsModule } from '#libs/projects';
import { ResourcesModule } from '#libs/resources';
import { ComparedMoments } from '../comparing/compared-moments.js';
import { EnvironmentUseQueries } from '../read/environment-use.queries.js';
import { SessionList } from '../read/session-list.js';
import { SessionsModule } from '../sessions.module.js';
import { DefaultSessionController } from './default-session.controller.js';
import { EnvironmentUseController } from './environment-use.controller.js';
import { FoundSessionsController } from './found-sessions.controller.js';
import { ProjectDiffController } from './project-diff.controller.js';
import { RequestedEnvironments } from './requested-environments.js';
import { RestoreSessionController } from './restore-session.controller.js';
import { SessionReader } from './session-reader.js';
import { SessionViews } from './session-views.js';
import { SessionsController } from './sessions.controller.js';

/** The slice over HTTP. */
@Module({
  imports: [EnvironmentsModule, ProjectsModule, RepositoryImagesModule, ResourcesModule, SessionsModule],
  controllers: [
    SessionsController,
    DefaultSessionController,
    EnvironmentUseController,
    FoundSessionsController,
    ProjectDiffController,
    RestoreSessionController,
  ],
  providers: [ComparedMoments, EnvironmentUseQueries, RequestedEnvironments, SessionList, SessionReader, SessionViews],
})
export class SessionsRoutesModule {}
