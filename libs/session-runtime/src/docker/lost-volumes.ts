import { posix } from 'node:path';
import type Docker from 'dockerode';
import type { RunWarning } from '../session-runtime.js';
import { homeOf } from './container-options.js';
import type { ImageUser } from './image-user.js';

const [mostNamed, mostCharacters] = [3, 300];

/** Below /work and the home an image may declare volumes: an engine makes them anew for each container, and they hide what is kept. */
export function lostVolumes({ Config }: Docker.ImageInspectInfo, user: ImageUser): readonly RunWarning[] {
  const kept = ['/work/', `${homeOf(user)}/`];
  // an engine answers null where the image declares none
  const declared = Object.keys((Config.Volumes as typeof Config.Volumes | null) ?? {}).map((path) =>
    posix.resolve('/', path),
  );
  const lost = declared.filter((path) => kept.some((place) => path.startsWith(place))).sort();
  if (lost.length === 0) return [];
  const named = lost.slice(0, mostNamed).join(', ').slice(0, mostCharacters);
  return [{ code: 'files-not-kept', message: `${named}${lost.length > mostNamed ? ', …' : ''}: ${why}` }];
}

const why =
  'the image declares a volume there, and what is in it is lost with this run. Keep your files elsewhere in /work.';
