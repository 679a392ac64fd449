import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type Part, readSettings, settingNames } from '#libs/settings';
import { helpOfProcess } from './help-of-process.js';

const parts: readonly Part[] = ['standalone', 'stores', 'api', 'worker', 'gateway'];

/** Each with the default that it says. */
const settingsIn = (help: string): (readonly [string, string | undefined])[] => {
  const named = [...help.matchAll(/^ {2}([A-Z_]+(?:, [A-Z_]+)*)(?:=(\S+))?(?: |$)/gm)];
  return named.flatMap(([, names = '', value]) => names.split(', ').map((name) => [name, value] as const));
};

test.each(parts)('the settings that the help of %s names are there, with the defaults that it says', (part) => {
  const said = settingsIn(helpOfProcess(part));
  const defaults = readSettings({}, part) as unknown as Readonly<Record<string, string | number | undefined>>;
  expect(said.length).toBeGreaterThan(5);
  for (const [name, value] of said) {
    expect(settingNames).toContain(name);
    expect([name, value]).toEqual([name, defaults[name] === undefined ? undefined : String(defaults[name])]);
  }
});

test.each([
  ['standalone', ['PORT']],
  ['stores', ['EVENTSTORE_PORT', 'MONGODB_PORT', 'OPERATIONS_PORT']],
  ['api', ['PORT']],
  ['worker', ['OPERATIONS_PORT']],
  ['gateway', ['SESSIONS_PORT', 'OPERATIONS_PORT']],
] as const)('the help of %s names the ports that it listens on, and no others', (part, ports) => {
  const names = settingsIn(helpOfProcess(part)).map(([name]) => name);
  expect(names.filter((name) => name.endsWith('PORT'))).toEqual(ports);
});

test.each([
  ['--help', 0, 'stdout', /^Usage: npm start\n/],
  ['--port', 2, 'stderr', /^renku-sessions takes no arguments, and was given --port: settings are/],
] as const)('a program that is given %s does not start', (argument, status, stream, says) => {
  const program = 'dist/programs/standalone.js';
  const ended = spawnSync(process.execPath, [program, argument], { encoding: 'utf8' });
  expect({ status: ended.status, says: ended[stream] }).toEqual({ status, says: expect.stringMatching(says) });
});

test.each(['--help', '-h'])('the program that makes tokens says how it is used when it is given %s', (argument) => {
  const { status, stdout } = spawnSync(process.execPath, ['dist/programs/token.js', argument], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^Usage: npm run -s token -- </) });
});
