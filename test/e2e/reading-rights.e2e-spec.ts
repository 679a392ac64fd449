import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.js';
import { Listener } from './support/listener.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

type Visibility = 'private' | 'public';

let system: System;
let people: Readonly<Record<'ada' | 'grace' | 'linus' | 'audrey', Person>>;
const open: Listener[] = [];

beforeAll(async () => {
  system = await System.start();
  people = await system.everybody();
});
afterEach(() => {
  for (const listener of open.splice(0)) listener.close();
});
afterAll(() => system.remove());

const listen = async (token: string): Promise<Listener> => {
  const listener = await Listener.connect(system.url, token);
  open.push(listener);
  return listener;
};

/** A project of Grace's that has been through these, with things that happened in between; Linus is what `role` says. */
const projectThrough = async (visibilities: readonly Visibility[], role?: 'editor' | 'viewer'): Promise<string> => {
  const { grace, linus } = people;
  const [first, ...changes] = visibilities;
  const projectId = await grace.createProject(first);
  if (role !== undefined) await grace.setRole(projectId, linus, role);
  await grace.addSession(projectId);
  for (const [at, visibility] of changes.entries()) {
    await grace.call('PATCH', `/projects/${projectId}`, { body: { visibility } });
    await grace.call('PATCH', `/projects/${projectId}`, { body: { name: `Name ${at}` } });
  }
  return projectId;
};

interface Entry {
  readonly position: string;
  readonly type: string;
  readonly data: { readonly visibility?: Visibility };
}

const historyOf = async (who: Person, projectId: string): Promise<Entry[] | undefined> => {
  const { status, body } = await who.get<Entry[]>(`/projects/${projectId}/history?after=0&limit=1000`);
  return status === 200 ? body : undefined;
};

const positionsOf = (entries: readonly Entry[]): string[] => entries.map(({ position }) => position);

/** Of these positions those at which they may see how the project was. */
const pastOf = async (who: Person, projectId: string, positions: readonly string[]): Promise<string[]> => {
  const answers = await Promise.all(positions.map((at) => who.get(`/projects/${projectId}?at=${at}`)));
  return positions.filter((_, index) => answers[index]?.status === 200);
};

/** What they hear who ask for all of it, and after which position the server says that it begins. */
const heardBy = async (who: Person, projectId: string, last: string): Promise<[string[], string | undefined]> => {
  const listener = await listen(who.token);
  const { ok, position } = await listener.subscribe(projectId, '0');
  if (!ok) return [[], undefined];
  await until('all of it was heard', () => listener.events.at(-1)?.position === last);
  return [listener.events.map((event) => event.position), position];
};

interface Read {
  /** Live, of those who ask for all of it. */
  readonly heard: readonly string[];
  /** Where the live feed says that it begins. */
  readonly after: string | undefined;
  /** Positions at which they may see how the project was. */
  readonly past: readonly string[];
  /** Undefined: refused. */
  readonly history: readonly string[] | undefined;
}

const readBy = async (who: Person, projectId: string, positions: readonly string[]): Promise<Read> => {
  const [heard, after] = await heardBy(who, projectId, positions.at(-1)!);
  const history = await historyOf(who, projectId);
  return { heard, after, past: await pastOf(who, projectId, positions), history: history && positionsOf(history) };
};

/** What a stranger may read begins where the project was last made what it is, if that is public. */
const toStrangers = (all: readonly Entry[]): Read => {
  const last = all.findLast(({ data }) => data.visibility !== undefined);
  if (last?.data.visibility !== 'public') return { heard: [], after: undefined, past: [], history: undefined };
  const positions = positionsOf(all.slice(all.indexOf(last)));
  return { heard: positions, after: String(BigInt(last.position) - 1n), past: positions, history: undefined };
};

const stories: readonly (readonly Visibility[])[] = [
  ['private'],
  ['public'],
  ['private', 'public'],
  ['public', 'private'],
  ['private', 'public', 'private', 'public'],
];

describe.each(stories.map((story) => [story.join(', then '), story] as const))('a project that is %s', (_, story) => {
  test.each([['viewer'], ['editor'], [undefined]] as const)(
    'reads the same in its history, looked back at, and live, to whoever may read it (Linus: %s)',
    async (role) => {
      const projectId = await projectThrough(story, role);
      const all = await historyOf(people.audrey, projectId);
      if (all === undefined) throw new Error('the auditor does not see the history');
      const positions = positionsOf(all);
      const toMembers: Read = { heard: positions, after: '0', past: positions, history: undefined };
      const expected = {
        grace: { ...toMembers, history: positions },
        linus: role === undefined ? toStrangers(all) : toMembers,
        ada: toStrangers(all),
        audrey: { ...toMembers, history: positions },
      };
      for (const name of ['grace', 'linus', 'ada', 'audrey'] as const)
        expect({ name, ...(await readBy(people[name], projectId, positions)) }).toEqual({ name, ...expected[name] });
    },
  );
});

describe('rule 5, rights that are lost', () => {
  test('end a feed before the next event, forty times of forty', async () => {
    const { grace, linus } = people;
    const projectId = await grace.createProject();
    const listener = await listen(linus.token);
    for (let trial = 0; trial < 40; trial += 1) {
      await grace.setRole(projectId, linus, 'viewer');
      expect(await listener.subscribe(projectId)).toMatchObject({ ok: true });
      const rename = (name: string) => grace.call('PATCH', `/projects/${projectId}`, { body: { name } });
      await Promise.all([grace.removeMember(projectId, linus), rename(`a ${trial}`), rename(`b ${trial}`)]);
      await rename(`c ${trial}`);
      const { position } = await until('the feed ended', () => listener.ended[trial]);
      expect(listener.events.at(-1)).toMatchObject({ type: 'MemberRemoved', position });
    }
  });
});

test('history is found by session, and from or until a time', async () => {
  const { grace } = people;
  const projectId = await grace.createProject();
  const sessionId = await grace.addSession(projectId, 'One');
  await grace.addSession(projectId, 'Another');
  const found = async (query: string) =>
    (await grace.get<(Entry & { at: string })[]>(`/projects/${projectId}/history?${query}`)).body;
  const types = async (query: string) => (await found(query)).map(({ type }) => type);
  expect(await types(`session=${sessionId}`)).toEqual(['EnvironmentAdded', 'DefaultSessionChosen']);
  const [created] = await found('');
  expect(await types(`before=${created!.at}`)).toEqual(['ProjectCreated']);
  expect((await types(`after=${created!.at}`))[0]).toBe('EnvironmentAdded');
  expect((await grace.get(`/projects/${projectId}/history?after=yesterday`)).status).toBe(400);
});
