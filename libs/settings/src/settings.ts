import { z } from 'zod';

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be 0 to 65535')
  .max(65535, 'must be 0 to 65535');
const seconds = z.coerce
  .number('must be a number of seconds')
  .int('must be a whole number of seconds')
  .positive('must be more than 0');
const count = z.coerce.number('must be a number').int('must be a whole number').positive('must be more than 0');
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)),
      `must start with ${protocols.map((p) => `${p}://`).join(' or ')}`,
    );

const loopback = ['127.0.0.1', '::1', 'localhost'];

const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  EVENTSTORE_URL: url('esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover').optional(),
  MONGODB_URL: url('mongodb', 'mongodb+srv').optional(),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,38}$/, 'must be 1 to 38 letters, digits, _ or -')
    .default('renku-sessions'),
  SESSION_RUNTIME: z.enum(['local', 'kubernetes'], 'must be local or kubernetes').default('local'),
  SESSIONS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'must be a domain name')
    .default('localhost'),
  SESSIONS_PORT: port.optional(),
  JUPYTER_LAB: z.string().min(1).optional(),
  OIDC_ISSUER: url('https', 'http').optional(),
  OIDC_AUDIENCE: z.string().min(1).default('urn:renku-sessions:api'),
  OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  OIDC_CLIENT_ID: z.string().min(1).default('renku-sessions-console'),
  MAX_RUNNING_PER_USER: count.default(5),
  DISK_RETENTION: seconds.default(14 * 24 * 3600),
  START_TIMEOUT: seconds.default(15 * 60),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a level such as info or debug')
    .default('info'),
});

const schema = variables.refine(({ PORT, SESSIONS_PORT }) => PORT === 0 || PORT !== SESSIONS_PORT, {
  path: ['SESSIONS_PORT'],
  error: 'must differ from PORT: sessions are served at a port of their own',
});

/** What the environment variables of docs/operations.md say, checked. */
export type Settings = z.infer<typeof schema>;

/** Says every wrong setting at once, each with what to do. */
export class InvalidSettingsError extends Error {}

/** A setting's value as it may be shown: connection strings without their password. */
const shown = (value: string | undefined): string => (value ?? '').replace(/\/\/[^@/]*@/, '//…@');

/** Every setting there is. */
export const settingNames: readonly string[] = Object.keys(variables.shape);

/**
 * Reads the settings from the process environment. An empty value counts as unset. Throws InvalidSettingsError.
 * Times are seconds.
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const ours = Object.entries(environment).filter(
    ([name, value]) => settingNames.includes(name) && value !== undefined && value !== '',
  );
  const result = schema.safeParse(Object.fromEntries(ours));
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    ({ path, message }) => `  ${String(path[0])}=${shown(environment[String(path[0])])} ${message}`,
  );
  throw new InvalidSettingsError(
    `These settings cannot be used:\n${lines.join('\n')}\nChange the environment variables and start again.`,
  );
};

export const isLoopback = (host: string): boolean => loopback.includes(host) || host.startsWith('127.');
