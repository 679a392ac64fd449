import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserRequest } from '../support/browser-request.js';
import { until } from '../support/until.js';
import { launched } from './support/given-run.js';
import { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let grace: Person;
let linus: Person;
let launchId: string;

beforeAll(async () => {
  system = await System.start();
  ({ grace, linus } = await system.everybody());
  const projectId = await grace.createProject('private', 'Glaciers');
  launchId = await launched(grace, projectId, await grace.addSession(projectId));
});
afterAll(() => system.remove());

const ticket = (body?: object) => grace.post<{ url: string }>(`/launches/${launchId}/access`, body);

/** What the session answers to the browser that entered so. */
const enter = async (body?: object): Promise<() => Promise<number>> => {
  const { url } = (await ticket(body)).body;
  const { cookie, location = '/' } = await browserRequest(url);
  return async () => (await browserRequest(new URL(location, url).href, cookie)).status;
};
const signOut = (who: Person, browserId: string) => who.call('DELETE', `/me/browsers/${browserId}`);

describe('rule 5, who signs out in a browser', () => {
  test('closes the sessions that were opened there to it, and to no other', async () => {
    const [here, elsewhere] = [randomUUID(), randomUUID()];
    const [session, beside, unsaid] = [
      await enter({ browserId: here }),
      await enter({ browserId: elsewhere }),
      await enter(),
    ];
    const { url: unused } = (await ticket({ browserId: here })).body;
    expect((await signOut(linus, here)).status).toBe(204);
    expect((await signOut(grace, randomUUID())).status).toBe(204);
    expect(await session()).toBe(200);

    expect((await signOut(grace, here)).status).toBe(204);
    await until('it is closed', async () => (await session()) === 503);
    expect((await browserRequest(unused)).cookie).toBeUndefined();
    expect([await beside(), await unsaid()]).toEqual([200, 200]);
    expect((await grace.get(`/launches/${launchId}`)).body).toMatchObject({ status: 'running' });
    expect((await signOut(grace, here)).status).toBe(204);
  });

  test('is a person: no program with a token of theirs', async () => {
    const browserId = randomUUID();
    const session = await enter({ browserId });
    const { body } = await grace.post<{ token: string }>('/me/tokens', { name: 'report', expiresInDays: 1 });
    const program = new Person(system.url, body.token, grace.userId, { position: 0n });
    expect(await signOut(program, browserId)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await session()).toBe(200);
  });

  test('does so twenty times a minute at most: each is kept for half a day', async () => {
    const answers = await Promise.all(Array.from({ length: 21 }, () => signOut(linus, randomUUID())));
    expect(answers.filter(({ status }) => status === 429)).not.toEqual([]);
  });

  test('names the browser by a UUID', async () => {
    const refused = { status: 400, body: { errors: [expect.objectContaining({ pointer: '/browserId' })] } };
    expect(await ticket({ browserId: 'mine' })).toMatchObject(refused);
    expect((await signOut(grace, 'mine')).status).toBe(404);
  });
});
