import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { programPath } from '#libs/package';
import { serverCertificate } from '../../../test/support/server-certificate.js';
import { commands } from './commands.js';

const program = new URL('../../../bin/renku-sessions.js', import.meta.url).pathname;

let dataDir: string;
let children: ChildProcess[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-cli-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) await end(child, 'SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const start = (...args: readonly string[]): ChildProcess => {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH, HOME, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
};

const firstLine = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('it said nothing');
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
};

const refused = async (...args: readonly string[]): Promise<{ code: number | null; said: string }> => {
  const child = start(...args);
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return { code: child.exitCode, said };
};

const types = async (client: EventStoreDBClient): Promise<string[]> => {
  const found: string[] = [];
  for await (const { event } of client.readStream('s')) found.push(event!.type);
  return found;
};

describe('event-store', () => {
  test('serves the official client, ends on SIGTERM and keeps what was written', async () => {
    for (const type of ['First', 'Second']) {
      const child = start('event-store', '--port', '0', '--data-dir', dataDir);
      const [, url] = /^event store ready (esdb:\/\/127\.0\.0\.1:\d+\?tls=false)$/.exec(await firstLine(child))!;
      const client = EventStoreDBClient.connectionString(url!);
      await client.appendToStream('s', jsonEvent({ type, data: {} }));
      expect((await types(client)).at(-1)).toBe(type);
      await client.dispose();
      expect(await end(child, 'SIGTERM')).toBe(0);
    }
    const child = start('event-store', '--port', '0', '--data-dir', dataDir);
    const [, url] = /ready (.+)$/.exec(await firstLine(child))!;
    const client = EventStoreDBClient.connectionString(url!);
    expect(await types(client)).toEqual(['First', 'Second']);
    await client.dispose();
  });

  test('with TLS, users get in by the password in their file', async () => {
    const file = (name: string): string => join(dataDir, name);
    const { authority, cert, key } = await serverCertificate({ type: 'dns', value: 'localhost' });
    await writeFile(file('ca.pem'), authority);
    await writeFile(file('cert.pem'), cert);
    await writeFile(file('key.pem'), key);
    await writeFile(file('ada'), 'top secret\n');
    const tls = ['--tls-cert', file('cert.pem'), '--tls-key', file('key.pem'), '--advertise-host', 'localhost'];
    const users = ['--user', 'ada', '--password-file', file('ada')];
    const child = start('event-store', '--port', '0', '--data-dir', file('data'), ...tls, ...users);
    const [, url] = /ready (esdb:\/\/localhost:\d+\?tls=true)$/.exec(await firstLine(child))!;
    const as = (who: string) =>
      EventStoreDBClient.connectionString(`${url!.replace('//', `//${who}@`)}&tlsCAFile=${file('ca.pem')}`);
    const [ada, other] = [as('ada:top%20secret'), as('ada:guess')];
    await ada.appendToStream('s', jsonEvent({ type: 'First', data: {} }));
    expect(await types(ada)).toEqual(['First']);
    await expect(types(other)).rejects.toThrow();
    await Promise.all([ada.dispose(), other.dispose()]);
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  test('what cannot be is said in one line', async () => {
    const busy = start('event-store', '--port', '0', '--data-dir', dataDir);
    const [, port] = /:(\d+)\?/.exec(await firstLine(busy))!;
    const inUse = await refused('event-store', '--port', '0', '--data-dir', dataDir);
    expect(inUse).toEqual({ code: 1, said: expect.stringMatching(/^renku-sessions: .*in use.*\n$/) });
    const taken = await refused('event-store', '--port', port!, '--data-dir', join(dataDir, 'other'));
    expect(taken).toEqual({ code: 1, said: expect.stringMatching(/^renku-sessions: .*\n$/) });
    expect(await refused('event-store', '--port', '0')).toMatchObject({ code: 2 });
    expect(await refused('event-store', '--data-dir', dataDir, '--tls-cert', 'x')).toMatchObject({ code: 2 });
    expect(await refused('event-store', '--data-dir', dataDir, '--host', '0.0.0.0')).toMatchObject({ code: 1 });
    expect(existsSync(join(dataDir, 'other', 'event-store.pid'))).toBe(false);
  });
});

describe('document-store', () => {
  test('serves the official driver, ends on SIGTERM and keeps what was written', async () => {
    for (const expected of [1, 2]) {
      const child = start('document-store', '--port', '0', '--data-dir', dataDir);
      const [, url] = /^document store ready (mongodb:\/\/127\.0\.0\.1:\d+\/\S*)$/.exec(await firstLine(child))!;
      const client = new MongoClient(url!);
      const things = client.db('test').collection('things');
      await things.insertOne({ n: expected });
      expect(await things.countDocuments()).toBe(expected);
      await client.close();
      expect(await end(child, 'SIGTERM')).toBe(0);
    }
  });
});

describe('document-store with users', () => {
  test('lets them in by the password in their file, and nobody else', async () => {
    const file = join(dataDir, 'ada');
    await writeFile(file, 'top secret\n');
    const users = ['--user', 'ada', '--password-file', file];
    const child = start('document-store', '--port', '0', '--data-dir', join(dataDir, 'data'), ...users);
    const [, port] = /:(\d+)\//.exec(await firstLine(child))!;
    const as = (who: string) => new MongoClient(`mongodb://${who}127.0.0.1:${port!}/?authSource=admin`);
    const [ada, guessing, nobody] = [as('ada:top%20secret@'), as('ada:guess@'), as('')];
    const countIn = (client: MongoClient) => client.db('test').collection('things').countDocuments();
    expect(await countIn(ada)).toBe(0);
    await expect(countIn(guessing)).rejects.toMatchObject({ code: 18 });
    await expect(countIn(nobody)).rejects.toMatchObject({ code: 13 });
    await Promise.all([ada, guessing, nobody].map((client) => client.close()));
    expect(await end(child, 'SIGTERM')).toBe(0);
  });
});

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the program says to each of these, in one process: what they stand on is loaded once. */
const said = (...calls: readonly (readonly string[])[]): Said[] => {
  const main = pathToFileURL(programPath('renku-sessions')).href;
  const code = `
    const said = [];
    const print = process.stdout.write.bind(process.stdout);
    for (const [index, args] of ${JSON.stringify(calls)}.entries()) {
      const answer = { code: 0, stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'])
        process[name].write = (text) => { answer[name] += text; return true; };
      process.argv = [process.execPath, 'renku-sessions', ...args];
      await import('${main}?' + index);
      said.push({ ...answer, code: process.exitCode ?? 0 });
      process.exitCode = undefined;
    }
    print(JSON.stringify(said));`;
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME };
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8', env });
  return JSON.parse(printed) as Said[];
};

const wrongUsages = [
  [],
  ['dance'],
  ['projections'],
  ['projections', 'dance'],
  ['history'],
  ['history', 'a', 'b'],
  ['usage', '--by', 'hour'],
  ['usage', '--from', 'yesterday'],
  ['usage', '--from', '2026-01-01', '--to', '2026-02-30'],
  ['usage', '--from', '2026-03-01', '--to', '2026-02-01'],
  ['usage', '--rule', '0'],
  ['document-store', '--colour', 'red'],
  ['document-store', '--data-dir', 'x', '--port', '70000'],
  ['document-store', '--data-dir', 'x', '--user', 'ada'],
  ['event-store', '--data-dir', 'x', '--max-append-size', '1e3'],
  ['help', 'dance'],
];

describe('renku-sessions', () => {
  describe('a wrong usage is said in one line', () => {
    let answers: Said[];
    beforeAll(() => {
      answers = said(...wrongUsages);
    });

    test.each(wrongUsages.map((args, index) => ({ args, index })))('$args', ({ index }) => {
      expect(answers[index]).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^renku-sessions: .+ \(see renku-sessions help\)\n$/),
      });
    });
  });

  test('help of each command names its options', () => {
    const helps = said(...commands.map(({ name }) => [...name.split(' '), '--help']));
    for (const [index, { name, usage, explained = {} }] of commands.entries()) {
      const { code, stdout: help } = helps[index]!;
      expect(code).toBe(0);
      expect(help).toContain(`Usage: renku-sessions ${`${name} ${usage}`.trim()}\n`);
      for (const [option] of usage.matchAll(/--[\w-]+|<\w+>/g)) {
        expect([name, option, help.match(new RegExp(`^  .*${option}.*  \\w`, 'm'))]).not.toContain(null);
        expect(Object.keys(explained).join()).toContain(option);
      }
    }
    const [one, other] = said(['help', 'projections', 'list'], ['projections', 'list', '--help']);
    expect(one).toEqual(other);
  });

  test('help and version', () => {
    const print = (...args: readonly string[]): string =>
      execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    const help = print('help');
    for (const command of ['event-store', 'document-store', 'history', 'projections list', 'projections build'])
      expect(help).toContain(command);
    expect(print('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
