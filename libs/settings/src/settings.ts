import { isOwnMachine } from './is-own-machine.js';
import type { Part } from './part.js';
import { type SettingProblem, settingProblems } from './setting-problems.js';
import { type Variables, variables } from './variables.js';
import { withoutPassword } from './without-password.js';

/** What the environment variables of docs/operations.md say, checked. Times are seconds. */
export type Settings = Variables & {
  readonly SESSIONS_DOMAIN: string;
  readonly SESSIONS_PORT: number;
  readonly OPERATIONS_PORT: number;
  readonly OUTBOUND_ALLOWED: string[];
};

/** Says every wrong setting at once, each with what to do. */
export class InvalidSettingsError extends Error {}

/** Every setting there is. */
export const settingNames: readonly string[] = Object.keys(variables.shape);

const operationsPorts: Readonly<Partial<Record<Part, number>>> = { worker: 3010, gateway: 3011, stores: 3012 };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings of one part of the program from the process environment. An empty or blank value counts as unset. Throws
 * InvalidSettingsError, also where they do not fit together.
 */
export const readSettings = (environment: Environment, part: Part = 'standalone'): Settings => {
  const ours = Object.entries(environment).filter(
    ([name, value]) => settingNames.includes(name) && value !== undefined && value.trim() !== '',
  );
  const read = variables.safeParse(Object.fromEntries(ours));
  const wrong = wrongByThemselves(read);
  const isRight = ([name]: readonly [string, unknown]): boolean => !wrong.some((one) => one.name === name);
  const given = read.data ?? variables.parse(Object.fromEntries(ours.filter(isRight)));
  const settings = complete(given, part);
  // a store that is named wrongly is named: the others have to be, too
  const stores = Object.fromEntries(ours.filter(([name]) => ['EVENTSTORE_URL', 'MONGODB_URL'].includes(name)));
  const together = settingProblems({ ...given, ...stores }, settings, part).filter(isApartFrom(wrong));
  const problems = [...wrong, ...together];
  if (problems.length > 0) throw refusal(environment, problems);
  return settings;
};

const wrongByThemselves = ({ error }: ReturnType<typeof variables.safeParse>): SettingProblem[] =>
  (error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), message }));

/** Whether it is said of right settings alone: of the others it is not known what they are to be. */
const isApartFrom =
  (wrong: readonly SettingProblem[]) =>
  ({ name, message }: SettingProblem): boolean =>
    !wrong.some((one) => one.name === name || new RegExp(`\\b${one.name}\\b`).test(message));

const complete = (given: Variables, part: Part): Settings => ({
  ...given,
  SESSIONS_DOMAIN: given.SESSIONS_DOMAIN ?? domainOf(given.SESSIONS_PUBLIC_URL) ?? 'localhost',
  SESSIONS_PORT: given.SESSIONS_PORT ?? besides(part === 'standalone' ? given.PORT : 3000),
  OPERATIONS_PORT: given.OPERATIONS_PORT ?? operationsPorts[part] ?? 0,
  OUTBOUND_ALLOWED: given.OUTBOUND_ALLOWED ?? ownMachine(given),
});

/** Who has a machine of their own may have a Git server there too. */
const ownMachine = (given: Variables): string[] => (isOwnMachine(given) ? ['127.0.0.0/8', '::1'] : []);

const domainOf = (address: string | undefined): string | undefined => address && new URL(address).hostname;

const besides = (port: number): number => (port === 0 ? 0 : port + 1);

const refusal = (environment: Environment, problems: readonly SettingProblem[]): InvalidSettingsError => {
  const lines = problems.map(({ name, message }) => `  ${name}=${shown(name, environment[name])} ${message}`);
  return new InvalidSettingsError(
    `These settings cannot be used:\n${lines.join('\n')}\nChange the environment variables and start again.`,
  );
};

/** A setting's value as it may be shown: no secret, and connection strings without their password. */
const shown = (name: string, value = ''): string =>
  /_(SECRET|KEYS)$/.test(name) ? value && '…' : withoutPassword(value);
