import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { ada, launchA, TestGateway } from './gateway.fixture.js';
import { startUpstream, type Upstream } from './upstream.fixture.js';

let upstream: Upstream;
let tested: TestGateway;
let cookie: string;

beforeAll(async () => {
  upstream = await startUpstream((_, response) => response.end('here'));
});
beforeEach(async () => {
  tested = await new TestGateway().start({ recheckMs: 5, knownMs: 60_000 });
  tested.serve(launchA, upstream.origin);
  cookie = await tested.cookie();
});
afterEach(() => tested.gateway.close({ drainMs: 0 }));
afterAll(() => upstream.close());

const statusNow = async (): Promise<number> => (await tested.ask({ headers: { cookie } })).status;

describe('the runtime is asked where a session is', () => {
  test('once, however long it is used: not for each request, nor for each look at the right', async () => {
    const looks = tested.asked.length;
    await until('the right was looked up again and again', async () => {
      expect(await statusNow()).toBe(200);
      return tested.asked.length > looks + 5;
    });
    expect(tested.askedOfRuntime).toEqual([launchA]);
  });

  test('again after it did not answer there', async () => {
    tested.serve(launchA, 'http://127.0.0.1:1', { run: 2 });
    tested.allowed.set(`${launchA} ${ada}`, 2);
    await until('it does not answer', async () => (await statusNow()) === 502);
    tested.serve(launchA, upstream.origin, { run: 2 });
    expect(await statusNow()).toBe(200);
  });

  test('again for each of its runs, and a run that is over leads nowhere', async () => {
    tested.allowed.set(`${launchA} ${ada}`, 2);
    await until('the first run is not the second', async () => (await statusNow()) === 503);
    tested.serve(launchA, upstream.origin, { run: 2 });
    await until('the second run is known', async () => (await statusNow()) === 200);
  });
});
