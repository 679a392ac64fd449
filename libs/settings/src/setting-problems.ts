import { isLoopback } from './is-loopback.js';
import type { Part } from './part.js';
import { portsBrowsersRefuse } from './ports-browsers-refuse.js';
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
  ...browserPorts(settings, part),
  ...sessionsAddress(given),
  ...delivery(given, part),
  ...authorities(given),
  ...(part === 'standalone' || part === 'stores' ? [] : beside(given, part)),
];

type PortName = 'PORT' | 'SESSIONS_PORT' | 'OPERATIONS_PORT' | 'EVENTSTORE_PORT' | 'MONGODB_PORT';

/** An api has one, and so has a worker. */
const listenedAt = ({ EVENTSTORE_URL, MONGODB_URL }: Settings, part: Part): readonly PortName[] => {
  if (part === 'standalone') return ['PORT', 'SESSIONS_PORT'];
  if (part === 'gateway') return ['SESSIONS_PORT', 'OPERATIONS_PORT'];
  if (part !== 'stores') return [];
  return [
    ...(EVENTSTORE_URL === undefined ? (['EVENTSTORE_PORT'] as const) : []),
    ...(MONGODB_URL === undefined ? (['MONGODB_PORT'] as const) : []),
    'OPERATIONS_PORT',
  ];
};

const ports = (settings: Settings, part: Part): Problems => {
  const names = listenedAt(settings, part);
  return names.flatMap((name, index) => {
    const other = names.slice(0, index).find((one) => settings[name] !== 0 && settings[one] === settings[name]);
    return other === undefined ? [] : [{ name, message: `must differ from ${other}: each has a port of its own` }];
  });
};

const browserPorts = (settings: Settings, part: Part): Problems =>
  Object.entries(portsOpened(settings, part))
    .filter(([, port]) => portsBrowsersRefuse.has(port))
    .map(([name, port]) => ({ name, message: `must name another port: browsers refuse to open ${port}` }));

/** By browsers, by the settings that name them. Behind a public address the port is nobody's business, but our own OpenID provider has no such address. */
const portsOpened = (settings: Settings, part: Part): Readonly<Record<string, number>> => {
  const { PORT, OPERATIONS_PORT, OIDC_ISSUER } = settings;
  if (part === 'worker') return {};
  if (part === 'stores') return OIDC_ISSUER === undefined ? { OPERATIONS_PORT } : {};
  return {
    ...(part === 'standalone' && OIDC_ISSUER === undefined ? { PORT } : {}),
    ...portOf(settings, 'PUBLIC_URL', 'PORT'),
    ...portOf(settings, 'SESSIONS_PUBLIC_URL', 'SESSIONS_PORT'),
  };
};

const portOf = (
  settings: Settings,
  address: 'PUBLIC_URL' | 'SESSIONS_PUBLIC_URL',
  port: 'PORT' | 'SESSIONS_PORT',
): Readonly<Record<string, number>> => {
  const url = settings[address];
  return url === undefined ? { [port]: settings[port] } : { [address]: Number(new URL(url).port) };
};

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

/** The worker sends, so what only it needs is told to it alone; the API says what can be chosen. */
const delivery = (given: Variables, part: Part): Problems => {
  if (!['standalone', 'worker'].includes(part)) return [];
  return [...email(given, part), ...webhook(given)];
};

const email = (given: Variables, part: Part): Problems => {
  const { EMAIL_NOTIFICATIONS, SMTP_URL } = given;
  const off = 'must be opt-in or opt-out where SMTP_URL is set, or that one left out';
  if (EMAIL_NOTIFICATIONS === 'off')
    return SMTP_URL === undefined ? [] : [{ name: 'EMAIL_NOTIFICATIONS', message: off }];
  return [
    ...missing(given, ['SMTP_URL', 'EMAIL_FROM'], 'must be set where EMAIL_NOTIFICATIONS is not off'),
    ...missing(
      given,
      part === 'worker' ? ['PUBLIC_URL'] : [],
      'must be set where EMAIL_NOTIFICATIONS is not off: e-mails lead to it',
    ),
  ];
};

const webhook = (given: Variables): Problems => {
  const { NOTIFICATION_WEBHOOK_URL, NOTIFICATION_WEBHOOK_SECRET } = given;
  if (NOTIFICATION_WEBHOOK_URL === undefined && NOTIFICATION_WEBHOOK_SECRET === undefined) return [];
  return missing(
    given,
    ['NOTIFICATION_WEBHOOK_URL', 'NOTIFICATION_WEBHOOK_SECRET'],
    'must be set as well, or neither of the two',
  );
};

const authorities = (given: Variables): Problems =>
  given.SESSION_AUTHORITIES === undefined
    ? []
    : missing(
        given,
        ['SESSION_CLONE_IMAGE'],
        'must be set where SESSION_AUTHORITIES is: it puts them together for sessions',
      );

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
