import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be 0 to 65535')
  .max(65535, 'must be 0 to 65535');
const wholeSeconds = z.coerce.number('must be a number of seconds').int('must be a whole number of seconds');
const seconds = wholeSeconds.positive('must be more than 0');
/** What a timer is set to: one of more than 2^31 ms, which are 24 days, would go off at once. */
const timer = (time: typeof seconds, days: number) =>
  time.max(days * 24 * 3600, `must be at most ${days * 24 * 3600} (${days} days)`);
/** What is added to a date may be as long: dates end. */
const CENTURY = 100 * 365 * 24 * 3600;
const period = seconds.max(CENTURY, `must be at most ${CENTURY} (100 years)`);
/** Of a limit; `off`: there is none. */
const periodOrOff = z.union(
  [z.literal('off').transform(() => Number.POSITIVE_INFINITY), period],
  `must be off or a number of seconds, at most ${CENTURY} (100 years)`,
);
const count = z.coerce.number('must be a number').int('must be a whole number').positive('must be more than 0');
/** More than a pebibyte no disk has, and some programs cannot say. */
const gibibytes = z.coerce
  .number('must be a number of GiB')
  .min(0, 'must be 0 or more')
  .max(1_048_576, 'must be at most 1048576 (1 PiB)');
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)),
      `must start with ${protocols.map((p) => `${p}://`).join(' or ')}`,
    );

const isOrigin = (text: string): boolean => URL.canParse(text) && `${new URL(text).origin}/` === new URL(text).href;

const address = url('https', 'http').refine((text) => URL.canParse(text), 'must be an address');

const hasNoUser = (text: string): boolean =>
  !URL.canParse(text) || new URL(text).username + new URL(text).password === '';

/** As browsers write it: without a slash at the end. */
const origin = url('https', 'http')
  .refine(isOrigin, 'must be an address without path, user or query')
  .transform((text) => new URL(text).origin);

/** Whether there are names below it: there are none below an IP address. */
const isDomain = (text: string): boolean =>
  /^[\w-]+(\.[\w-]+)*\.?$/.test(text) && URL.canParse(`http://session.${text}`);
const domainMessage =
  'must name a domain, e.g. sessions.example: each session is at a name below it, and an IP address has none';

const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  return bits > 0 && isPrefix && more.length === 0;
};

const networks = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), 'must be addresses or networks, e.g. 10.0.0.0/8,192.168.1.7');

const isHost = (text: string): boolean => /^(?=.*[a-z])[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);

/** Where what users name may lead; `none`: an empty list. */
const destinations = z
  .string()
  .transform((text) => (text === 'none' ? [] : text.split(',').map((part) => part.trim().toLowerCase())))
  .refine(
    (parts) => parts.every((part) => isNetwork(part) || isHost(part)),
    'must be addresses, networks or hosts, e.g. 10.0.0.0/8,git.intranet.example, or none',
  );

const keyEntry = /^[\w-]{1,32}:[A-Za-z0-9+/]{43}=$/;

const splitKey = (entry: string): { readonly keyId: string; readonly key: string } => {
  const [keyId = '', key = ''] = entry.split(':');
  return { keyId, key };
};

/** Of 256 bits each; the first one encrypts. */
const keys = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (entries) => entries.every((entry) => keyEntry.test(entry)),
    'must be keys as id:base64 of 32 bytes, e.g. 2026a:$(openssl rand -base64 32), the newest first, separated by commas',
  )
  .transform((entries) => entries.map(splitKey))
  .refine((all) => new Set(all.map(({ keyId }) => keyId)).size === all.length, 'must name each key id once');

const kubernetesName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'must be a name of Kubernetes: small letters, digits, - and .');

const mailbox = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/** As mail says it: grace@example.org, or with a name before it. */
const isSender = (text: string): boolean => {
  const [, name = '', named] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text) ?? [];
  return mailbox.test(named ?? text) && !name.includes('@');
};

const smtpUrl = url('smtps', 'smtp').refine((text) => {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  return (
    parsed !== undefined &&
    parsed.hostname !== '' &&
    /^\/?$/.test(parsed.pathname) &&
    parsed.search + parsed.hash === ''
  );
}, 'must be smtp[s]://user:password@host:port, without path and query, user and password encoded as in addresses');

