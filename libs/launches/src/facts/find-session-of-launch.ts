import { Injectable } from '@nestjs/common';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import { launch, launchStream } from '../launch.js';
import type { LaunchableSession } from '../write/launch-session.js';
import type { ResumeLaunch } from '../write/resume-launch.js';
import { FindLaunchableSession } from './find-launchable-session.js';
import { FindSessionToRun } from './find-session-to-run.js';

@Injectable()
export class FindSessionOfLaunch implements FactFinder<DataOf<ResumeLaunch>, { readonly session: LaunchableSession }> {
  constructor(
    private readonly sessions: FindLaunchableSession,
    private readonly toRun: FindSessionToRun,
  ) {}

  async find(
    { launchId, configuration }: DataOf<ResumeLaunch>,
    context: CommandContext,
    streams: StreamReader,
  ): Promise<{ session: LaunchableSession }> {
    const { state } = await streams.of(launchStream(launchId), launch);
    if (state === undefined) return { session: { configuration: undefined } };
    const session = await this.sessions.find(state, context, streams);
    return { session: configuration === 'current' ? await this.toRun.complete(session) : session };
  }
}
