import type Docker from 'dockerode';
import { type ResolvedImageRun, resolveImageRun } from '#libs/image-registry';
import type { Cloned } from '../cloning/clone.js';
import { imageAtDigest } from '../image-at-digest.js';
import { missingFiles } from '../missing-files.js';
import type { Phase, RunSpec, RunWarning } from '../session-runtime.js';
import type { StorageSources } from '../storages/storage-sources.js';
import type { CloneParts } from './clone-parts.js';
import type { ContainerPlan } from './container-options.js';
import { DirectoryProbe } from './directory-probe.js';
import type { DockerInstallation } from './docker-installation.js';
import { dockerStorages } from './docker-storages.js';
import { HalfPutFiles } from './half-put-files.js';
import { imageConfigOf } from './image-config-of.js';
import { type ImageUser, imageUser } from './image-user.js';
import { lostVolumes } from './lost-volumes.js';
import { readFromContainer } from './read-from-container.js';
import { giveHome, putRepositories } from './work-files.js';

export interface PrepareSessionParts {
  readonly here: DockerInstallation;
  readonly spec: RunSpec;
  readonly token: string;
  readonly clone: CloneParts;
  readonly signal: AbortSignal;
  readonly isRootWritable: boolean;
  readonly storages: StorageSources;
  readonly tell: (phase: Phase) => void;
}

/**
 * The session's files on its disk, and how its container is to be made. Undefined where another process is at it: it is to be
 * looked at again.
 */
export async function prepareSession(
  parts: PrepareSessionParts,
  image: Docker.ImageInspectInfo,
): Promise<ContainerPlan | undefined> {
  const { here, spec, token, isRootWritable } = parts;
  const { volumes, madeForRun } = await here.disks.ensure(spec);
  const name = imageAtDigest(spec.image);
  const place = { key: spec, diskId: spec.diskId, epoch: spec.epoch, image: name, volumes };
  const staging = await here.staging.enter(place);
  if (staging === undefined) return undefined;
  if (spec.repositories.length > 0) parts.tell('cloning');
  try {
    const config = imageConfigOf(image);
    const run = resolveImageRun(spec.imageRun, config);
    const user = await userOf(staging, run.user ?? config.user, parts.signal);
    const cloned = await putFiles(parts, staging, user);
    const storages = await storagesOf(parts, name);
    const missing = missingFiles(spec, madeForRun);
    const warnings = [...missing, ...lostVolumes(image, user), ...storages.warnings, ...cloned.warnings];
    const labels = here.scope.labels(labelsOf(parts, run, { ...cloned, warnings }));
    const network = here.containers.networkOf(spec);
    const its = { spec, run, user, labels, network, volumes, token, isRootWritable };
    return { ...its, storages: storages.mounts, image: name };
  } finally {
    await here.staging.leave(spec, staging.id);
  }
}

async function userOf(staging: Docker.Container, user: string, signal: AbortSignal): Promise<ImageUser> {
  const read = async (path: string) => (await readFromContainer(staging, path, signal)) ?? '';
  return imageUser(user, await read('/etc/passwd'), await read('/etc/group'));
}

async function putFiles(
  { here, spec, clone, signal }: PrepareSessionParts,
  staging: Docker.Container,
  user: ImageUser,
): Promise<Cloned> {
  const halfPut = new HalfPutFiles(here.docker, here.scope, spec.diskId);
  const half = await halfPut.names();
  const cloned = await putRepositories(staging, spec.repositories, {
    ...{ user, signal, clone },
    isHalf: (name) => half.includes(name),
    beginPutting: (names) => halfPut.begin(names),
  });
  await halfPut.finish();
  await giveHome(staging, { user, signal });
  return cloned;
}

/** What asks for it is labelled as the disk's: whatever a crash leaves goes with that. */
function storagesOf({ here, spec, storages, signal }: PrepareSessionParts, image: string) {
  const labels = here.scope.labels({
    kind: 'staging',
    launch: spec.launchId,
    run: String(spec.run),
    disk: spec.diskId,
  });
  return dockerStorages(spec, storages, new DirectoryProbe({ docker: here.docker, image, labels, signal }));
}

function labelsOf({ spec, isRootWritable }: PrepareSessionParts, run: ResolvedImageRun, { commits, warnings }: Cloned) {
  const { launchId, labels } = spec;
  const all = [...(isRootWritable ? [rootIsWritable] : []), ...warnings];
  return {
    ...{ kind: 'session', launch: launchId, run: String(spec.run), disk: spec.diskId, epoch: String(spec.epoch) },
    ...{ project: labels.projectId, session: labels.sessionId, user: labels.userId },
    ...{ 'front-end': run.frontEnd, port: String(run.port), 'landing-path': run.landingPath },
    ...{ root: isRootWritable ? 'writable' : 'read-only' },
    ...{ commits: JSON.stringify(commits), warnings: JSON.stringify(all) },
  };
}

const rootIsWritable: RunWarning = {
  code: 'root-writable',
  message:
    'The image does not start where it cannot change its own files, so it may: what is outside /work and the home is lost with this run.',
};
