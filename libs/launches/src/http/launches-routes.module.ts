import { Module } from '@nestjs/common';
import { ResourcesModule } from '#libs/resources';
import { LaunchesModule } from '../launches.module.js';
import { LoadQueries } from '../read/load.queries.js';
import { LaunchFilesController } from './launch-files.controller.js';
import { LaunchViews } from './launch-views.js';
import { LaunchesController } from './launches.controller.js';
import { LaunchingController } from './launching.controller.js';
import { LoadController } from './load.controller.js';

/** The slice over HTTP. Needs SESSION_RUNTIME_READER and SESSION_TICKETS from global modules. */
@Module({
  imports: [LaunchesModule, ResourcesModule],
  controllers: [LaunchingController, LaunchesController, LaunchFilesController, LoadController],
  providers: [LaunchViews, LoadQueries],
})
export class LaunchesRoutesModule {}
