import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShownStatus, UsersLaunch } from './read/launch-statuses.js';
import { image } from './sessions.fixture.js';
import { people, type Slices, startSlices } from './slices.fixture.js';

interface Shown {
  readonly sessionId: string;
  readonly name: string;
  readonly status?: string;
  readonly lastUsedAt?: string;
  readonly isDefault: boolean;
}

let slices: Slices;
let project: string;

interface Answered {
  readonly status: number;
  readonly link: string | undefined;
  readonly position: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a client sees is JSON; the expectations say which
  readonly body: any;
}

const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answered> => {
  const answer = await slices.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: 'Bearer grace' },
    ...(body === undefined ? {} : { payload: body }),
  });
  return {
    status: answer.statusCode,
    link: answer.headers['link'] as string | undefined,
    position: answer.headers['position'] as string,
    body: answer.body === '' ? undefined : JSON.parse(answer.body),
  };
};

interface Added {
  readonly sessionId: string;
  readonly environment: { readonly environmentId: string };
}

const add = async (name: string): Promise<Added> => {
  const environment = { source: 'image', image: image('mine').reference, name };
  return (await ask('POST', `${project}/sessions`, { environment })).body as Added;
};

const nextOf = (link: string | undefined): string | undefined => /<\/api\/v1(.*)>; rel="next"/.exec(link ?? '')?.[1];

/** The pages of a list, each followed by the link of the one before. */
const pages = async (query: string): Promise<Shown[][]> => {
  const found: Shown[][] = [];
  let path: string | undefined = `${project}/sessions?${query}`;
  while (path !== undefined) {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(200);
    found.push(answer.body as Shown[]);
    path = nextOf(answer.link);
  }
  return found;
};
const names = async (query: string): Promise<string[][]> =>
  (await pages(query)).map((page) => page.map(({ name }) => name));

const launch = ({ sessionId, environment }: Added, status: ShownStatus, lastUsedAt: string): void => {
  const own = slices.launches.get(people.grace) ?? new Map<string, UsersLaunch>();
  const launchId = sessionId.replace(/^.{8}/, '1a000000');
  slices.launches.set(people.grace, own.set(environment.environmentId, { launchId, sessionId, status, lastUsedAt }));
};

beforeEach(async () => {
  slices = await startSlices();
  project = `/projects/${(await ask('POST', '/projects', { name: 'Flights' })).body.projectId}`;
});

afterEach(async () => {
  await slices.app.close();
});

