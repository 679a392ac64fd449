import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { variables } from '../../settings/src/variables.js';
import { helpOfProcess } from './help-of-process.js';

test('the settings that the help names are there, with the defaults that it says', () => {
  const named = [...helpOfProcess('standalone').matchAll(/^ {2}([A-Z_]+(?:, [A-Z_]+)*)(?:=(\S+))?(?: |$)/gm)];
  const said = named.flatMap(([, names = '', value]) =>
    names
      .trim()
      .split(', ')
      .map((name) => [name, value] as const),
  );
  const defaults = variables.partial().parse({}) as Record<string, string | number | undefined>;
  expect(said.length).toBeGreaterThan(5);
  for (const [name, value] of said) {
    expect(Object.keys(variables.shape)).toContain(name);
    const byDefault = defaults[name] ?? variables.shape[name as 'PORT'].safeParse(undefined).data;
    expect([name, byDefault === undefined ? undefined : String(byDefault)]).toEqual([name, value]);
  }
});

test.each([
  ['--help', 0, 'stdout', /^Usage: npm start\n/],
  ['--port', 2, 'stderr', /^renku-sessions takes no arguments, and was given --port: settings are/],
] as const)('a program that is given %s does not start', (argument, status, stream, says) => {
  const program = 'dist/programs/standalone.js';
  const ended = spawnSync(process.execPath, [program, argument], { encoding: 'utf8' });
  expect({ status: ended.status, says: ended[stream] }).toEqual({ status, says: expect.stringMatching(says) });
});
