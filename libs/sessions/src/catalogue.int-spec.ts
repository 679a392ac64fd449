import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest, image } from './sessions.fixture.js';
import { type Person, type Slices, startSlices } from './slices.fixture.js';

let slices: Slices;

interface Answered {
  readonly status: number;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a client sees is JSON; the expectations say which
  readonly body: any;
}

const at =
  (person: Person) =>
  async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answered> => {
    const answer = await slices.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${person}` },
      ...(body === undefined ? {} : { payload: body }),
    });
    const text = answer.body;
    return { status: answer.statusCode, text, body: text === '' ? undefined : JSON.parse(text) };
  };
const [ada, grace, audrey] = [at('ada'), at('grace'), at('audrey')];

const publish = async (name: string): Promise<string> => {
  const { body } = await ada('POST', '/environments', { name, image: `${image('1').reference}@${digest('a')}` });
  return String(body.environmentId);
};
const createProject = async (name: string): Promise<string> =>
  `/projects/${(await grace('POST', '/projects', { name })).body.projectId}`;
const add = async (project: string, environmentId: string): Promise<string> => {
  const environment = { source: 'catalogue', environmentId };
  const { body } = await grace('POST', `${project}/sessions`, { environment });
  return String(body.sessionId);
};

beforeEach(async () => {
  slices = await startSlices();
});

afterEach(async () => {
  await slices.app.close();
});

describe('the catalogue, as admins keep it', () => {
  test('what was archived is listed when asked for, and alone', async () => {
    const [kept, gone] = [await publish('Kept'), await publish('Gone')];
    await ada('DELETE', `/environments/${gone}`);
    expect((await grace('GET', '/environments')).body).toMatchObject([{ environmentId: kept, archived: false }]);
    expect((await ada('GET', '/environments?archived=true')).body).toMatchObject([
      { environmentId: gone, archived: true, version: 1 },
    ]);
    expect(await ada('GET', '/environments?archived=maybe')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '?archived' }] },
    });
  });

  test('says by how many sessions each is used, over all projects, those of deleted ones left out', async () => {
    const [python, julia] = [await publish('Python'), await publish('Julia')];
    await publish('Nobody’s');
    const [flights, rivers, deleted] = [
      await createProject('Flights'),
      await createProject('Rivers'),
      await createProject('Deleted'),
    ];
    await add(flights, python);
    await add(flights, julia);
    const removed = await add(flights, julia);
    await add(rivers, python);
    await add(deleted, python);
    await grace('DELETE', `${flights}/sessions/${removed}`);
    await grace('DELETE', deleted);
    await ada('DELETE', `/environments/${julia}`);

    const answer = await ada('GET', '/environment-use');
    expect(answer.status).toBe(200);
    expect(answer.body).toHaveLength(2);
    expect(answer.body).toEqual(
      expect.arrayContaining([
        { environmentId: python, sessions: 2 },
        { environmentId: julia, sessions: 1 },
      ]),
    );
    expect(answer.text).not.toMatch(/Flights|Rivers|grace/);
  });

  test('is nobody else’s to look at', async () => {
    for (const somebody of [grace, audrey])
      expect(await somebody('GET', '/environment-use')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
