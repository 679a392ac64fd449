import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { image } from './sessions.fixture.js';
import { type Person, people, type Slices, startSlices } from './slices.fixture.js';

let slices: Slices;
beforeEach(async () => {
  slices = await startSlices();
});
afterEach(() => slices.app.close());

const ask = async (person: Person, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) => {
  const answer = await slices.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${person}` },
    ...(payload === undefined ? {} : { payload }),
  });
  return {
    status: answer.statusCode,
    link: answer.headers['link'],
    body: answer.body === '' ? undefined : answer.json(),
  };
};

/** A project with these sessions: the path of it. */
const projectWith = async (person: Person, name: string, ...sessions: string[]): Promise<string> => {
  const project = `/projects/${(await ask(person, 'POST', '/projects', { name, visibility: 'public' })).body.projectId}`;
  for (const one of sessions) {
    const environment = { source: 'image', image: image('mine').reference, name: one };
    expect((await ask(person, 'POST', `${project}/sessions`, { environment })).status).toBe(201);
  }
  return project;
};

const found = async (person: Person, query: string): Promise<string[]> => {
  const { status, body } = await ask(person, 'GET', `/sessions?query=${encodeURIComponent(query)}`);
  expect(status).toBe(200);
  return (body as { name: string; projectName: string }[]).map((one) => `${one.name} in ${one.projectName}`);
};

describe('sessions that are looked for', () => {
  test('are found in all projects of the caller, by how their names begin, sorted by name', async () => {
    await projectWith('grace', 'Rivers', 'Data two', 'Lab');
    const lakes = await projectWith('grace', 'Lakes', 'data one');
    expect(await found('grace', 'DATA')).toEqual(['data one in Lakes', 'Data two in Rivers']);
    expect(await found('grace', 'ata')).toEqual([]);
    const [first] = (await ask('grace', 'GET', '/sessions?query=data%20one')).body;
    const [{ sessionId }] = (await ask('grace', 'GET', `${lakes}/sessions`)).body;
    expect(first).toEqual({ sessionId, name: 'data one', projectId: lakes.slice(10), projectName: 'Lakes' });
  });

  test('are found however the same letters are encoded, as a Mac does it otherwise than others', async () => {
    const [composed, decomposed] = ['Zürich'.normalize('NFC'), 'Zürich'.normalize('NFD')];
    const project = await projectWith('grace', 'Lakes', composed, decomposed);
    for (const query of [composed, decomposed]) {
      expect(await found('grace', query)).toEqual([`${composed} in Lakes`, `${composed} in Lakes`]);
      expect((await ask('grace', 'GET', `${project}/sessions?query=${encodeURIComponent(query)}`)).body).toHaveLength(
        2,
      );
    }
  });

  test('are of projects that one is a member of, not of those that one could read', async () => {
    const rivers = await projectWith('grace', 'Rivers', 'Lab');
    expect(await found('linus', 'lab')).toEqual([]);
    expect(await found('audrey', 'lab')).toEqual([]);
    await ask('grace', 'PUT', `${rivers}/members/${people.linus}`, { role: 'viewer' });
    expect(await found('linus', 'lab')).toEqual(['Lab in Rivers']);
    await ask('grace', 'DELETE', `${rivers}/members/${people.linus}`);
    expect(await found('linus', 'lab')).toEqual([]);
    await ask('grace', 'DELETE', rivers);
    expect(await found('grace', 'lab')).toEqual([]);
  });

  test('come in pages, of the same names in an order that stays', async () => {
    for (const name of ['A', 'B', 'C']) await projectWith('grace', name, 'Lab', 'Lamp');
    const seen: string[] = [];
    let path: string | undefined = '/sessions?query=la&limit=2';
    while (path !== undefined) {
      const { body, link }: { body: { sessionId: string; name: string }[]; link: unknown } = await ask(
        'grace',
        'GET',
        path,
      );
      seen.push(...body.map(({ sessionId, name }) => `${name} ${sessionId}`));
      path = /<\/api\/v1(.*)>; rel="next"/.exec(String(link))?.[1];
    }
    expect(seen).toHaveLength(6);
    expect(seen).toEqual([...new Set(seen)].toSorted());
  });

  test.each(['', '?query=', '?query=%20', `?query=${'x'.repeat(100)}`, '?query=a&cursor=x', '?query=a&limit=0'])(
    'need to be named: %j is refused',
    async (query) => {
      expect((await ask('grace', 'GET', `/sessions${query}`)).status).toBe(400);
    },
  );
});
