import { Inject, Injectable } from '@nestjs/common';
import { environmentStream, environmentVersions } from '#libs/environments';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { checkImage, ImageInspector } from '#libs/image-registry';
import { builtImages, newestOf, repositoryImages, repositoryStream } from '#libs/images';
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
        const stream = repositoryStream(source.repositoryId);
        const [{ state: built }, { state: known }] = await Promise.all([
          streams.of(stream, builtImages),
          streams.of(stream, repositoryImages),
        ]);
        const newest = newestOf(known, source.branch);
        const older = built.filter(({ branch, revision }) => branch === source.branch && revision !== newest?.revision);
        // of a quiet branch the newest may be older than all that is remembered of busy ones
        return { versions: [], builtImages: newest === undefined ? older : [...older, newest] };
      }
      default:
        return { versions: [] };
    }
  }
}
