import { describe, expect, test } from 'vitest';
import { ManualTiming } from '#libs/event-sourcing/testing';
import type { LookedAt } from '../looking/repository-look.js';
import { pollRepositories } from './poll-repositories.js';

const repositories = Array.from({ length: 1_200 }, (_, index) => ({
  repositoryId: String(index).padStart(4, '0'),
  url: `https://git.example/${index}`,
}));

describe('the poll of repositories', () => {
  test('looks at each once an interval, spread over it, and again in the next one', async () => {
    const timing = new ManualTiming();
    const ending = new AbortController();
    const looked: LookedAt[] = [];
    let most = 0;
    const done = pollRepositories({
      page: (after, limit) => {
        most = Math.max(most, limit);
        return Promise.resolve(
          repositories.filter(({ repositoryId }) => after === undefined || repositoryId > after).slice(0, limit),
        );
      },
      lookAt: (repository) => void looked.push(repository),
      ...{ intervalMs: 120_000, timing, signal: ending.signal },
    });
    await timing.pass(59_990);
    expect(looked).toHaveLength(600);
    await timing.pass(59_990);
    expect(looked).toEqual(repositories);
    await timing.pass(1_000);
    expect(looked.length).toBeGreaterThan(1_200);
    // each may hold 500 branches, a fifth of a megabyte
    expect(most).toBeLessThanOrEqual(100);
    ending.abort();
    await done;
  });

  test('waits where there is none', async () => {
    const timing = new ManualTiming();
    const ending = new AbortController();
    let asked = 0;
    const page = () => {
      asked += 1;
      return Promise.resolve([]);
    };
    const done = pollRepositories({ page, lookAt: () => undefined, intervalMs: 1_000, timing, signal: ending.signal });
    await timing.pass(2_500);
    expect(asked).toBe(3);
    ending.abort();
    await done;
  });
});
