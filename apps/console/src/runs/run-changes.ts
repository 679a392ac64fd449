import { t } from '@lingui/core/macro';
import type { Repository, Run, Session, Storage } from '../api/schema.js';
import { isOtherImage } from '../sessions/is-other-image.js';
import { runInWords } from '../sessions/run-in-words.js';
import { imageInWords, mountedRepositories, mountedStorages, sizeInWords } from '../sessions/session-words.js';

/** How the session of a run is configured now. */
interface Now {
  readonly session: Session;
  readonly repositories: readonly Repository[];
  readonly storages: readonly Storage[];
}

export interface RunChange {
  readonly what: string;
  readonly then: string;
  readonly now: string;
}

type Mounted = readonly { readonly name: string }[];

const mounts = (things: Mounted, none: string): string => {
  const paths = things.map(({ name }) => `/work/${name}`);
  return paths.length === 0 ? none : paths.toSorted().join(', ');
};

/** In what a run differs from how its session is configured now; commits change from run to run unless they are pinned. */
export const runChanges = (run: Run, { session, repositories, storages }: Now): readonly RunChange[] => {
  const image = imageInWords(run.image);
  const { image: imageNow } = session.environment;
  const noCode = t({ message: 'none', context: 'code' });
  const noStorages = t({ message: 'none', context: 'storages' });
  const compared: readonly RunChange[] = [
    { what: t`Image`, then: image, now: isOtherImage(run.image, imageNow) ? imageInWords(imageNow) : image },
    { what: t`Resources`, then: sizeInWords(run), now: sizeInWords(session) },
    {
      what: t`Code`,
      then: mounts(run.repositories, noCode),
      now: mounts(mountedRepositories(session, repositories), noCode),
    },
    {
      what: t`Storages`,
      then: mounts(run.storages, noStorages),
      now: mounts(mountedStorages(session, storages), noStorages),
    },
    {
      what: t`How it is run`,
      then: runInWords(run.environment.run),
      // field by field, as a run merges what the session says into what the environment says
      now: runInWords({ ...session.environment.run, ...session.run }),
    },
  ];
  return compared.filter(({ then, now }) => then !== now);
};
