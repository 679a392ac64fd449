import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let people: Readonly<Record<'ada' | 'grace' | 'linus' | 'audrey', Person>>;
let projectId: string;
let directory: string;
let keyFile: string;

beforeAll(async () => {
  system = await System.start();
  people = await system.everybody();
  const { grace, linus } = people;
  projectId = await grace.createProject();
  await grace.setRole(projectId, linus, 'editor');
  const sessionId = await linus.addSession(projectId, 'Of Linus 🙂');
  const { body: launch } = await linus.post(`/projects/${projectId}/sessions/${sessionId}/launch`);
  // what is observed of it meanwhile would be in a history that is read after an export, and not in the export
  const isRunning = async () => (await linus.get(`/launches/${launch['launchId']}`)).body['status'] === 'running';
  await until('it runs', isRunning);
  directory = await mkdtemp(join(tmpdir(), 'export-'));
  keyFile = join(directory, 'keys.json');
  // nobody signs in for it
  await writeFile(keyFile, await (await fetch(`${system.url}/api/v1/signing-keys`)).text());
});
afterAll(async () => {
  await system.remove();
  await rm(directory, { recursive: true, force: true });
});

const exportBy = (person: Person) => person.get<string>(`/projects/${projectId}/export`);

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const fileWith = async (text: string): Promise<string> => {
  const file = join(directory, `${randomUUID()}.ndjson`);
  await writeFile(file, text);
  return file;
};

/** As somebody elsewhere does, who has the file and the key. */
const verify = async (file: string, key = keyFile) => system.cli('verify', file, '--key', key).ended();

const exportFile = async (): Promise<string> => {
  const file = join(directory, `${randomUUID()}.ndjson`);
  const { code, stderr } = await system.cli('export', projectId, '--out', file).ended();
  expect([code, stderr]).toEqual([0, '']);
  return file;
};

describe('rule 14, an export by the API', () => {
  test('is what an owner and an auditor see of the history, signed', async () => {
    for (const [person, as] of [
      [people.grace, ['member', 'owner']],
      [people.audrey, ['auditor', 'member']],
    ] as const) {
      const { status, body, headers } = await exportBy(person);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
      const [header, ...lines] = linesOf(body);
      expect(header).toMatchObject({ project: projectId, exportedBy: person.userId, exportedAs: as });
      const { body: history } = await person.get<string>(`/projects/${projectId}/history`, {
        Accept: 'application/x-ndjson',
      });
      expect(lines.slice(0, -2)).toMatchObject(linesOf(history));
      expect(lines.at(-2)).toMatchObject({ people: { [people.linus.userId]: 'Linus' } });
      const { code, stdout } = await verify(await fileWith(body));
      expect([code, stdout]).toEqual([0, expect.stringContaining(`events of project ${projectId}`)]);
    }
  });

  test('is refused to editors, to strangers as if there were no project, and to nobody in particular', async () => {
    expect((await exportBy(people.linus)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await exportBy(people.ada)).body).toMatchObject({ status: 404, code: 'project-not-found' });
    expect((await people.audrey.get(`/projects/${randomUUID()}/export`)).status).toBe(404);
    expect((await fetch(`${system.url}/api/v1/projects/${projectId}/export`)).status).toBe(401);
  });

  test('can be had ten times a minute', async () => {
    // the minute may end meanwhile: of so many, eleven are in the same one
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) statuses.push((await exportBy(people.grace)).status);
    expect(statuses).toContain(429);
  });
});

