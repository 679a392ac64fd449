import { describe, expect, test } from 'vitest';
import type { Api } from '../api/create-api.js';
import type { Launch } from '../api/schema.js';
import { readShownLaunches } from './read-shown-launches.js';

type Status = Launch['status'];

/** Of a person with one launch, which is in the first of the statuses, and moves on each time that the API was asked. */
const apiOf = (...statuses: Status[]): Api => {
  const left = [...statuses];
  const answer = (status: Status): object => {
    const now = left.length > 1 ? left.shift() : left[0];
    return { data: now === status ? [{ launchId: 'l', status }] : [], response: new Response() };
  };
  return {
    GET: (_: string, { params }: { params: { query: { status: Status } } }) =>
      Promise.resolve(answer(params.query.status)),
  } as unknown as Api;
};

describe('one’s own launches on the home page', () => {
  test.each([
    [['launching'], 'launching'],
    [['launching', 'running'], 'running'],
    [['launching', 'running', 'paused', 'paused'], 'paused'],
    [['launching', 'failed'], 'failed'],
    [['paused'], 'paused'],
  ] as const)('are not missed while they move on: %j', async (statuses, last) => {
    expect(await readShownLaunches(apiOf(...statuses))).toEqual([{ launchId: 'l', status: last }]);
  });
});
