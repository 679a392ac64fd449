import { describe, expect, test } from 'vitest';
import type { DueDisk } from '#libs/launches';
import { tellOfDueDisks } from './tell-of-due-disks.js';

const disk = (diskId: string, expiresAt: string): DueDisk => ({
  ...{ userId: 'grace', projectId: 'p', sessionId: 's', diskId, expiresAt },
});

/** Looks as often as there are answers; each is what is due then. */
const telling = async (...answers: (readonly DueDisk[][] | Error)[]): Promise<string[]> => {
  const ending = new AbortController();
  const told: string[] = [];
  let now = 0;
  async function* due(at: Date) {
    const answer = answers[at.getTime() / 1000] ?? [];
    if (answer instanceof Error) throw answer;
    for (const page of answer) yield await Promise.resolve(page);
  }
  const sleep = (ms: number) => {
    now += ms;
    if (now >= answers.length * 1000) ending.abort();
    return Promise.resolve();
  };
  const timing = { now: () => 0, sleep, random: () => 0 };
  const tell = ({ diskId, expiresAt }: DueDisk) => {
    if (diskId === 'broken') return Promise.reject(new Error('unreadable'));
    return Promise.resolve(void told.push(`${diskId} ${expiresAt}`));
  };
  const onFailure = ({ diskId }: DueDisk) => void told.push(`${diskId} failed`);
  const every = { intervalMs: 1000, timing, signal: ending.signal };
  await tellOfDueDisks({ due, tell, onFailure, now: () => new Date(now), ...every });
  return told;
};

describe('rule 9, disks that are due:', () => {
  const [one, other] = [disk('one', 'monday'), disk('other', 'monday')];

  test('of each is told, on however many pages they are', async () => {
    expect(await telling([[one], [other]])).toEqual(['one monday', 'other monday']);
  });

  test('of one it is told once, and once more where it was kept meanwhile', async () => {
    const later = disk('one', 'friday');
    expect(await telling([[one]], [[one]], [[one, other]], [[later]])).toEqual([
      ...['one monday', 'other monday', 'one friday'],
    ]);
  });

  test('one that fails is tried again, and keeps nobody else’s from being told', async () => {
    const broken = disk('broken', 'monday');
    expect(await telling([[broken, one]], [[broken, one]])).toEqual(['broken failed', 'one monday', 'broken failed']);
  });

  test('what fails is for whoever supervises it', async () => {
    await expect(telling([[one]], new Error('no database'))).rejects.toThrow('no database');
  });
});
