import type { Settings } from '#libs/settings';

/** Where nothing else is said, sessions run on machines like this one. */
const ownPlatform = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;

/** Of the machines that sessions run on, as `docker pull --platform` takes it. */
export const sessionPlatform = ({ SESSION_PLATFORM }: Settings): string => SESSION_PLATFORM ?? ownPlatform;
