import type { ReadModelsConnection } from '#libs/read-models';
import type { Verdict } from '../../crash/src/verdict.js';

/** Each version of each projection was built once, whoever came and went. */
export const singleBuild = async (database: ReadModelsConnection): Promise<Verdict> => {
  const entries = await database.projectionStore.catalogue();
  const problems = entries
    .filter(({ live, building, last }) => live !== 1 || building !== undefined || last !== 1)
    .map(
      ({ name, version, live, building, last }) =>
        `${name}.v${version}: generation ${live ?? '–'} is live, ${building ?? 'none'} is built, ${last} were begun`,
    );
  const versions = entries.map(({ name, version }) => `${name}.v${version}`).sort();
  return { what: `built once each: ${versions.join(', ')}`, problems };
};
