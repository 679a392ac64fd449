import { Module } from '@nestjs/common';
import { InviteAddress } from '../invitations/invite-address.js';
import { ProjectsModule } from '../projects.module.js';
import { InvitationsController } from './invitations.controller.js';
import { MembersController } from './members.controller.js';
import { OfferedStoragesController } from './offered-storages.controller.js';
import { OwnInvitationsController } from './own-invitations.controller.js';
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
    InvitationsController,
    OwnInvitationsController,
    RepositoriesController,
    StoragesController,
    OfferedStoragesController,
  ],
  providers: [ProjectReader, InviteAddress],
})
export class ProjectsRoutesModule {}
