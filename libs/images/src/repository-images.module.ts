import { Module } from '@nestjs/common';
import { commandHandler, on } from '#libs/slice';
import { PersonalLook } from './looking/personal-look.js';
import { RepositoryLook } from './looking/repository-look.js';
import { RepositoryImagesQueries } from './read/repository-images.queries.js';
import { repositoryImages, repositoryStream } from './repository-images.js';
import { RepositoryWatch } from './watching/repository-watch.js';
import { RecordImage, recordImage } from './write/record-image.js';

/** What this slice can do. Nobody but the system sends it. */
const commands = [
  on(RecordImage, {
    stream: ({ repositoryId }) => repositoryStream(repositoryId),
    evolver: repositoryImages,
    decide: recordImage,
    may: 'manage-catalogue',
  }),
];

/** Needs providers of CodeHosts, OutboundClient, BuiltImageInspector and BranchUse. */
@Module({
  providers: [RepositoryImagesQueries, RepositoryLook, PersonalLook, RepositoryWatch, ...commands.map(commandHandler)],
  exports: [RepositoryImagesQueries, RepositoryLook, PersonalLook, RepositoryWatch],
})
export class RepositoryImagesModule {}
