import { describe, expect, test } from 'vitest';
import { Refreshing } from './refreshing.js';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const begin = () => {
  const asked: unknown[] = [];
  const answers: (() => void)[] = [];
  const invalidateQueries = ({ queryKey }: { queryKey?: readonly unknown[] } = {}) => {
    asked.push(queryKey);
    return new Promise<void>((resolve) => answers.push(resolve));
  };
  return {
    asked,
    answers,
    refreshing: new Refreshing<'sessions' | 'members'>({ invalidateQueries }, (part) => ({
      queryKey: ['projects', 'p', part],
    })),
  };
};

describe('what changed is read again', () => {
  test('by its part, and that is waited for', async () => {
    const { asked, answers, refreshing } = begin();
    let isDone = false;
    const done = refreshing.refresh(['sessions', 'members']).then(() => {
      isDone = true;
    });
    await settled();
    expect(asked).toEqual([
      ['projects', 'p', 'sessions'],
      ['projects', 'p', 'members'],
    ]);
    answers[0]?.();
    await settled();
    expect(isDone).toBe(false);
    answers[1]?.();
    await done;
  });

  test('once more, not once an event, for all that comes while it is read', async () => {
    const { asked, answers, refreshing } = begin();
    void refreshing.refresh(['sessions']);
    await settled();
    const later = Promise.all([refreshing.refresh(['sessions']), refreshing.refresh(['sessions'])]);
    await settled();
    expect(asked).toHaveLength(1);
    answers[0]?.();
    await settled();
    expect(asked).toHaveLength(2);
    answers[1]?.();
    await later;
    expect(asked).toHaveLength(2);
  });

  test('also while another part cannot be read', async () => {
    const { asked, refreshing } = begin();
    void refreshing.refresh(['sessions']);
    await settled();
    void refreshing.refresh(['members']);
    await settled();
    expect(asked.at(-1)).toEqual(['projects', 'p', 'members']);
  });
});
