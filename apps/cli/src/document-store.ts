import { startDocumentServer } from '#libs/embedded/document-server';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { serve } from './serve.js';
import { dataDirOf, portOf, serverOptions } from './server-options.js';
import { userOptions, usersOf } from './user-options.js';

export const runDocumentStore: Run = async (args) => {
  const { values } = parseArguments(args, { ...serverOptions, ...userOptions }, []);
  const dataDir = dataDirOf(values['data-dir']);
  const port = portOf(values.port, 27017);
  const users = await usersOf(values);
  await serve('document store', (log) => startDocumentServer({ dataDir, port, users, log }));
};
