import { Inject, Injectable } from '@nestjs/common';
import { type CommandContext, type DataOf, type EventStore, readState } from '#libs/event-sourcing';
import { EVENT_STORE, type FactFinder } from '#libs/slice';
import { launch, launchStream } from '../launch.js';
import type { LaunchableSession } from '../write/launch-session.js';
import type { ResumeLaunch } from '../write/resume-launch.js';
import { FindLaunchableSession } from './find-launchable-session.js';

@Injectable()
export class FindSessionOfLaunch implements FactFinder<DataOf<ResumeLaunch>, { readonly session: LaunchableSession }> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sessions: FindLaunchableSession,
  ) {}

  async find({ launchId }: DataOf<ResumeLaunch>, context: CommandContext): Promise<{ session: LaunchableSession }> {
    const { state } = await readState(this.store, launchStream(launchId), launch);
    if (state === undefined) return { session: { configuration: undefined } };
    return { session: await this.sessions.find(state, context) };
  }
}
