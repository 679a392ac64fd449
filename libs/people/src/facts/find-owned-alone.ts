import { Inject, Injectable } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { CommandContext, EventStore, ReadModels, StreamReader } from '#libs/event-sourcing';
import { ProjectQueries } from '#libs/projects';
import { ProblemError, READ_MODELS } from '#libs/rest';
import { EVENT_STORE, type FactFinder } from '#libs/slice';
import { person, personStream } from '../person.js';
import type { OwnedProjects } from '../write/erase-person.js';

const PATIENCE_MS = 5000;

/** Projects without another owner. One who was erased is none. Throws the problem `read-model-behind`. */
@Injectable()
export class FindOwnedAlone implements FactFinder<{ readonly userId: string }, OwnedProjects> {
  constructor(
    private readonly projects: ProjectQueries,
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
  ) {}

  async find(
    { userId }: { readonly userId: string },
    _: Pick<CommandContext, 'actor'>,
    streams: StreamReader,
  ): Promise<OwnedProjects> {
    await this.catchUp();
    const ownedAlone: { projectId: string; name: string }[] = [];
    for (const { projectId, name, members } of await this.projects.ofOwner(userId)) {
      const others = members.filter((member) => member.role === 'owner' && member.userId !== userId);
      const known = await Promise.all(others.map((owner) => this.isKnown(owner.userId, streams)));
      if (!known.includes(true)) ownedAlone.push({ projectId, name });
    }
    return { ownedAlone };
  }

  private async isKnown(userId: string, streams: StreamReader): Promise<boolean> {
    const { state } = await streams.of(personStream(userId), person);
    return !state.isErased && (await this.directory.find(userId)) !== undefined;
  }

  /** A project that was made a moment ago is in no document yet, and must not be left without owner. */
  private async catchUp(): Promise<void> {
    if (await this.readModels.waitFor(await this.eventStore.head(), PATIENCE_MS)) return;
    const detail = 'Your projects cannot be listed yet. Nothing was changed; try again in a moment.';
    throw new ProblemError('read-model-behind', detail);
  }
}
