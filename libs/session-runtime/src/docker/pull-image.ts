import type Docker from 'dockerode';
import { partsOfReference } from '#libs/image-registry';
import { imageAtDigest } from '../image-at-digest.js';
import { linesOf } from '../lines-of.js';
import { pullCause } from '../pull-cause.js';
import type { RunSpec } from '../session-runtime.js';
import { enduranceOf } from './endurance-of.js';
import { ifFound } from './if-found.js';
import { isMissing } from './is-missing.js';
import { isRefused } from './is-refused.js';
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
    throw isRefused(error) ? refusedPull(name, error) : error;
  });
  const progress = new PullProgress();
  for await (const text of linesOf(stream)) {
    if (text.trim() === '') continue;
    const line = JSON.parse(text) as Line;
    if (line.error !== undefined) throw refusedPull(name, Object.assign(new Error(line.error), { statusCode: 500 }));
    const detail = progress.add(line);
    if (detail !== undefined) tell(detail);
  }
}

/** A trouble of the engine's own, which passes, is nothing that the image fails for. */
function refusedPull(name: string, error: Error): Error {
  const isOfEngine = pullCause(error.message) === undefined && !isMissing(error) && enduranceOf(error) === 'passing';
  return isOfEngine ? error : pullFailure(name, error.message);
}
