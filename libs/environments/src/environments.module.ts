import { Module } from '@nestjs/common';
import { commandHandler, on } from '#libs/slice';
import { environmentStream, environments } from './environments.js';
import { CatalogueImageChecker } from './facts/catalogue-image-checker.js';
import { CatalogueQueries } from './read/catalogue.queries.js';
import { ArchiveEnvironment, archiveEnvironment } from './write/archive-environment.js';
import { PublishEnvironment, publishEnvironment } from './write/publish-environment.js';
import { ReviseEnvironment, reviseEnvironment } from './write/revise-environment.js';

const catalogueStream = {
  stream: ({ environmentId }: { environmentId: string }) => environmentStream(environmentId),
  evolver: environments,
  may: 'manage-catalogue',
} as const;

/** What this slice can do: command → decision. */
const commands = [
  on(PublishEnvironment, { ...catalogueStream, decide: publishEnvironment, facts: CatalogueImageChecker }),
  on(ReviseEnvironment, { ...catalogueStream, decide: reviseEnvironment, facts: CatalogueImageChecker }),
  on(ArchiveEnvironment, { ...catalogueStream, decide: archiveEnvironment }),
];

@Module({
  providers: [CatalogueQueries, CatalogueImageChecker, ...commands.map(commandHandler)],
  exports: [CatalogueQueries],
})
export class EnvironmentsModule {}
