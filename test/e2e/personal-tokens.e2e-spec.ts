import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserRequest } from '../support/browser-request.js';
import { until } from '../support/until.js';
import { launched } from './support/given-run.js';
import { Listener } from './support/listener.js';
import { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let ada: Person;
let grace: Person;
let linus: Person;

beforeAll(async () => {
  system = await System.start();
  ({ ada, grace, linus } = await system.everybody());
});
afterAll(() => system.remove());

const create = (who: Person, body: object = { name: 'nightly report', expiresInDays: 30 }) =>
  who.post<{ token: string; tokenId: string }>('/me/tokens', body);
/** A program that sends the token as its own access token. */
const programOf = ({ userId }: Person, token: string): Person =>
  new Person(system.url, token, userId, { position: 0n });

describe('rule 5, a token of a person for a program', () => {
  test('is shown once, listed without what it is, and refused from the moment on in which it is revoked', async () => {
    const { status, body } = await create(grace);
    expect(status).toBe(201);
    const { token, ...shown } = body;
    expect(token).toMatch(/^renku_pat_[0-9a-f]{48}$/);
    expect((await grace.get('/me/tokens')).body).toEqual([shown]);
    expect((await linus.get('/me/tokens')).body).toEqual([]);
    const program = programOf(grace, token);
    expect((await program.get('/me')).body).toMatchObject({ userId: grace.userId });
    expect((await grace.get('/me/tokens')).body).toEqual([{ ...shown, lastUsedAt: expect.any(String) }]);

    expect((await linus.call('DELETE', `/me/tokens/${body.tokenId}`)).status).toBe(204);
    expect((await program.get('/me')).status).toBe(200);
    expect((await grace.call('DELETE', `/me/tokens/${body.tokenId}`)).status).toBe(204);
    expect(await program.get('/me')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await grace.get('/me/tokens')).body).toEqual([]);
  });

  test('may what its person may, by REST and live, and no more', async () => {
    const program = programOf(grace, (await create(grace)).body.token);
    const own = await program.createProject('private', 'Rivers');
    const others = await linus.createProject('private', 'Lakes');
    expect((await program.get(`/projects/${own}`)).body).toMatchObject({ role: 'owner' });
    expect((await program.get(`/projects/${others}`)).status).toBe(404);
    expect((await program.get('/load')).status).toBe(403);
    expect((await programOf(ada, (await create(ada)).body.token).get('/load')).status).toBe(200);
    const listener = await Listener.connect(system.url, program.token);
    await listener.subscribe(own);
    await program.addSession(own);
    await until('it hears of it', () => listener.events.some(({ type }) => type === 'EnvironmentAdded'));
    listener.close();
  });

  test('never makes or revokes a token, nor has its person erased', async () => {
    const { token, tokenId } = (await create(grace)).body;
    const program = programOf(grace, token);
    for (const answer of [
      await create(program),
      await program.get('/me/tokens'),
      await program.call('DELETE', `/me/tokens/${tokenId}`),
      await program.call('DELETE', '/me'),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await program.get('/me')).status).toBe(200);
  });

  test('opens a session for as long as it is good: what was entered with it is closed when it is revoked', async () => {
    const { token, tokenId } = (await create(grace)).body;
    const program = programOf(grace, token);
    const projectId = await grace.createProject('private', 'Glaciers');
    const launchId = await launched(grace, projectId, await grace.addSession(projectId));
    const enter = async (who: Person) => {
      const { url } = (await who.post<{ url: string }>(`/launches/${launchId}/access`)).body;
      const { cookie, location = '/' } = await browserRequest(url);
      return async () => (await browserRequest(new URL(location, url).href, cookie)).status;
    };
    const [byProgram, inPerson] = [await enter(program), await enter(grace)];
    const { url: unused } = (await program.post<{ url: string }>(`/launches/${launchId}/access`)).body;
    expect([await byProgram(), await inPerson()]).toEqual([200, 200]);
    await grace.call('DELETE', `/me/tokens/${tokenId}`);
    await until('it is closed', async () => (await byProgram()) === 503);
    expect((await browserRequest(unused)).cookie).toBeUndefined();
    expect(await inPerson()).toBe(200);
  });

  test.each([
    ['a year and a day', { name: 'x', expiresInDays: 366 }, '/expiresInDays'],
    ['no end', { name: 'x' }, '/expiresInDays'],
    ['no name', { name: ' ', expiresInDays: 1 }, '/name'],
  ])('is refused with %s', async (_, body, pointer) => {
    expect(await create(grace, body)).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    });
  });

  test('is gone with its person', async () => {
    const { token } = (await create(linus)).body;
    expect((await linus.call('DELETE', '/me')).status).toBe(204);
    expect((await programOf(linus, token).get('/me')).status).toBe(401);
  });
});
