import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeAtomically } from '../atomic-file.js';
import { fileViewServer } from './file-view-server.js';
import { workTree } from './work-tree.js';

/** The program of the file view. Says where it listens as Jupyter does: `jpserver-<pid>.json` in its runtime directory. */
async function main(root: string, runtime: string, token: string): Promise<void> {
  if (token === '') throw new Error('FILE_VIEW_TOKEN is missing: without it everybody on this computer could look in.');
  const server = fileViewServer(await workTree(root), token, () => process.exit(0));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await writeAtomically(join(runtime, `jpserver-${process.pid}.json`), { port });
  console.log(`Basic file view of ${root} on port ${port}`);
}

process.on('SIGTERM', () => process.exit(0));
const { FILE_VIEW_ROOT = '', FILE_VIEW_RUNTIME = '', FILE_VIEW_TOKEN = '' } = process.env;
await main(FILE_VIEW_ROOT, FILE_VIEW_RUNTIME, FILE_VIEW_TOKEN);
