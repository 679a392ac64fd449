import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { PartProcess } from '../support/part-process.js';
import { type Ended, Program } from '../support/program.js';
import { until } from '../support/until.js';
import { Listener } from './support/listener.js';
import type { Answer, Person } from './support/person.js';
import { System, startProgram } from './support/system.js';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'renku-sessions-start-up-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** How it ends that cannot start: with 1, nothing on standard output, and words for a person. */
const refusal = async (settings: NodeJS.ProcessEnv): Promise<string> => {
  const { code, stdout, stderr }: Ended = await (await startProgram(join(scratch, randomUUID()), settings)).ended();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^renku-sessions could not start: /m);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr;
};

describe('what it cannot start with', () => {
  test('wrong settings are all named', async () => {
    const said = await refusal({ PORT: 'abc', MAX_RUNNING_PER_USER: '0', MONGODB_URL: 'http://x', LOG_LEVEL: 'loud' });
    for (const setting of ['PORT=abc', 'MAX_RUNNING_PER_USER=0', 'MONGODB_URL=http://x', 'LOG_LEVEL=loud'])
      expect(said).toContain(setting);
  });

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String((server.address() as AddressInfo).port);
    expect(await refusal({ PORT: port })).toMatch(new RegExp(`${port}.*in use`));
    server.close();
  });

  test.each(['EVENTSTORE_PORT', 'MONGODB_PORT'])('a taken %s of the stores', async (setting) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const settings = { OPERATIONS_PORT: '0', EVENTSTORE_PORT: '0', MONGODB_PORT: '0', [setting]: String(port) };
    const program = new Program('dist/programs/stores.js', [], { ...settings, DATA_DIR: join(scratch, setting) });
    const { code, stderr } = await program.ended();
    expect([code, stderr]).toEqual([1, expect.stringMatching(new RegExp(`${port}.*in use.*${setting}=`))]);
    server.close();
  });

  test('a HOST that is no address of this machine', async () => {
    const said = await refusal({ HOST: '192.0.2.1' });
    expect(said).toMatch(/Port \d+ on 192\.0\.2\.1 cannot be listened on \(EADDRNOTAVAIL\)\. Correct HOST/);
  });

  test.each([
    { name: 'MONGODB_URL', value: 'mongodb://grace:secret@/?foo' },
    { name: 'EVENTSTORE_URL', value: 'esdb://grace:secret@host:port' },
  ])('a $name that is no address', async ({ name, value }) => {
    const said = await refusal({ [name]: value });
    expect(said).toMatch(new RegExp(`^renku-sessions could not start: ${name}=\\S+//…@\\S+ cannot be used: `, 'm'));
    expect(said).not.toContain('secret');
  });

  test('one port for two', async () => {
    const port = String(await freePort());
    expect(await refusal({ PORT: port, SESSIONS_PORT: port })).toContain(`SESSIONS_PORT=${port} must differ from PORT`);
  });

  test('a JUPYTER_LAB that is none', async () => {
    expect(await refusal({ JUPYTER_LAB: '/nonexistent/jupyter-lab' })).toMatch(
      /JUPYTER_LAB=\/nonexistent\/jupyter-lab is no program/,
    );
  });

  test('a DATA_DIR that is a file', async () => {
    const file = join(scratch, 'file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toContain(file);
  });

  test('a DATA_DIR that cannot be written to', async () => {
    const isRoot = process.getuid?.() === 0;
    // nobody can make a directory in /sys, root neither
    const dataDir = isRoot ? '/sys/renku-sessions' : await mkdtemp(join(scratch, 'read-only-'));
    if (!isRoot) await chmod(dataDir, 0o500);
    expect(await refusal({ DATA_DIR: dataDir })).toContain(dataDir);
  });

  // macOS and others have no /proc
  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('a DATA_DIR in a place that takes none', async () => {
    expect(await refusal({ DATA_DIR: '/proc/x' })).toContain(
      'The data directory /proc/x (DATA_DIR) cannot be used: no directory can be made in /proc. Choose another one.',
    );
  });

  onLinux.each(['event-store', 'document-store'])('%s alone in such a place', async (command) => {
    const { code, stderr } = await new Program('bin/renku-sessions.js', [command, '--data-dir', '/proc/x']).ended();
    expect([code, stderr]).toEqual([
      1,
      'renku-sessions: The data directory /proc/x cannot be used: no directory can be made in /proc. Choose another one.\n',
    ]);
  });

  test('a DATA_DIR that another one uses, and one that a newer version has written', async () => {
    const system = await System.start();
    try {
      expect(await refusal({ DATA_DIR: system.dataDir })).toMatch(/in use by .*\d+/);
      await until('the other one goes on', async () => (await system.readiness()).status === 200);
      await system.program.end();
      const database = new Database(join(system.dataDir, 'event-store', 'events.db'));
      database.exec('PRAGMA user_version = 99');
      database.close();
      expect(await refusal({ DATA_DIR: system.dataDir })).toMatch(/newer|99/);
    } finally {
      await system.remove();
    }
  });
});

