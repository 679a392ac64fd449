import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../test/support/program.js';

const PATIENCE_MS = 300_000;

/** Where it is, installed now where it was not; or why it cannot be. */
export const findJupyterHub = async (): Promise<{ readonly directory: string } | { readonly problem: string }> => {
  const cache = process.env['RENKU_SESSIONS_CACHE'] ?? join(homedir(), '.cache/renku-sessions');
  try {
    const script = join(root, 'tools/jupyterhub/install.sh');
    const { stdout } = await promisify(execFile)(script, [cache], { timeout: PATIENCE_MS });
    return { directory: stdout.trim() };
  } catch (error) {
    const { stderr = '', message } = error as Error & { readonly stderr?: string };
    return { problem: stderr.trim().split('\n').at(-1) || message };
  }
};