/** Every setting there is, each looked at by itself; docs/operations.md says what they mean. */
export const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  OPERATIONS_PORT: port.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  EVENTSTORE_URL: url('esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover').optional(),
  EVENTSTORE_PORT: port.default(2113),
  MONGODB_URL: url('mongodb', 'mongodb+srv').optional(),
  MONGODB_PORT: port.default(27_017),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,38}$/, 'must be 1 to 38 letters, digits, _ or -')
    .default('renku-sessions'),
  SESSION_RUNTIME: z
    .enum(['auto', 'docker', 'local', 'kubernetes'], 'must be auto, docker, local or kubernetes')
    .default('auto'),
  KUBERNETES_NAMESPACE: kubernetesName.optional(),
  KUBERNETES_STORAGE_CLASS: kubernetesName.optional(),
  KUBERNETES_PULL_SECRET: kubernetesName.optional(),
  KUBERNETES_EPHEMERAL_STORAGE: gibibytes.default(10),
  SESSION_CLONE_IMAGE: z.string().min(1).optional(),
  SESSION_AUTHORITIES: kubernetesName.optional(),
  SESSION_CLONE_LIMIT: gibibytes.positive('must be more than 0').default(10),
  SESSIONS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'must be a domain name')
    .refine(isDomain, domainMessage)
    .optional(),
  SESSIONS_PORT: port.optional(),
  SESSIONS_PUBLIC_URL: origin.refine((text) => isDomain(new URL(text).hostname), domainMessage).optional(),
  SESSION_ACCESS_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  CONNECTIONS_KEYS: keys.optional(),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  GATEWAY_URL: origin.optional(),
  TRUSTED_PROXIES: networks.default([]),
  OTEL_EXPORTER_OTLP_ENDPOINT: address.optional(),
  OUTBOUND_ALLOWED: destinations.optional(),
  SESSION_PLATFORM: z
    .string()
    .regex(/^linux\/[a-z0-9]+(\/v\d+)?$/, 'must be a platform, e.g. linux/amd64')
    .optional(),
  IMAGE_CHECK: z.enum(['on', 'off'], 'must be on or off').default('on'),
  CODE_HOSTS_FILE: z.string().min(1).optional(),
  STORAGES_FILE: z.string().min(1).optional(),
  IMAGE_POLL: timer(seconds, 14).default(300),
  JUPYTER_LAB: z.string().min(1).optional(),
  EMAIL_NOTIFICATIONS: z.enum(['off', 'opt-in', 'opt-out'], 'must be off, opt-in or opt-out').default('off'),
  SMTP_URL: smtpUrl.optional(),
  EMAIL_FROM: z
    .string()
    .refine(isSender, 'must be an address, e.g. renku@example.org or Renku <renku@example.org>')
    .optional(),
  NOTIFICATION_WEBHOOK_URL: address.refine(hasNoUser, 'must have no user and password: each POST is signed').optional(),
  NOTIFICATION_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/,
      'must be whsec_ and base64 of at least 24 bytes: whsec_$(openssl rand -base64 32)',
    )
    .optional(),
  OIDC_ISSUER: address.refine(hasNoUser, 'must have no user and password').optional(),
  OIDC_AUDIENCE: z.string().min(1).default('urn:renku-sessions:api'),
  OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  OIDC_SCOPE: z
    .string()
    .regex(/^openid\b/, 'must begin with openid')
    .default('openid profile email'),
  OIDC_CLIENT_ID: z.string().min(1).default('renku-sessions-console'),
  MAX_CONNECTIONS: count.default(2000),
  MAX_RUNNING_PER_USER: count.default(5),
  DISK_RETENTION: period.default(14 * 24 * 3600),
  IDLE_PAUSE: periodOrOff.default(24 * 3600),
  MAX_LIFETIME: periodOrOff.default(Number.POSITIVE_INFINITY),
  START_TIMEOUT: period.default(15 * 60),
  SHUTDOWN_DELAY: timer(wholeSeconds.min(0, 'must be 0 or more'), 1).default(1),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a level such as info or debug')
    .default('info'),
});

/** Each as it was given, or its default. */
export type Variables = z.infer<typeof variables>;