test('a first start warns of nothing, and an orderly end neither', async () => {
  const program = await startProgram(join(scratch, randomUUID()));
  await fetch(`${await program.ready()}/readyz`);
  const { code, stderr } = await program.end();
  expect([code, stderr]).toEqual([0, '']);
});

test('an end while it waits for a store is quiet, and a misspelt setting is a warning', async () => {
  const settings = { EVENTSTORE_URL: `esdb://127.0.0.1:${await freePort()}?tls=false`, MAX_RUNING_PER_USER: '3' };
  const program = await startProgram(join(scratch, randomUUID()), settings);
  await until('it waits', () => program.stderr.includes('waiting for the event store'));
  const { code, stdout, stderr } = await program.end();
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).toContain('unknown setting MAX_RUNING_PER_USER: did you mean MAX_RUNNING_PER_USER?');
  expect(stderr).not.toContain('could not start');
});

describe('with stores of their own', () => {
  const ports = { event: 0, document: 0 };
  let stores: Record<'event' | 'document', Program>;
  let system: System;
  let grace: Person;

  const startStore = async (kind: 'event' | 'document'): Promise<Program> => {
    const args = [`${kind}-store`, '--port', String(ports[kind]), '--data-dir', join(scratch, kind)];
    const program = new Program('bin/renku-sessions.js', args, { LOG_LEVEL: 'warn' });
    await program.says(new RegExp(`^${kind} store ready (.+)$`, 'm'));
    return program;
  };

  beforeAll(async () => {
    [ports.event, ports.document] = [await freePort(), await freePort()];
    const document = await startStore('document');
    const settings = {
      EVENTSTORE_URL: `esdb://127.0.0.1:${ports.event}?tls=false`,
      MONGODB_URL: `mongodb://127.0.0.1:${ports.document}/?directConnection=true`,
      MONGODB_DATABASE: 'start-up',
    };
    system = await System.start(settings, async (program) => {
      await until('it says what it waits for', () =>
        program.stderr.includes(`waiting for the event store at ${settings.EVENTSTORE_URL} (EVENTSTORE_URL)`),
      );
      expect(program.stdout).toBe('');
      stores = { document, event: await startStore('event') };
    });
    grace = await system.person('grace');
  });
  afterAll(async () => {
    await system.remove();
    for (const store of Object.values(stores)) await store.end();
  });

  const acknowledged: string[] = [];
  const tryToCreate = async (): Promise<Answer> => {
    const name = `Project ${randomUUID()}`;
    const answer = await grace.post('/projects', { name });
    if (answer.status === 201) acknowledged.push(name);
    return answer;
  };
  const untilReady = (): Promise<unknown> =>
    until('ready', async () => (await system.readiness()).status === 200, 30_000);
  const nothingIsLost = async (): Promise<void> => {
    await until('everything acknowledged is there', async () => {
      const { body } = await grace.get<{ name: string }[]>('/projects?limit=200');
      return Array.isArray(body) && acknowledged.every((name) => body.some((project) => project.name === name));
    });
  };
  const unavailable = ({ status, headers, body }: Answer): string => {
    expect([status, headers.get('content-type')]).toEqual([503, expect.stringMatching(/^application\/problem\+json/)]);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    return String(body['code']);
  };

  test('a store that is not there yet is waited for', async () => {
    expect((await tryToCreate()).status).toBe(201);
    await nothingIsLost();
  });

  test.each(['api', 'worker', 'gateway'] as const)('%s waits for a database that is not there', async (part) => {
    const [port, database] = [await freePort(), await freePort()];
    const program = new PartProcess(part, {
      PORT: String(port),
      SESSIONS_PORT: String(port),
      OPERATIONS_PORT: '0',
      DATA_DIR: join(scratch, randomUUID()),
      SESSION_RUNTIME: 'local',
      LOG_LEVEL: 'error',
      EVENTSTORE_URL: `esdb://127.0.0.1:${ports.event}?tls=false`,
      MONGODB_URL: `mongodb://127.0.0.1:${database}/?directConnection=true`,
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      SESSION_ACCESS_SECRET: randomUUID(),
    });
    await until('it waits', () => program.hasEnded || program.stderr.includes('waiting for the database'));
    const { code, stderr } = await program.end();
    expect([code, stderr]).toEqual([0, expect.stringContaining('(MONGODB_URL): start it or correct the setting')]);
  });

  test('the database is killed and comes back', async () => {
    const writing = Array.from({ length: 10 }, tryToCreate);
    await stores.document.end('SIGKILL');
    await Promise.all(writing);
    expect(unavailable(await grace.get('/projects', { 'Min-Position': '0' }))).toBe('database-unavailable');
    const { status, body } = await system.readiness();
    expect([status, body.checks['database']?.status]).toEqual([503, 'down']);
    await tryToCreate();
    stores.document = await startStore('document');
    await untilReady();
    await nothingIsLost();
  });

  test('the event store is killed and comes back, and who listens misses nothing', async () => {
    const projectId = await grace.createProject();
    const listener = await Listener.connect(system.url, grace.token);
    await listener.subscribe(projectId);
    const writing = Array.from({ length: 10 }, tryToCreate);
    await stores.event.end('SIGKILL');
    await Promise.all(writing);
    expect(unavailable(await tryToCreate())).toMatch(/^(event-store-unavailable|outcome-unknown)$/);
    const { status, body } = await system.readiness();
    expect([status, body.checks['event-store']?.status]).toEqual([503, 'down']);
    expect((await grace.get('/projects', { 'Min-Position': '0' })).status).toBe(200);
    stores.event = await startStore('event');
    await untilReady();
    await nothingIsLost();
    expect((await grace.call('PATCH', `/projects/${projectId}`, { body: { name: 'After' } })).status).toBe(200);
    await listener.first('ProjectRenamed');
    expect(listener.ended).toEqual([]);
    listener.close();
  });

  test('events that nobody can read spoil nothing but their own stream', async () => {
    const [spoilt, healthy] = [await grace.createProject(), await grace.createProject()];
    await grace.addSession(healthy);
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${ports.event}?tls=false`);
    const metadata = {
      $correlationId: 'c',
      $causationId: 'c',
      commandId: 'c',
      bodyHash: 'h',
      actor: 'x',
      schemaVersion: 1,
    };
    const plant = (stream: string, type: string) =>
      client.appendToStream(stream, jsonEvent({ type, data: { nonsense: true }, metadata }));
    await plant(`project-${spoilt}`, 'FromTheFuture');
    await plant(`launch-${randomUUID()}`, 'SessionLaunched');
    await client.dispose();

    const { body } = await until('it says what was skipped, and is ready', async () => {
      const readiness = await system.readiness();
      const isSaid = readiness.body.checks['read-models']?.detail?.includes('skipped') === true;
      return isSaid && readiness.body.ready ? readiness : undefined;
    });
    expect(body.checks['read-models']?.status).toBe('degraded');
    const refused = await grace.call('PATCH', `/projects/${spoilt}`, { body: { name: 'x' } });
    expect([refused.status, refused.body['code']]).toEqual([500, 'unreadable-event']);
    expect(refused.body['detail']).toContain('FromTheFuture');
    expect((await grace.get(`/projects/${spoilt}`)).status).toBe(200);

    const sessionId = await grace.addSession(healthy, 'Another one');
    // a busy machine projects it a moment later, which the API says
    await until('the session is shown', async () => {
      const { status } = await grace.get(`/projects/${healthy}/sessions/${sessionId}`);
      return status === 200;
    });
  });
});
