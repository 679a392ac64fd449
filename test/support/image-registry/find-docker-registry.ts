import { spawnSync } from 'node:child_process';

/** Why there is to be no real registry, undefined where there can. To be asked where tests are declared, hence not awaited. */
export const whyNoRegistry = (): string | undefined => {
  if (process.env['REAL_SERVERS'] !== 'true') return 'REAL_SERVERS=true asks for it';
  const isThere = spawnSync('docker-registry', ['--version'], { stdio: 'ignore' }).status === 0;
  return isThere ? undefined : 'there is no docker-registry here';
};
