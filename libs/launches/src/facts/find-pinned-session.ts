import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { checkImage, ImageInspector, pinnedTo } from '#libs/image-registry';
import type { FactFinder } from '#libs/slice';
import { launch, launchStream } from '../launch.js';
import { isOccupied } from '../launch-states.js';
import type { LaunchableSession, LaunchSession } from '../write/launch-session.js';
import { FindLaunchableSession } from './find-launchable-session.js';

/**
 * The session with the digest of its image. One that was added while its registry could not be asked is asked for now (rule 2);
 * if it still cannot be, whoever pulls it says which it was.
 */
@Injectable()
export class FindPinnedSession implements FactFinder<DataOf<LaunchSession>, LaunchableSession> {
  constructor(
    private readonly sessions: FindLaunchableSession,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  async find(data: DataOf<LaunchSession>, context: CommandContext, streams: StreamReader): Promise<LaunchableSession> {
    const { configuration } = await this.sessions.find(data, context, streams);
    if (configuration === undefined || configuration.image.digest !== undefined) return { configuration };
    const { state } = await streams.of(launchStream(data.launchId), launch);
    if (state !== undefined && isOccupied(state)) return { configuration };
    const image = pinnedTo(configuration.image, await checkImage(this.images, configuration.image));
    return { configuration: { ...configuration, image: { ...image } }, imageResolved: image.digest !== undefined };
  }
}
