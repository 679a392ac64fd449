import { Module } from '@nestjs/common';
import { commandHandler, on } from '#libs/slice';
import { ResourceClassQueries } from './read/resource-classes.queries.js';
import { resourceClasses, resourceClassesStream } from './resource-classes.js';
import { ArchiveResourceClass, archiveResourceClass } from './write/archive-resource-class.js';
import { PublishResourceClass, publishResourceClass } from './write/publish-resource-class.js';
import { ReviseResourceClass, reviseResourceClass } from './write/revise-resource-class.js';

const slot = {
  stream: () => resourceClassesStream,
  evolver: resourceClasses,
  may: 'manage-resource-classes',
} as const;

/** What this slice can do: command → decision. */
const commands = [
  on(PublishResourceClass, { ...slot, decide: publishResourceClass }),
  on(ReviseResourceClass, { ...slot, decide: reviseResourceClass }),
  on(ArchiveResourceClass, { ...slot, decide: archiveResourceClass }),
];

@Module({ providers: [ResourceClassQueries, ...commands.map(commandHandler)], exports: [ResourceClassQueries] })
export class ResourcesModule {}
