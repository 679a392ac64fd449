import { spawnSync } from 'node:child_process';

const program = process.env['PROMTOOL'] ?? 'promtool';

/** Whether Prometheus' own checker is here: `tools/prometheus/install.sh` gets it. */
export const hasPromtool = spawnSync(program, ['--version']).status === 0;

/** What it says of this; nothing, where all is well. */
export const promtool = (args: readonly string[], input = ''): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
};
