import { describe, expect, test } from 'vitest';
import { listParts } from './list-parts.js';

const live = (status: 'running' | 'launching' | 'paused' | 'failed') => ({ of: 'launched', status }) as const;
const never = { of: 'project', order: 'name', without: 'launched' };
const inactive = { of: 'project', order: 'name', without: 'live' };

describe('what a list of sessions is made of', () => {
  test.each([
    ['added', undefined, [{ of: 'project', order: 'added' }]],
    ['name', undefined, [{ of: 'project', order: 'name' }]],
    ['name', 'inactive', [{ of: 'project', order: 'name', without: 'live' }]],
    ['added', 'paused', [{ of: 'with-status', order: 'added', status: 'paused' }]],
    ['last-used', undefined, [{ of: 'launched' }, never]],
    ['last-used', 'running', [live('running')]],
    ['last-used', 'inactive', [{ of: 'launched', status: 'inactive' }, never]],
    ['status', undefined, [live('running'), live('launching'), live('paused'), live('failed'), inactive]],
    ['status', 'failed', [live('failed')]],
    ['status', 'inactive', [inactive]],
  ] as const)('by %s, %s', (sort, status, parts) => {
    expect(listParts(sort, status)).toEqual(parts);
  });
});
