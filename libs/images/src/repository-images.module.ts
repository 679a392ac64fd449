import { Module } from '@nestjs/common';
import { commandHandler, on } from '#libs/slice';
import { PersonalLook } from './looking/personal-look.js';
import { RepositoryLook } from './looking/repository-look.js';
import { RepositoryImagesQueries } from './read/repository-images.queries.js';
import { repositoryImages, repositoryStream } from './repository-images.js';
import { RepositoryWatch } from './watching/repository-watch.js';
import { RecordBranches, recordBranches } from './write/record-branches.js';
import { RecordImage, recordImage } from './write/record-image.js';

const repositorySlot = {
  stream: ({ repositoryId }: { repositoryId: string }) => repositoryStream(repositoryId),
  evolver: repositoryImages,
  may: 'manage-catalogue',
} as const;

/** What this slice can do. Nobody but the system sends it. */
const commands = [
  on(RecordImage, { ...repositorySlot, decide: recordImage }),
  on(RecordBranches, { ...repositorySlot, decide: recordBranches }),
];

/** Needs providers of CodeHosts, OutboundClient, BuiltImageInspector and BranchUse. */
@Module({
  providers: [RepositoryImagesQueries, RepositoryLook, PersonalLook, RepositoryWatch, ...commands.map(commandHandler)],
  exports: [RepositoryImagesQueries, RepositoryLook, PersonalLook, RepositoryWatch],
})
export class RepositoryImagesModule {}
