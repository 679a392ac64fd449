import { Module } from '@nestjs/common';
import { ProjectsModule } from '../projects.module.js';
import { MembersController } from './members.controller.js';
import { OfferedStoragesController } from './offered-storages.controller.js';
import { ProjectReader } from './project-reader.js';
import { ProjectsController } from './projects.controller.js';
import { RepositoriesController } from './repositories.controller.js';
import { StoragesController } from './storages.controller.js';

/** The slice over HTTP. */
@Module({
  imports: [ProjectsModule],
  controllers: [
    ProjectsController,
    MembersController,
    RepositoriesController,
    StoragesController,
    OfferedStoragesController,
  ],
  providers: [ProjectReader],
})
export class ProjectsRoutesModule {}
