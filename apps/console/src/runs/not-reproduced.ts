import { t } from '@lingui/core/macro';
import type { Run } from '../api/schema.js';

/** What a reproduction cannot have in common with the run, in words. */
export const notReproduced = ({ image, repositories, storages }: Run): readonly string[] => [
  ...(image.digest === undefined
    ? [t`Which image it was: the log has no digest of it. Its reference may lead to another one by now.`]
    : []),
  ...repositories
    .filter(({ commit, pinned }) => commit === undefined && pinned === undefined)
    .map(({ name }) => t`At which commit /work/${name} was: the log does not say. It is cloned as it is by then.`),
  ...storages.map(({ name }) => t`What was in /work/${name}: a storage is mounted as it is by then.`),
  t`Files under /work that were in no repository, and changes that were never pushed.`,
];
