import { startDocumentServer } from '#libs/embedded/document-server';
import type { Command } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { serve } from './serve.js';
import { dataDirOf, portOf, serverOptions } from './server-options.js';

export const documentStore: Command = {
  name: 'document-store',
  usage: '--data-dir DIR [--port 27017]',
  summary: 'runs the embedded document store (MongoDB’s protocol) on its own, on loopback',
  run: async (args) => {
    const { values } = parseArguments(args, serverOptions, []);
    const dataDir = dataDirOf(values['data-dir']);
    const port = portOf(values.port, 27017);
    await serve('document store', (log) => startDocumentServer({ dataDir, port, log }));
  },
};