describe('rule 14, an export by the command line', () => {
  test('is made as a whole, for its owner alone, and never over another file', async () => {
    const file = await exportFile();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    const again = await system.cli('export', projectId, '--out', file).ended();
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await system.cli('export', projectId, '--out', file, '--force').ended()).code).toBe(0);
    expect(await verify(file)).toMatchObject({ code: 0 });
  });

  test('is verified by the file and the key alone; what does not fit is named', async () => {
    const file = await exportFile();
    const text = await readFile(file, 'utf8');
    expect(await verify(file)).toMatchObject({ code: 0, stdout: expect.stringContaining('What this does not say:') });
    const altered = await verify(await fileWith(text.replace('Of Linus', 'Of Grace')));
    expect([altered.code, altered.stdout]).toEqual([1, '']);
    expect(altered.stderr).toMatch(/^renku-sessions: \S+, line \d+: altered: .*EnvironmentAdded at position \d+.*\n$/);
    const cut = await verify(await fileWith(text.slice(0, 1_000)));
    expect(cut).toMatchObject({ code: 1, stderr: expect.stringContaining('cut off') });
    expect(await system.cli('verify', file).ended()).toMatchObject({ code: 2 });
    expect(await verify(file, file)).toMatchObject({ code: 1, stderr: expect.stringContaining('the keys in') });
    for (const unread of [directory, join(directory, 'none')])
      expect((await verify(unread)).stderr).toContain(`the export in ${unread} cannot be read: `);
  });

  test('with what a run was made is told, as RO-Crate, to who launched it and to auditors', async () => {
    const { linus, audrey, grace, ada } = people;
    const crateBy = (person: Person, launch: string, run = '1') =>
      person.get<string>(`/projects/${projectId}/runs/${launch}/${run}/ro-crate`);
    const [launched] = (await linus.get<{ launchId: string }[]>('/launches')).body;
    const launchId = launched?.launchId ?? '';
    for (const person of [linus, audrey]) {
      const { status, headers, body } = await crateBy(person, launchId);
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('application/ld+json')]);
      const { '@graph': graph } = JSON.parse(body) as { '@graph': object[] };
      expect(graph).toContainEqual({ '@id': `#${linus.userId}`, '@type': 'Person', name: 'Linus' });
      expect(graph).toContainEqual(expect.objectContaining({ '@id': '#run', agent: { '@id': `#${linus.userId}` } }));
    }
    // an owner does not see what others launch
    expect((await crateBy(grace, launchId)).status).toBe(404);
    expect((await crateBy(ada, launchId)).status).toBe(404);
    expect((await crateBy(linus, launchId, '2')).status).toBe(404);
    expect((await crateBy(linus, launchId, 'x')).status).toBe(404);
    expect((await crateBy(linus, randomUUID())).status).toBe(404);
  });

  const python = process.env['RO_CRATE_PYTHON'];

  // test/interop/ro-crate/install.sh gets it
  (python === undefined ? test.skip : test)(
    'with what a run was made is as RO-Crate 1.1 requires, says roc-validator',
    async () => {
      const [launched] = (await people.linus.get<{ launchId: string }[]>('/launches')).body;
      const path = `/projects/${projectId}/runs/${launched?.launchId ?? ''}/1/ro-crate`;
      const { body } = await people.audrey.get<string>(path);
      const validate = async (crate: string) => {
        const within = await mkdtemp(join(directory, 'crate-'));
        await writeFile(join(within, 'ro-crate-metadata.json'), crate);
        return spawnSync(python ?? '', ['test/interop/ro-crate/validate.py', within], { encoding: 'utf8' });
      };
      expect(await validate(body)).toMatchObject({ status: 0, stdout: '\n', stderr: '' });
      const lacking = await validate(body.replace('"license":', '"licence":'));
      expect(lacking).toMatchObject({ status: 1, stdout: expect.stringContaining('license') });
    },
  );

  const hasTools = ['python3', 'openssl'].every((tool) => spawnSync(tool, ['--help']).error === undefined);

  (hasTools ? test : test.skip)('is verified without this program, as docs/export.md says', async () => {
    const [, script = ''] = /```sh\n(# sh verify\.sh [\s\S]*?)```/.exec(await readFile('docs/export.md', 'utf8')) ?? [];
    const run = (file: string) =>
      spawnSync('sh', ['-c', script, 'sh', file, keyFile], { cwd: directory, encoding: 'utf8' });
    const file = await exportFile();
    expect(run(file)).toMatchObject({ status: 0, stdout: expect.stringContaining('Verified Successfully') });
    const text = await readFile(file, 'utf8');
    expect(run(await fileWith(text.replace('Of Linus', 'Of Grace'))).status).not.toBe(0);
    const [manifest = ''] = text.trimEnd().split('\n').slice(-1);
    const forged = text.replace(manifest, manifest.replace('"events":', '"events":1'));
    expect(run(await fileWith(forged)).status).not.toBe(0);
  });

  test('of a project that there is not, is none', async () => {
    const file = join(directory, 'none.ndjson');
    expect(await system.cli('export', randomUUID(), '--out', file).ended()).toMatchObject({ code: 1 });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});

describe('rule 15, the log', () => {
  test('is anchored by itself, and is as it was anchored; somebody else’s key did not anchor it', async () => {
    await until('it is anchored', async () => {
      const { code, stdout } = await system.cli('log', 'verify').ended();
      return code === 0 && stdout.startsWith('as it was anchored');
    });
    expect(await system.cli('log', 'verify', '--key', keyFile).ended()).toMatchObject({ code: 0 });
    const strange = await fileWith(
      JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }] }),
    );
    const refused = await system.cli('log', 'verify', '--key', strange).ended();
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('anchor 1, of ') });
  });
});

describe('rule 14, whoever is erased', () => {
  test('has no name in exports made later; those made before still verify, and so does the log', async () => {
    const { linus } = people;
    const before = await exportFile();
    expect((await linus.call('DELETE', '/me')).status).toBe(204);
    const after = await exportFile();
    expect(await readFile(before, 'utf8')).toContain('"Linus"');
    const text = await readFile(after, 'utf8');
    expect(text).not.toContain('"Linus"');
    expect(text).toContain(`"${linus.userId}":"an erased person (${linus.userId.slice(0, 8)})"`);
    for (const file of [before, after]) expect(await verify(file)).toMatchObject({ code: 0 });
    expect(await system.cli('log', 'verify').ended()).toMatchObject({ code: 0 });
  });
});
