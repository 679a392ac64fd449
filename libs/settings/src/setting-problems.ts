import { isLoopback } from './is-loopback.js';
import type { Part } from './part.js';
import type { Settings } from './settings.js';
import type { Variables } from './variables.js';

export interface SettingProblem {
  readonly name: keyof Variables | (string & {});
  readonly message: string;
}

type Problems = readonly SettingProblem[];

/** What is wrong with settings that are right each by itself; empty: they fit together. */
export const settingProblems = (given: Variables, settings: Settings, part: Part): Problems => [
  ...ports(settings, part),
  ...sessionsAddress(given),
  ...(part === 'standalone' || part === 'stores' ? [] : beside(given, part)),
];

const ports = ({ PORT, SESSIONS_PORT }: Settings, part: Part): Problems =>
  part === 'standalone' && PORT !== 0 && PORT === SESSIONS_PORT
    ? [{ name: 'SESSIONS_PORT', message: 'must differ from PORT: sessions are served at a port of their own' }]
    : [];

const sessionsAddress = ({ PUBLIC_URL, SESSIONS_PUBLIC_URL, SESSIONS_DOMAIN }: Variables): Problems => {
  const name = 'SESSIONS_PUBLIC_URL';
  const sessions = SESSIONS_PUBLIC_URL && new URL(SESSIONS_PUBLIC_URL);
  if (sessions && sessions.hostname !== (SESSIONS_DOMAIN ?? sessions.hostname)) {
    const message = `must be at SESSIONS_DOMAIN=${SESSIONS_DOMAIN ?? ''}, where sessions are, or one of the two left out`;
    return [{ name, message }];
  }
  if (isSecure(PUBLIC_URL) && !isSecure(SESSIONS_PUBLIC_URL))
    return [{ name, message: 'must be an https address, as PUBLIC_URL is' }];
  return [];
};

const isSecure = (url: string | undefined): boolean => url?.startsWith('https:') === true;

type PartBeside = Exclude<Part, 'standalone' | 'stores'>;

/** A part finds what it shares with the others in DATA_DIR, on one machine, or is told all of it. */
const beside = (given: Variables, part: PartBeside): Problems => {
  const { EVENTSTORE_URL, MONGODB_URL } = given;
  if (EVENTSTORE_URL === undefined && MONGODB_URL === undefined) return [];
  return [
    ...missing(given, ['EVENTSTORE_URL', 'MONGODB_URL'], storesMessage),
    ...missing(given, ['SESSION_ACCESS_SECRET'], 'must be set, the same for api, gateway and worker'),
    ...missing(
      given,
      part === 'api' ? ['OIDC_ISSUER'] : [],
      'must be set: who people are, is said by an OpenID provider',
    ),
    ...missing(given, isLoopback(given.HOST) ? [] : addressesOf[part], addressMessage),
  ];
};

const storesMessage =
  'must be set as well, or neither of the two: then the stores that run on DATA_DIR are used (npm run start:stores)';
const addressMessage = 'must be set where HOST lets other computers in: they know this installation by another address';

/** How a part's own links, and its way to the others, are addressed. */
const addressesOf: Readonly<Record<PartBeside, readonly (keyof Variables)[]>> = {
  api: ['PUBLIC_URL', 'SESSIONS_PUBLIC_URL'],
  gateway: ['PUBLIC_URL', 'SESSIONS_PUBLIC_URL'],
  worker: ['GATEWAY_URL'],
};

const missing = (given: Variables, names: readonly (keyof Variables)[], message: string): Problems =>
  names.filter((name) => given[name] === undefined).map((name) => ({ name, message }));
