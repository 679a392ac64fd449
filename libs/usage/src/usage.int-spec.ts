import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LaunchEvent } from '#libs/launches';
import { decodeCursor, encodeCursor } from '#libs/rest';
import { configuration } from '../../launches/src/testing/launches.js';
import { type Person, people, UsageApi } from './usage.fixture.js';

const [OF_GRACE, OF_LINUS] = ['b0000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000002'];
const CLASS = 'c0000000-0000-4000-8000-000000000001';
const SESSION = 'd0000000-0000-4000-8000-000000000001';

let api: UsageApi;

interface Run {
  readonly asked: { readonly position: string; readonly at: string };
  readonly placed: Run['asked'];
  readonly ended: Run['asked'];
  readonly counted: { readonly cpuCoreHours: number };
}

/** Of both routes; of problems nothing but what the expectations say. */
interface Body {
  readonly lines: readonly object[];
  readonly runs: readonly Run[];
  readonly total: object;
  readonly names: object;
  readonly errors: readonly object[];
}

const get = async (person: Person, path: string, headers: object = {}) => {
  const url = path.startsWith('/api') ? path : `/api/v1/usage${path}`;
  const answer = await api.app.inject({
    method: 'GET',
    url,
    headers: { authorization: `Bearer ${person}`, ...headers },
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  const body = (isJson ? JSON.parse(answer.body) : {}) as Body;
  return { status: answer.statusCode, headers: answer.headers, body, text: answer.body };
};

/** The address of the next page. */
const next = ({ headers }: Awaited<ReturnType<typeof get>>): string =>
  /<(.+)>/.exec(String(headers['link']))?.[1] ?? 'none';

const cursorOf = (answer: Awaited<ReturnType<typeof get>>): string =>
  new URLSearchParams(next(answer)).get('cursor') ?? '';

let launches = 0;

/** A run of two cores and four GiB from one time to another, or until now. */
const ran = (person: Person, projectId: string, from: string, to?: string, resourceClassId?: string): string => {
  launches += 1;
  const launchId = `a0000000-0000-4000-8000-${String(launches).padStart(12, '0')}`;
  const data = { launchId, projectId, sessionId: SESSION, userId: people[person], run: 1 };
  const offered = resourceClassId === undefined ? {} : { resourceClass: { resourceClassId, name: '=HYPERLINK("x")' } };
  const made = { ...configuration, resources: { cpu: 2, memory: 2 ** 32 }, ...offered };
  const happened = (at: string, type: string, more: object) =>
    api.happened(at, { type, data: { ...data, ...more } } as LaunchEvent);
  happened(from, 'SessionLaunched', { ...made, diskId: SESSION });
  happened(from, 'LaunchProgressed', { phase: 'pulling' });
  if (to !== undefined) happened(to, 'SessionPaused', { by: 'asked' });
  return launchId;
};

beforeAll(async () => {
  api = await UsageApi.start();
  api.ownedBy(OF_GRACE, 'grace');
  api.ownedBy(OF_LINUS, 'linus');
  ran('grace', OF_GRACE, '2026-02-28T22:00:00Z', '2026-03-01T03:00:00Z', CLASS);
  ran('linus', OF_GRACE, '2026-03-02T00:00:00Z', '2026-03-02T10:00:00Z');
  ran('grace', OF_LINUS, '2026-03-03T00:00:00Z', '2026-03-03T01:00:00Z');
  ran('linus', OF_LINUS, '2026-03-09T23:00:00Z');
  api.now = new Date('2026-03-10T12:00:00Z');
});

afterAll(() => api.app.close());

describe('rule 13, who sees how much of the ledger', () => {
  const from = 'from=2026-02-01';

  test('a person their own, up to now, down to the events', async () => {
    const { body } = await get('linus', `?by=project&${from}`);
    expect(body).toMatchObject({
      of: 'mine',
      rule: 1,
      from: '2026-02-01T00:00:00.000Z',
      to: '2026-03-10T12:00:00.000Z',
    });
    expect(body.lines).toMatchObject([
      { projectId: OF_GRACE, cpuCoreHours: 20, memoryGiBHours: 40, gpuHours: 0, runs: 1, failed: 0 },
      { projectId: OF_LINUS, cpuCoreHours: 26, memoryGiBHours: 52, runs: 1 },
    ]);
    expect(body.total).toMatchObject({ cpuCoreHours: 46, runs: 2 });
    const { runs } = (await get('linus', `/runs?${from}`)).body;
    expect(runs).toHaveLength(2);
    expect(runs.map(({ counted }) => counted.cpuCoreHours)).toEqual([20, 26]);
  });

  test('an owner all of their projects, not whose, and up to the last midnight: nobody sees by it that a session runs', async () => {
    const { body } = await get('linus', `?of=owned&by=class,month&${from}`);
    expect(body).toMatchObject({ of: 'owned', to: '2026-03-10T00:00:00.000Z' });
    expect(body.lines).toMatchObject([{ resourceClassId: null, month: '2026-03', cpuCoreHours: 2 + 2, runs: 2 }]);
    expect(JSON.stringify(body)).not.toContain(people.grace);
    expect(await get('linus', `?of=owned&by=project,user`)).toMatchObject({ status: 403 });
    expect(await get('linus', `?of=owned&user=${people.grace}`)).toMatchObject({ status: 403 });
    expect(await get('linus', `/runs?of=owned`)).toMatchObject({ status: 403 });
    expect(await get('linus', `?of=owned&project=${OF_GRACE}`)).toMatchObject({ status: 404 });
  });

  test('who owns nothing has a ledger without lines', async () => {
    expect((await get('ada', '?of=owned')).body).toMatchObject({ lines: [], total: { cpuCoreHours: 0, runs: 0 } });
  });

  test('an admin everybody’s, in whole days, by opaque ids, and no runs', async () => {
    const { body } = await get('ada', `?by=user&from=2026-03-02T05:00:00Z`);
    expect(body).toMatchObject({ of: 'everything', from: '2026-03-02T00:00:00.000Z', to: '2026-03-10T00:00:00.000Z' });
    expect(body.lines).toMatchObject([
      { userId: people.grace, cpuCoreHours: 2 },
      { userId: people.linus, cpuCoreHours: 22 },
    ]);
    expect(await get('ada', '/runs')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('an auditor everything, up to now, down to the events', async () => {
    expect((await get('audrey', `?by=user&${from}`)).body.total).toMatchObject({
      cpuCoreHours: 10 + 20 + 2 + 26,
      runs: 4,
    });
    const { runs } = (await get('audrey', `/runs?${from}&user=${people.grace}&project=${OF_GRACE}`)).body;
    expect(runs).toMatchObject([
      { userId: people.grace, resourceClassId: CLASS, ended: { outcome: 'paused' }, counted: { seconds: 5 * 3600 } },
    ]);
    const { asked, placed, ended } = runs[0]!;
    const told = [asked, placed, ended].map(({ position }) =>
      api.store.log.find((one) => one.position === BigInt(position)),
    );
    expect(told.map((event) => event?.type)).toEqual(['SessionLaunched', 'LaunchProgressed', 'SessionPaused']);
  });

  test('an auditor who owns projects is told that runs are not asked for by what one owns', async () => {
    expect(await get('audrey', '/runs?of=owned')).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', detail: expect.stringContaining('`of=everything`') },
    });
  });

  test('people and projects are named to who may see them; of whoever was erased there is the id alone', async () => {
    const everything = (await get('ada', `?by=user,project&${from}`)).body;
    expect(everything.names).toEqual({ [people.grace]: 'grace' });
    const runs = (await get('audrey', `/runs?${from}`)).body;
    expect(runs.names).toEqual({ [people.grace]: 'grace', [OF_GRACE]: 'p', [OF_LINUS]: 'p' });
    const own = (await get('grace', `?by=project&${from}`)).body;
    expect(own.names).toEqual({ [OF_GRACE]: 'p' });
  });

  test('nobody else everybody’s', async () => {
    expect(await get('grace', '?of=everything')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await get('grace', '/runs?of=everything')).toMatchObject({ status: 403 });
    expect((await get('grace', `?user=${people.linus}&${from}`)).body).toMatchObject({ of: 'mine', lines: [] });
  });
});

describe('the ledger', () => {
  test('is split by month at midnight UTC', async () => {
    const { lines } = (await get('grace', '?from=2026-02-01&project=' + OF_GRACE)).body;
    expect(lines).toMatchObject([
      { month: '2026-02', cpuCoreHours: 4, runs: 1 },
      { month: '2026-03', cpuCoreHours: 6, runs: 0 },
    ]);
  });

  test('is of this month so far, where nothing else is said', async () => {
    expect((await get('grace', '')).body).toMatchObject({
      from: '2026-03-01T00:00:00.000Z',
      lines: [{ cpuCoreHours: 8 }],
    });
  });

  test('is of the month that is over, where it ends with it: before its first day, and on the first of the next for whole days', async () => {
    const february = { from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' };
    expect((await get('grace', '?to=2026-03-01')).body).toMatchObject({ ...february, lines: [{ cpuCoreHours: 4 }] });
    const then = api.now;
    api.now = new Date('2026-03-01T09:00:00Z');
    expect((await get('ada', '')).body).toMatchObject({ ...february, lines: [{ cpuCoreHours: 4 }] });
    expect((await get('grace', '')).body).toMatchObject({ from: '2026-03-01T00:00:00.000Z' });
    api.now = then;
  });

  test('never counts what has not been yet', async () => {
    const { body } = await get('linus', '?from=2026-03-10T11:00:00Z&to=2027-01-01');
    expect(body).toMatchObject({ to: '2026-03-10T12:00:00.000Z', total: { cpuCoreHours: 2 } });
    expect((await get('linus', '?from=2026-12-01&to=2027-01-01')).body.total).toMatchObject({ cpuCoreHours: 0 });
  });

  test.each(['', '&to=2027-01-01'])('has nothing of a time that is still to come: from=2026-12-01%s', async (to) => {
    const nothing = { from: '2026-12-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
    expect(await get('linus', `?from=2026-12-01${to}`)).toMatchObject({ status: 200, body: { ...nothing, lines: [] } });
    expect(await get('linus', `/runs?from=2026-12-01${to}`)).toMatchObject({
      status: 200,
      body: { ...nothing, runs: [] },
    });
  });

  test('is paged, each page of the same moment', async () => {
    const whole = (await get('audrey', '?by=user,project&from=2026-02-01')).body;
    const first = await get('audrey', '?by=user,project&from=2026-02-01&limit=3');
    expect(first.body.lines).toEqual(whole.lines.slice(0, 3));
    const then = api.now;
    api.now = new Date('2026-03-10T13:00:00Z');
    const second = await get('audrey', next(first));
    const named = { [OF_LINUS]: 'p' };
    expect(second.body).toEqual({ ...whole, lines: whole.lines.slice(3), names: named });
    expect(second.headers['link']).toBeUndefined();
    api.now = then;
  });

  test.each([
    // the end of what was asked for in February; what ends as the time begins says nothing of it
    ['from=2026-03-01T02:00:00Z&to=2026-03-02', ['2026-02-28T22']],
    ['from=2026-03-01T03:00:00Z&to=2026-03-02T00:00:00.001Z', ['2026-03-02T00']],
    ['from=2026-03-03T01:00:00Z&to=2026-03-09T23:00:00Z', []],
    // as it is written where one lives
    ['from=2026-03-03T03:00:00%2B02:00&to=2026-03-10T01:00:00%2B02:00', []],
    ['from=2026-03-01t02:00:00z&to=2026-03-02', ['2026-02-28T22']],
    ['from=2026-03-10', ['2026-03-09T23']],
  ])('is explained by the runs of its time alone, not by all of their months: %s', async (time, hours) => {
    const { runs } = (await get('audrey', `/runs?${time}`)).body;
    expect(runs.map(({ asked }) => asked.at.slice(0, 13))).toEqual(hours);
  });

  test('its runs are paged', async () => {
    const first = await get('audrey', '/runs?from=2026-02-01&limit=3');
    expect(first.body.runs).toHaveLength(3);
    const second = await get('audrey', next(first));
    expect(second.body.runs).toHaveLength(1);
  });

  test('goes on only with what was asked: by a cursor of another question lines would be left out in silence', async () => {
    const ofLines = cursorOf(await get('audrey', '?by=user&from=2026-02-01&limit=1'));
    const ofRuns = cursorOf(await get('audrey', '/runs?from=2026-02-01&limit=1'));
    for (const query of [
      `?by=project&from=2026-02-01&cursor=${ofLines}`,
      `?by=user&from=2026-01-01&cursor=${ofLines}`,
      `?by=user&from=2026-02-01&class=none&cursor=${ofLines}`,
      `/runs?from=2026-02-01&cursor=${ofLines}`,
      `?by=user&from=2026-02-01&cursor=${ofRuns}`,
    ])
      expect([query, (await get('audrey', query)).body]).toMatchObject([query, { code: 'invalid-cursor' }]);
    const { status } = await get('audrey', `?by=user&from=2026-02-01&limit=2&cursor=${ofLines}`);
    expect(status).toBe(200);
  });

  test('is CSV for whoever wants a table: ids, numbers, and no names', async () => {
    const asked = '?by=class&from=2026-02-01&to=2026-03-05&limit=1';
    const { headers, text } = await get('audrey', asked, { accept: 'text/csv' });
    expect(headers).toMatchObject({ ratelimit: expect.any(String) });
    expect(headers).not.toHaveProperty('link');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const rows = text.split('\r\n').map((row) => row.split(','));
    expect(rows[0]!.slice(2, 6)).toEqual(['resourceClassId', 'month', 'cpuCoreHours', 'memoryGiBHours']);
    expect(rows.slice(1).map((row) => row.slice(2, 6))).toEqual([
      ['none', '', '22', '44'],
      [CLASS, '', '10', '20'],
      [],
    ]);
    expect(rows[1]!.slice(-3)).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-05T00:00:00.000Z', '1']);
  });

  test.each([
    ['rule=2', '?rule', 'there is no such rule; there are 1'],
    ['by=hour', '?by', 'must be some of user, project, class, month'],
    ['from=yesterday', '?from', 'must be a day (2026-03-01) or a time (2026-03-01T12:00:00Z)'],
    ['to=2026-02-30', '?to', 'must be a day'],
    ['from=', '?from', 'is blank; must be a day (2026-03-01) or a time (2026-03-01T12:00:00Z)'],
    ['to=%20', '?to', 'is blank; must be a day'],
    ['to=2026-03-01T12:00:00+01:00', '?to', 'in an address, + is written %2B'],
    ['from=2026-03-05&to=2026-03-01', '?from', 'is after'],
    ['from=2000-01-01', '?from', 'three years'],
    ['class=large', '?class', 'must be the id of a resource class, or none'],
    ['session=x', '?session', 'no such query parameter'],
  ])('refuses %s, and says why', async (query, pointer, detail) => {
    const { status, body } = await get('grace', `?${query}`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
  });

  test.each(['-271821-04-20T00:00:00.000Z', 'soon', ''])(
    'refuses a cursor that is not of its own: %j',
    async (until) => {
      const [question = '', after = ''] = decodeCursor(cursorOf(await get('audrey', '?by=user&limit=1')), 3);
      for (const cursor of ['x', encodeCursor(['', until]), encodeCursor([question, after, until])])
        expect(await get('audrey', `?by=user&cursor=${cursor}`)).toMatchObject({
          status: 400,
          body: { code: 'invalid-cursor' },
        });
    },
  );
});

test.each(['', '/runs'])('usage%s can be asked for thirty times a minute by each caller', async (path) => {
  const asked = await UsageApi.start();
  const ask = async (person: Person) => {
    const headers = { authorization: `Bearer ${person}` };
    const answer = await asked.app.inject({ method: 'GET', url: `/api/v1/usage${path}`, headers });
    return [answer.statusCode, answer.headers['ratelimit']];
  };
  expect(await ask('grace')).toEqual([200, expect.stringContaining(';r=29;')]);
  for (let n = 1; n < 30; n += 1) await ask('grace');
  expect((await ask('grace'))[0]).toBe(429);
  expect((await ask('linus'))[0]).toBe(200);
  await asked.app.close();
});
