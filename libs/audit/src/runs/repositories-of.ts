import type { LaunchConfiguration } from '#libs/launches';
import { commitThere } from './commit-there.js';
import type { RunRecord } from './run-record.js';

/** To have them again: at the commits that were there; of one that was not there at all, the commit that it was pinned to, if it was. */
export const repositoriesOf = (record: RunRecord): LaunchConfiguration['repositories'] =>
  record.configuration.repositories.map(({ repositoryId, name, url, commit: pinned }) => {
    const commit = commitThere(record, name) ?? pinned;
    return { repositoryId, name, url, ...(commit !== undefined && { commit }) };
  });
