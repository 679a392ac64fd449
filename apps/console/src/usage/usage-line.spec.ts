import { describe, expect, test } from 'vitest';
import type { Usage } from '../api/schema.js';
import { lineName, runsOfLine } from './usage-line.js';

type Line = Usage['lines'][number];
const line = (of: Partial<Line>): Line => ({
  cpuCoreHours: 1,
  memoryGiBHours: 2,
  gpuHours: 0,
  runs: 1,
  failed: 0,
  ...of,
});
const asked = { of: 'everything', rule: 1, from: '2026-01-15T00:00:00.000Z', to: '2026-03-10T12:00:00.000Z' } as const;
const all = { user: undefined, project: undefined, class: undefined };
const call = {
  project: (id: string) => `project ${id}`,
  class: (id: string) => `class ${id}`,
  user: (id: string) => `user ${id}`,
};

describe('a line of the ledger', () => {
  test.each<[Partial<Line>, string]>([
    [{ month: '2026-02' }, 'February 2026'],
    [{ projectId: 'p' }, 'project p'],
    [{ userId: 'u' }, 'user u'],
    [{ resourceClassId: 'c' }, 'class c'],
    [{ resourceClassId: null }, 'Without a resource class'],
  ])('%j is called %s', (of, name) => {
    expect(lineName(line(of), call)).toBe(name);
  });

  test.each<[Partial<Line>, Record<string, string>]>([
    [{ month: '2026-01' }, { from: asked.from, to: '2026-02-01T00:00:00.000Z' }],
    [{ month: '2026-02' }, { from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' }],
    [{ month: '2026-03' }, { from: '2026-03-01T00:00:00.000Z', to: asked.to }],
    [{ projectId: 'p' }, { from: asked.from, to: asked.to, project: 'p' }],
    [{ userId: 'u' }, { from: asked.from, to: asked.to, user: 'u' }],
    [{ resourceClassId: 'c' }, { from: asked.from, to: asked.to, class: 'c' }],
    [{ resourceClassId: null }, { from: asked.from, to: asked.to, class: 'none' }],
  ])('%j is made of the runs of %j', (of, question) => {
    expect(runsOfLine(line(of), asked, all)).toEqual({ of: 'everything', rule: 1, ...question });
  });

  test('is made of no more runs than were asked for', () => {
    const filter = { ...all, project: 'p', class: 'none' };
    const { from, to } = asked;
    expect(runsOfLine(line({ userId: 'u' }), asked, filter)).toEqual({
      ...{ of: 'everything', rule: 1, from, to, project: 'p', class: 'none', user: 'u' },
    });
  });
});
