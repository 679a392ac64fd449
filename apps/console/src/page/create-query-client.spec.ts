import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem.js';
import { Unreachable } from '../api/unreachable.js';
import { createQueryClient } from './create-query-client.js';
import { tryFailedAgain } from './try-failed-again.js';

const unreachable = new Unreachable();

/** What a page shows that asks, and how often it asked. */
const showing = (...answers: readonly (string | Error)[]) => {
  const client = createQueryClient();
  let asked = 0;
  const queryFn = (): string => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer ?? '';
  };
  const observer = new QueryObserver(client, { queryKey: ['projects'], queryFn });
  const stop = observer.subscribe(() => undefined);
  return { client, now: () => observer.getCurrentResult(), asked: () => asked, stop };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what a page asks of the API', () => {
  test('is asked again, later and later, while the server is away, and the page can say why it waits', async () => {
    const { now, asked, stop } = showing(unreachable, new Problem(503, {}), 'here');
    await vi.advanceTimersByTimeAsync(10);
    expect([asked(), now().status, now().failureReason]).toEqual([1, 'pending', unreachable]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toBe(2);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(asked()).toBe(2);
    await vi.advanceTimersByTimeAsync(200);
    expect([now().data, now().failureReason]).toEqual(['here', null]);
    stop();
  });

  test('is asked again when the API says', async () => {
    const { now, stop } = showing(new Problem(429, {}, 30), 'here');
    await vi.advanceTimersByTimeAsync(29_000);
    expect(now().data).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(now().data).toBe('here');
    stop();
  });

  test('is not asked again where it is refused', async () => {
    const refusal = new Problem(403, { code: 'forbidden' });
    const { now, asked, stop } = showing(refusal, 'here');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked(), now().error]).toEqual([1, refusal]);
    stop();
  });

  test('is asked at once where somebody wants to try it now', async () => {
    const { client, now, stop } = showing(unreachable, unreachable, unreachable, unreachable, 'here');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(now().failureCount).toBe(4);
    void tryFailedAgain(client);
    await vi.advanceTimersByTimeAsync(10);
    expect(now().data).toBe('here');
    stop();
  });
});
