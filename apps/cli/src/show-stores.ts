import type { Run } from './command.js';
import { findStores } from './find-stores.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';

/** In quotes, so that a shell takes the lines as they are: `eval "$(renku-sessions stores)"`. */
const assigned = (name: string, value: string): string => `${name}='${value.replaceAll("'", "'\\''")}'`;

export const showStores: Run = async (args) => {
  parseArguments(args, {}, []);
  const { eventStoreUrl, mongodbUrl, databaseName } = await findStores();
  await printLines([
    ...(eventStoreUrl === undefined ? [] : [assigned('EVENTSTORE_URL', eventStoreUrl)]),
    assigned('MONGODB_URL', mongodbUrl),
    assigned('MONGODB_DATABASE', databaseName),
  ]);
};
