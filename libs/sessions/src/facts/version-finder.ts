import { Inject, Injectable } from '@nestjs/common';
import { environmentStream, environmentVersions } from '#libs/environments';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { checkImage, ImageInspector } from '#libs/image-registry';
import { builtImages, repositoryStream } from '#libs/images';
import type { FactFinder } from '#libs/slice';
import { sessionOf, sessions, sessionsStream } from '../sessions.js';
import { type ChangeSessionImage, imageWanted, type VersionFacts } from '../write/change-session-image.js';

type Asked = DataOf<ChangeSessionImage>;

/** What the session's image can be changed to: the catalogue's versions, what its repository's branch built, or what the registry has. */
@Injectable()
export class VersionFinder implements FactFinder<Asked, VersionFacts> {
  constructor(@Inject(ImageInspector) private readonly images: ImageInspector) {}

  async find({ projectId, sessionId, to }: Asked, _: CommandContext, streams: StreamReader): Promise<VersionFacts> {
    const { state } = await streams.of(sessionsStream(projectId), sessions);
    const source = sessionOf(state, sessionId)?.source;
    switch (source?.kind) {
      case 'catalogue':
        return { versions: (await streams.of(environmentStream(source.environmentId), environmentVersions)).state };
      case 'image':
        return { versions: [], checkedImage: await checkImage(this.images, imageWanted(source.reference, to)) };
      case 'repository': {
        const { state: built } = await streams.of(repositoryStream(source.repositoryId), builtImages);
        return { versions: [], builtImages: built.filter(({ branch }) => branch === source.branch) };
      }
      default:
        return { versions: [] };
    }
  }
}
