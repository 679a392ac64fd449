import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RealNode } from '../../support/real-node/real-node.js';

/** Fails as the test does, and says what an operator would look at on the node: the API's last words, what it waits for, and who is connected to it. */
export const withNodeState = async ({ logs }: Pick<RealNode, 'logs'>, test: () => Promise<void>): Promise<void> => {
  const looks = [
    'exec 2>&1',
    `tail --lines 5 ${logs}/renku_renku-api-*/*/*.log`,
    'ps -C node -o pid,stat,pcpu,wchan:24,args | grep api.js',
    'ss --tcp --numeric --options --processes "( dport = :3000 or sport = :3000 )"',
    'ip route',
    'iptables-save --table nat --counters | grep renku-api',
    // a look that finds nothing is no failure of its own
    'true',
  ];
  try {
    await test();
  } catch (error) {
    const { stdout } = await promisify(execFile)('bash', ['-c', looks.join('; ')]);
    throw new Error(`${String(error)}\n${stdout}`, { cause: error });
  }
};
