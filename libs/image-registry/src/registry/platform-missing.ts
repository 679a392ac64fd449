import { RegistryError } from './registry-error.js';

/** Why no session can run an image that is built for these platforms. */
export const platformMissing = (wanted: string, platforms: readonly string[]): RegistryError =>
  new RegistryError(
    'platform-missing',
    `It is built for ${platforms.join(', ') || 'no platform'} and not for ${wanted}: build it for ${wanted} as well.`,
  );
