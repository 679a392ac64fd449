import type { LaunchConfiguration } from '#libs/launches';
import type { RunRecord } from './run-record.js';

/** With the commits that were there; of one that was not there at all, the commit that it was pinned to, if it was. */
export const repositoriesOf = ({ configuration, commits }: RunRecord): LaunchConfiguration['repositories'] =>
  configuration.repositories.map(({ repositoryId, name, url, commit: pinned }) => {
    const commit = commits.find(({ repository }) => repository === name)?.commit ?? pinned;
    return { repositoryId, name, url, ...(commit !== undefined && { commit }) };
  });