describe('the list of a project’s sessions', () => {
  test('comes in pages, as they were added unless something else is asked for', async () => {
    for (const name of ['Zoo', 'apples', 'Bees']) await add(name);
    expect(await names('limit=2')).toEqual([['Zoo', 'apples'], ['Bees']]);
    expect(await names('limit=2&sort=name')).toEqual([['apples', 'Bees'], ['Zoo']]);
    expect((await pages('limit=2')).flat().map(({ isDefault }) => isDefault)).toEqual([true, false, false]);
  });

  test('is 50 long unless something else is asked for, and 200 at most', async () => {
    for (let index = 0; index < 51; index += 1) await add(`Session ${index}`);
    expect((await pages('')).map(({ length }) => length)).toEqual([50, 1]);
    expect(await ask('GET', `${project}/sessions?limit=201`)).toMatchObject({ status: 400 });
  });

  test('is searched by how names begin, whatever the capitals', async () => {
    for (const name of ['Zoo', 'Data two', 'data', 'Big data', 'DATA one']) await add(name);
    expect(await names('query=dAtA')).toEqual([['data', 'DATA one', 'Data two']]);
    expect(await names('query=data%20t')).toEqual([['Data two']]);
    expect(await names('query=ata')).toEqual([[]]);
    expect(await names('query=')).toEqual([['Zoo', 'Data two', 'data', 'Big data', 'DATA one']]);
  });

  test('by last use: those that the caller launched, the last used first, then the others by name', async () => {
    const [first, second, third] = [await add('First'), await add('Second'), await add('Third'), await add('Away')];
    launch(first, 'inactive', '2026-02-01T00:00:00.000Z');
    launch(third, 'paused', '2026-03-01T00:00:00.000Z');
    expect(await names('sort=last-used&limit=1')).toEqual([['Third'], ['First'], ['Away'], ['Second'], []]);
    const [shown] = await pages('sort=last-used');
    expect(shown?.map(({ status, lastUsedAt }) => [status, lastUsedAt])).toEqual([
      ['paused', '2026-03-01T00:00:00.000Z'],
      ['inactive', '2026-02-01T00:00:00.000Z'],
      ['inactive', undefined],
      ['inactive', undefined],
    ]);
    expect(second.sessionId).toBe(shown?.at(-1)?.sessionId);
  });

  test('by status: what lives first; or only those of one status, in any order', async () => {
    const [one, two, three, four] = [await add('One'), await add('Two'), await add('Three'), await add('Four')];
    launch(one, 'failed', '2026-02-01T00:00:00.000Z');
    launch(two, 'running', '2026-02-02T00:00:00.000Z');
    launch(three, 'paused', '2026-02-03T00:00:00.000Z');
    launch(four, 'paused', '2026-02-04T00:00:00.000Z');
    await add('Five');
    expect(await names('sort=status')).toEqual([['Two', 'Four', 'Three', 'One', 'Five']]);
    expect(await names('sort=status&status=paused')).toEqual([['Four', 'Three']]);
    expect(await names('status=paused')).toEqual([['Three', 'Four']]);
    expect(await names('status=paused&sort=name&limit=1')).toEqual([['Four'], ['Three'], []]);
    expect(await names('status=inactive')).toEqual([['Five']]);
    expect(await names('status=paused&query=f')).toEqual([['Four']]);
  });

  test('a removed session is in none; what was added while one turns the pages does not shift them', async () => {
    const [one] = [await add('B'), await add('D'), await add('F')];
    const first = await ask('GET', `${project}/sessions?sort=name&limit=2`);
    await ask('DELETE', `${project}/sessions/${one.sessionId}`);
    for (const name of ['A', 'E']) await add(name);
    expect((await ask('GET', nextOf(first.link) ?? '')).body).toMatchObject([{ name: 'E' }, { name: 'F' }]);
    expect(await names('')).toEqual([['D', 'F', 'A', 'E']]);
  });

  test('the longest names have a next page too', async () => {
    const name = (last: string): string => `${'東'.repeat(98)}${last}`;
    for (const last of ['a', 'b', 'c']) await add(name(last));
    expect(await names('sort=name&limit=1')).toEqual([[name('a')], [name('b')], [name('c')], []]);
  });
});

describe('the list as it was', () => {
  test('is paged, sorted and searched like today’s', async () => {
    const session = await add('Zoo');
    await add('apples');
    const { position } = await ask('PATCH', project, { name: 'Trains' });
    await ask('DELETE', `${project}/sessions/${session.sessionId}`);
    await add('Bees');
    expect(await names(`at=${position}&limit=1`)).toEqual([['Zoo'], ['apples'], []]);
    expect(await names(`at=${position}&sort=name&limit=1`)).toEqual([['apples'], ['Zoo'], []]);
    expect(await names(`at=${position}&query=z`)).toEqual([['Zoo']]);
    const [past] = await pages(`at=${position}`);
    expect(past?.map(({ status, isDefault }) => [status, isDefault])).toEqual([
      [undefined, true],
      [undefined, false],
    ]);
  });

  test.each(['sort=last-used', 'sort=status', 'status=paused'])('knows nothing of launches: %s', async (query) => {
    const { position } = await ask('PATCH', project, { name: 'Trains' });
    const pointer = `?${query.split('=')[0]}`;
    expect(await ask('GET', `${project}/sessions?at=${position}&${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ pointer }] },
    });
  });
});

describe('what a list does not do is refused', () => {
  test('to sort what is searched by when it was added', async () => {
    expect(await ask('GET', `${project}/sessions?query=a&sort=added`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ pointer: '?sort' }] },
    });
  });

  test('a cursor of another list, or of none', async () => {
    for (const name of ['A', 'B']) await add(name);
    const { link } = await ask('GET', `${project}/sessions?sort=name&limit=1`);
    const cursor = new URL(nextOf(link) ?? '', 'http://relative.invalid').searchParams.get('cursor') ?? '';
    for (const query of [`cursor=${cursor}`, `sort=name&status=paused&cursor=${cursor}`, 'cursor=abc'])
      expect(await ask('GET', `${project}/sessions?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-cursor' },
      });
  });
});
