import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../program.js';

const sources = ['go.mod', 'go.sum', 'main.go'];

/** The control plane that tools/kubeplane/build.sh has built of these very sources; undefined where it has not. */
export const findKubeplane = (): string | undefined => {
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(join(root, 'tools/kubeplane', name)));
  const cache = process.env['RENKU_SESSIONS_CACHE'] ?? join(homedir(), '.cache/renku-sessions');
  const path = join(cache, `kubeplane-${hash.digest('hex').slice(0, 16)}`);
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
};
