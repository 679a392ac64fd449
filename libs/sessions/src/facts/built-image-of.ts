import type { StreamReader } from '#libs/event-sourcing';
import { type BuiltImage, builtImages, builtOf, newestOf, repositoryImages, repositoryStream } from '#libs/images';

interface Wanted {
  readonly repositoryId: string;
  readonly branch: string;
  /** Absent: the newest one that has an image. */
  readonly commit?: string | undefined;
}

/** As the log says, where it is remembered. The newest of a quiet branch is, whatever was built of busy ones since. */
export const builtImageOf = async (
  { repositoryId, branch, commit }: Wanted,
  streams: StreamReader,
): Promise<BuiltImage | undefined> => {
  const stream = repositoryStream(repositoryId);
  const newest = newestOf((await streams.of(stream, repositoryImages)).state, branch);
  if (commit === undefined || newest?.commit === commit) return newest;
  return builtOf((await streams.of(stream, builtImages)).state, { branch, commit });
};
