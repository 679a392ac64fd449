import { spawnSync } from 'node:child_process';
import { registryProgram } from './registry-program.js';

/** Why there is to be no real registry, undefined where there can. To be asked where tests are declared, hence not awaited. */
export const whyNoRegistry = (): string | undefined => {
  if (process.env['REAL_SERVERS'] !== 'true') return 'REAL_SERVERS=true asks for it';
  const isThere = spawnSync(registryProgram(), ['--version'], { stdio: 'ignore' }).status === 0;
  return isThere ? undefined : `there is no ${registryProgram()} here`;
};
