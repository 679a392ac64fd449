import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { type CommandContext, deriveId, type EventStore, type ReadModels } from '#libs/event-sourcing';
import { LaunchQueries, StopLaunch } from '#libs/launches';
import { ProjectQueries } from '#libs/projects';
import { BEARER_AUTHENTICATOR, type BearerAuthenticator, ProblemError, READ_MODELS } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';

const PATIENCE_MS = 5000;

/** Stops a person's launches, discards their disks, forgets name and address: the log keeps an id that means nobody. */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly commands: CommandBus,
    private readonly launches: LaunchQueries,
    private readonly projects: ProjectQueries,
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(BEARER_AUTHENTICATOR) private readonly authenticator: BearerAuthenticator,
  ) {}

  /** Can be repeated until it succeeds. Throws the problems `read-model-behind` and `last-owner`. */
  async erase(userId: string, context: CommandContext): Promise<void> {
    await this.catchUp();
    await this.refuseLastOwner(userId);
    for (const { launchId } of await this.launches.search({ userId, limit: 10_000 })) {
      const commandId = deriveId(context.commandId, launchId);
      const bySystem = { ...context, commandId, actor: 'system:erasure' };
      await this.commands.execute(new StopLaunch({ launchId, discard: true, reason: 'user-erased' }, bySystem));
    }
    await this.directory.erase(userId);
    this.authenticator.forget(userId);
  }

  /** A project always has an owner, and one who was erased earlier is none. */
  private async refuseLastOwner(userId: string): Promise<void> {
    const last: { projectId: string; name: string }[] = [];
    for (const { projectId, name, members } of await this.projects.ofOwner(userId)) {
      const others = members.filter((member) => member.role === 'owner' && member.userId !== userId);
      const known = await Promise.all(others.map((owner) => this.directory.find(owner.userId)));
      if (known.every((person) => person === undefined)) last.push({ projectId, name });
    }
    if (last.length === 0) return;
    const named = last.map(({ projectId, name }) => `"${name}" (${projectId})`).join(', ');
    const detail = `You are the last owner of ${named}. Make somebody else an owner, or delete the project, first.`;
    throw new ProblemError('last-owner', detail, { projects: last });
  }

  /** What was launched a moment ago is in no document yet, and must not outlive its user; nor must a project that was made. */
  private async catchUp(): Promise<void> {
    if (await this.readModels.waitFor(await this.eventStore.head(), PATIENCE_MS)) return;
    const detail = 'Your projects and launches cannot be listed yet. Nothing was changed; try again in a moment.';
    throw new ProblemError('read-model-behind', detail);
  }
}
