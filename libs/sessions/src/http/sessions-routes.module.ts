import { Module } from '@nestjs/common';
import { EnvironmentsModule } from '#libs/environments';
import { ProjectsModule } from '#libs/projects';
import { ResourcesModule } from '#libs/resources';
import { SessionList } from '../read/session-list.js';
import { SessionsModule } from '../sessions.module.js';
import { DefaultSessionController } from './default-session.controller.js';
import { SessionReader } from './session-reader.js';
import { SessionViews } from './session-views.js';
import { SessionsController } from './sessions.controller.js';

/** The slice over HTTP. */
@Module({
  imports: [EnvironmentsModule, ProjectsModule, ResourcesModule, SessionsModule],
  controllers: [SessionsController, DefaultSessionController],
  providers: [SessionList, SessionReader, SessionViews],
})
export class SessionsRoutesModule {}
