import { describe, expect, test } from 'vitest';
import { toldApart } from './told-apart.js';

const project = (projectId: string, name: string, createdBy = 'g') => ({
  ...{ projectId, name, createdBy },
  createdAt: '2026-01-02T03:04:05Z',
});
const nameOf = (userId: string): string | undefined => (userId === 'g' ? 'Grace' : undefined);

describe('projects of the same name', () => {
  test('are told apart by when they were created, and by whom or which id', () => {
    const told = toldApart([project('1', 'Lab'), project('00000002-aaaa-bbbb', 'lab', 'x')], nameOf);
    expect(told.get('1')).toMatch(/^Created .*2026.* by Grace$/);
    expect(told.get('00000002-aaaa-bbbb')).toMatch(/^Created .*2026.* · aaa-bbbb$/);
  });

  test('nothing is added where names differ', () => {
    expect(toldApart([project('1', 'Lab'), project('2', 'Lab 2')], nameOf).size).toBe(0);
  });
});
