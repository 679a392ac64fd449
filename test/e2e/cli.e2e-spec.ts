import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectHistory } from '#libs/history';
import { freePort } from '../support/free-port.js';
import { Program } from '../support/program.js';
import { until } from '../support/until.js';
import { openReadModels } from './support/open-read-models.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let grace: Person;
let audrey: Person;
let projectId: string;

beforeAll(async () => {
  system = await System.start({ MONGODB_DATABASE: 'cli' });
  [grace, audrey] = [await system.person('grace'), await system.person('audrey')];
  projectId = await grace.createProject();
  await grace.addSession(projectId);
  const launched = await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`);
  await until('it runs', async () => {
    const { body } = await grace.get(`/launches/${launched.body.launchId}`);
    return body['status'] === 'running';
  });
});
afterAll(() => system.remove());

const run = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await system.cli(...args).ended();
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
};

const refused = async (program: Program): Promise<string> => {
  const { code, stdout, stderr } = await program.ended();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^renku-sessions: [^\n]+\n$/);
  return stderr;
};

describe('history', () => {
  test('with --json it is what the API tells an auditor, a line an event', async () => {
    const lines = (await run('history', projectId, '--json')).trimEnd().split('\n');
    const ndjson = { Accept: 'application/x-ndjson' };
    const { body } = await audrey.get<string>(`/projects/${projectId}/history`, ndjson);
    expect(lines).toEqual(body.trimEnd().split('\n'));
    expect(body).toContain('SessionStarted');
  });

  test('it can be narrowed down by position, type and actor', async () => {
    const types = async (...args: string[]): Promise<string[]> =>
      (await run('history', projectId, '--json', ...args))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { type: string }).type);
    const all = await types();
    const { body } = await audrey.get<{ position: string }[]>(`/projects/${projectId}/history`);
    expect(await types('--after', body[0]!.position)).toEqual(all.slice(1));
    expect(await types('--type', 'SessionLaunched')).toEqual(['SessionLaunched']);
    expect(await types('--actor', grace.userId, '--type', 'LaunchProgressed')).toEqual([]);
  });

  test('without it, lines for people, with the names of those who left and of things as they were', async () => {
    const linus = await system.person('linus');
    await grace.setRole(projectId, linus, 'editor');
    const sessionId = await linus.addSession(projectId, 'Of Linus');
    await grace.removeMember(projectId, linus);
    await grace.call('DELETE', `/projects/${projectId}/sessions/${sessionId}`);
    const lines = (await run('history', projectId)).trimEnd().split('\n');
    expect(lines[0]).toMatch(
      new RegExp(`^ +\\d+  \\S+Z  ProjectCreated +Grace \\(${grace.userId}\\) +\\{.*"visibility":"private"`),
    );
    const ofType = (type: string): string | undefined => lines.findLast((line) => line.includes(`  ${type} `));
    expect(ofType('EnvironmentAdded')).toContain(`  Linus (${linus.userId})  `);
    expect(ofType('MemberRemoved')).toContain(`"userId":"Linus (${linus.userId})"`);
    expect(ofType('SessionRemoved')).toContain(`"sessionId":"Of Linus (${sessionId})"`);
  });

  test('of a project that there is not', async () => {
    const unknown = randomUUID();
    expect(await refused(system.cli('history', unknown))).toContain(unknown);
  });
});

describe('usage', () => {
  test('with --csv it is what the API tells an auditor', async () => {
    const { body } = await audrey.get<{ total: { runs: number }; to: string }>('/usage?from=2026-01-01&by=project');
    expect(body.total.runs).toBeGreaterThan(0);
    const csv = { Accept: 'text/csv' };
    const { body: table } = await audrey.get<string>(`/usage?by=project,month&from=2026-01-01&to=${body.to}`, csv);
    expect(table).toContain(projectId);
    const args = ['--by', 'project,month', '--from', '2026-01-01', '--to', body.to];
    expect(await run('usage', ...args, '--csv')).toBe(table);
    expect(await run('usage', ...args, '--project', projectId)).toMatch(
      new RegExp(`^${projectId}  \\d{4}-\\d\\d +\\d+\\.\\d{3} core h .* runs, 0 failed$`, 'm'),
    );
  });
});

describe('ids', () => {
  test('are taken in capitals as well, and what is none is refused: it would be found to have nothing', async () => {
    const [id, person] = [projectId.toUpperCase(), grace.userId.toUpperCase()];
    const usageOf = (project: string) => run('usage', '--from', '2026-01-01', '--by', 'project', '--project', project);
    expect(await usageOf(id)).toBe(await usageOf(projectId));
    expect(await usageOf(id)).toContain(projectId);
    const ofGrace = await run('history', projectId, '--json', '--actor', grace.userId);
    expect(await run('history', id, '--json', '--actor', person)).toBe(ofGrace);
    const wrong: [words: string, args: string[]][] = [
      ['an id', ['usage', '--project', `${projectId}0`]],
      ['an id', ['history', projectId, '--session', 'Of Linus']],
      ['--actor must be the id of a person', ['history', projectId, '--actor', 'grace']],
      ['--type must be a type of event', ['history', projectId, '--type', 'SessionLaunch']],
    ];
    for (const [words, args] of wrong)
      expect(await system.cli(...args).ended()).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  });
});

describe('events', () => {
  test('are listed without a database: what they mean, and who may read them', async () => {
    const text = await run('events');
    expect(text).toMatch(/^streams project-<id>$/m);
    expect(text).toMatch(
      /^ {2}StorageConnected, version 1\n {6}An editor .*\n.*\n {6}read by {2}member \(not source\), owner, auditor$/m,
    );
    const types = (await run('events', '--json'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(expect.arrayContaining(['ProjectCreated', 'PersonErased']));
  });
});

describe('projections', () => {
  const rows = async (): Promise<string[][]> =>
    (await run('projections', 'list'))
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/));

  test('are listed with how they are', async () => {
    const [head, ...found] = await rows();
    expect(head).toEqual([
      ...['NAME', 'VERSION', 'GENERATION', 'STATE', 'POSITION', 'BEHIND', 'BROKEN', 'SKIPPED', 'LAST USED'],
    ]);
    expect(found.map(([name]) => name)).toEqual(expect.arrayContaining(['project-history']));
    for (const [, ...fields] of found)
      expect(fields).toEqual([
        ...['version', 'generation'].map((): unknown => expect.stringMatching(/^\d+$/)),
        'live',
        expect.stringMatching(/^[1-9]\d*$/),
        expect.stringMatching(/^\d+$/),
        '0',
        '0',
        expect.stringMatching(/^\d{4}-.*Z$/),
      ]);
  });

  test('are rebuilt while they are read, and say when it is done', async () => {
    const before = await run('history', projectId, '--json');
    const generation = async (): Promise<number> =>
      Number((await rows()).find(([name, , , state]) => name === 'project-history' && state === 'live')?.[2]);
    const was = await generation();
    const said = await run('projections', 'rebuild', 'project-history');
    expect(said).toMatch(/^project-history: rebuild requested\n/);
    expect(said.trimEnd().split('\n').at(-1)).toBe(`project-history: generation ${was + 1} is live`);
    expect(await generation()).toBe(was + 1);
    expect(await run('history', projectId, '--json')).toBe(before);
    expect(await run('projections', 'rebuild', 'project-history', '--no-wait')).toBe(
      'project-history: rebuild requested\n',
    );
    await until('it is rebuilt', async () => (await generation()) === was + 2);
    expect((await grace.get(`/projects/${projectId}/history`)).status).toBe(200);
  });

  test('of this version are there already: there is nothing to build before a rollout', async () => {
    expect(await run('projections', 'build')).toBe('the read models of this version are built\n');
  });

  test('are as the log says while the system runs, until a document is altered, lost or added', async () => {
    expect(await run('projections', 'verify')).toMatch(
      /^\d+ documents of \d+ read models at position \d+ are as the log says\n$/,
    );
    const database = await openReadModels(system.dataDir);
    try {
      const collection = database.collection<{ _id: string }>(await database.readModels.live(projectHistory));
      const [first, second] = await collection.find().limit(2).toArray();
      await collection.updateOne({ _id: first!._id }, { $set: { type: 'NeverWas' } });
      await collection.deleteOne({ _id: second!._id });
      await collection.insertOne({ ...second!, _id: 'of-nobody' });
      const { code, stdout, stderr } = await system.cli('projections', 'verify', 'project-history').ended();
      expect(stdout.trimEnd().split('\n').sort()).toEqual(
        [
          `project-history  ${first!._id}  different`,
          `project-history  ${second!._id}  missing`,
          'project-history  of-nobody  extra',
        ].sort(),
      );
      expect(stderr).toMatch(/^renku-sessions: of \d+ documents of 1 read models .* 3 are not as the log says: .*\n$/);
      expect(code).toBe(1);
    } finally {
      await database.close();
    }
    await run('projections', 'rebuild', 'project-history');
    await run('projections', 'verify');
  });

  test('of which there is none', async () => {
    expect(await refused(system.cli('projections', 'rebuild', 'dances'))).toMatch(/dances.*project-history/);
  });
});

describe('nothing to read from', () => {
  test('is said, and where the address came from', async () => {
    const [empty, stale] = await Promise.all(['empty', 'stale'].map((name) => mkdtemp(join(tmpdir(), `cli-${name}-`))));
    const mongodb = `mongodb://127.0.0.1:${await freePort()}/?directConnection=true`;
    const stores = { eventStore: 'esdb://127.0.0.1:1', mongodb, mongodbDatabase: 'renku-sessions' };
    await writeFile(join(stale!, 'stores.json'), JSON.stringify(stores));
    const cli = (env: NodeJS.ProcessEnv, ...args: string[]) => refused(new Program('bin/renku-sessions.js', args, env));
    const [never, noLonger, elsewhere] = await Promise.all([
      cli({ DATA_DIR: empty }, 'history', randomUUID()),
      cli({ DATA_DIR: stale }, 'history', randomUUID()),
      cli({ MONGODB_URL: mongodb }, 'projections', 'list'),
    ]);
    expect(never).toContain(`no standalone has been started with DATA_DIR=${empty!}`);
    expect(noLonger).toMatch(/no database answers at mongodb:.*stores\.json/);
    expect(elsewhere).toMatch(/no database answers at mongodb:.*\(MONGODB_URL\)/);
    for (const directory of [empty, stale]) await rm(directory!, { recursive: true });
  });
});
