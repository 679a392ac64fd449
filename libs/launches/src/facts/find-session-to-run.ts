import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { checkImage, ImageInspector, pinnedTo } from '#libs/image-registry';
import { ResourceClassQueries } from '#libs/resources';
import type { FactFinder } from '#libs/slice';
import { launch, launchStream } from '../launch.js';
import { isOccupied } from '../launch-states.js';
import type { LaunchableSession, LaunchSession } from '../write/launch-session.js';
import { FindLaunchableSession } from './find-launchable-session.js';

type Pinned = Pick<LaunchableSession, 'configuration' | 'imageResolved'>;

/**
 * The session with what a new run of it needs: the sizes that are offered, and the digest of its image. One that was added while
 * its registry could not be asked is asked for now (rule 2); if it still cannot be, whoever pulls it says which it was.
 */
@Injectable()
export class FindSessionToRun implements FactFinder<DataOf<LaunchSession>, LaunchableSession> {
  constructor(
    private readonly sessions: FindLaunchableSession,
    private readonly resources: ResourceClassQueries,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  async find(data: DataOf<LaunchSession>, context: CommandContext, streams: StreamReader): Promise<LaunchableSession> {
    const [found, { state }] = await Promise.all([
      this.sessions.find(data, context, streams),
      streams.of(launchStream(data.launchId), launch),
    ]);
    return state !== undefined && isOccupied(state) ? found : this.complete(found);
  }

  /** Of a session that is found already. */
  async complete(found: LaunchableSession): Promise<LaunchableSession> {
    const [pinned, offered] = await Promise.all([this.pinned(found), this.resources.offered()]);
    return { ...pinned, resourceClasses: offered };
  }

  private async pinned({ configuration }: LaunchableSession): Promise<Pinned> {
    if (configuration === undefined || configuration.image.digest !== undefined) return { configuration };
    const image = pinnedTo(configuration.image, await checkImage(this.images, configuration.image));
    return { configuration: { ...configuration, image: { ...image } }, imageResolved: image.digest !== undefined };
  }
}
