import type Docker from 'dockerode';
import { partsOfReference } from '#libs/image-registry';
import { imageAtDigest } from '../image-at-digest.js';
import { linesOf } from '../lines-of.js';
import type { RunSpec } from '../session-runtime.js';
import { ifFound } from './if-found.js';
import { pullFailure } from './pull-failure.js';
import { type PullLine, PullProgress } from './pull-progress.js';

type Line = PullLine & { readonly error?: string | undefined };

/** By registry (`host[:port]`); undefined: none. */
export type PullCredentials = (registry: string) => { readonly username: string; readonly token: string } | undefined;

interface Pulling {
  readonly tell: (detail?: string) => void;
  readonly signal: AbortSignal;
  readonly credentials?: PullCredentials | undefined;
}

const authFor = (image: RunSpec['image'], credentials: PullCredentials | undefined): Docker.AuthConfig | undefined => {
  if (image.isBuilt !== true) return undefined;
  const { registry } = partsOfReference(image.reference);
  const known = credentials?.(registry);
  return known && { username: known.username, password: known.token, serveraddress: registry };
};

/** What the image says of itself, pulled where it is not there yet. Rejects with RunFailure. */
export async function pullImage(
  docker: Docker,
  image: RunSpec['image'],
  pulling: Pulling,
): Promise<Docker.ImageInspectInfo> {
  const name = imageAtDigest(image);
  const there = await ifFound(docker.getImage(name).inspect());
  if (there !== undefined) return there;
  pulling.tell();
  await pull(docker, name, { ...pulling, authconfig: authFor(image, pulling.credentials) });
  const pulled = await ifFound(docker.getImage(name).inspect());
  if (pulled === undefined) throw pullFailure(name, 'It was pulled, and is not there: not found.');
  return pulled;
}

async function pull(
  docker: Docker,
  name: string,
  { tell, signal, authconfig }: Pulling & { readonly authconfig: Docker.AuthConfig | undefined },
): Promise<void> {
  const options = { fromImage: name, abortSignal: signal, ...(authconfig && { authconfig }) };
  const stream = await docker.createImage(options).catch((error: unknown) => {
    // an engine that does not answer at all is another matter
    if (error instanceof Error && 'statusCode' in error) throw pullFailure(name, error.message);
    throw error;
  });
  const progress = new PullProgress();
  for await (const text of linesOf(stream)) {
    if (text.trim() === '') continue;
    const line = JSON.parse(text) as Line;
    if (line.error !== undefined) throw pullFailure(name, line.error);
    const detail = progress.add(line);
    if (detail !== undefined) tell(detail);
  }
}
