import { Inject, Injectable, Optional } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { CommandContext, StreamReader } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import { project, projectStream } from '../project.js';
import type { KnownMembers } from '../write/pass-on-project.js';

/** Those of a project's members whom the user directory knows; without a directory, all of them. */
@Injectable()
export class FindKnownMembers implements FactFinder<{ readonly projectId: string }, KnownMembers> {
  constructor(@Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined) {}

  async find(
    { projectId }: { readonly projectId: string },
    _: CommandContext,
    streams: StreamReader,
  ): Promise<KnownMembers> {
    const { state } = await streams.of(projectStream(projectId), project);
    const userIds = (state?.members ?? []).map(({ userId }) => userId);
    const { directory } = this;
    if (directory === undefined) return { known: new Set(userIds) };
    const found = await Promise.all(userIds.map((userId) => directory.find(userId)));
    return { known: new Set(userIds.filter((_id, index) => found[index] !== undefined)) };
  }
}
