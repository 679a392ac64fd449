import { describe, expect, test } from 'vitest';
import type { Audience } from '#libs/access';
import { launchAudience } from '#libs/launches';
import { projectAudience } from '#libs/projects';
import { sessionsAudience } from '#libs/sessions';
import { listedTypes, marksFor, seenBy, visibleData } from './audience.js';
import { projectHistory } from './project-history.projection.js';

const data = { projectId: 'p', name: 'data', source: 'bucket' };
const sees = (type: string, ...as: Audience[]): boolean => visibleData(type, data, new Set(as)) !== undefined;

/**
 * type: who sees it, of member, launching-user, owner, auditor. What happens to a project is for who reads it, what happens to a
 * launch for its user: an event with another audience is a row of its own here.
 */
const expected: [string, Audience[]][] = [
  ...Object.keys({ ...projectAudience, ...sessionsAudience }).map((type): [string, Audience[]] => [
    type,
    // who declines says by it whose the address is, to those who know the address
    type === 'InvitationDeclined' ? ['owner', 'auditor'] : ['member', 'owner', 'auditor'],
  ]),
  ...Object.keys(launchAudience).map((type): [string, Audience[]] => [type, ['launching-user', 'auditor']]),
  ['UnreadableEvent', ['launching-user', 'auditor']],
  ['SomethingNobodyListed', []],
  ['constructor', []],
];

describe('who sees which event of a project', () => {
  test.each(expected)('%s', (type, audiences) => {
    const all: Audience[] = ['member', 'launching-user', 'owner', 'auditor'];
    expect(all.filter((audience) => sees(type, audience))).toEqual(
      all.filter((audience) => audiences.includes(audience)),
    );
  });

  test('nobody sees anything as nobody', () => {
    expect(expected.some(([type]) => sees(type))).toBe(false);
  });

  test('where a storage comes from is for owners and auditors; members see that it is there', () => {
    expect(visibleData('StorageConnected', data, new Set(['member']))).toEqual({ projectId: 'p', name: 'data' });
    expect(visibleData('StorageConnected', data, new Set(['member', 'owner']))).toEqual(data);
  });
});

describe('what a reader finds in the history', () => {
  const shared: Audience[] = ['member', 'owner', 'auditor'];
  const groups = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => shared.filter((_, at) => (bits & (1 << at)) !== 0));
  const viewers = groups.flatMap((as) => [undefined, 'me', 'you'].map((userId) => ({ as: new Set(as), userId })));

  test.each(viewers.map((viewer) => [[...viewer.as].join(' '), viewer.userId, viewer] as const))(
    'is what the table lets them see: as %s, %s',
    (_, __, viewer) => {
      const marks = marksFor(viewer);
      for (const [type] of expected) {
        const finds = seenBy(type, 'me').some((mark) => marks.includes(mark));
        const as = viewer.userId === 'me' ? new Set([...viewer.as, 'launching-user' as const]) : viewer.as;
        expect([type, finds]).toEqual([type, visibleData(type, data, as) !== undefined]);
      }
    },
  );

  /** An index is walked once a mark and type, side by side: MongoDB sorts what it finds instead above 200. */
  test('takes few walks through an index', () => {
    for (const viewer of viewers) expect(marksFor(viewer).length * listedTypes.size).toBeLessThanOrEqual(100);
  });

  test('is written into documents: a table that says otherwise wants a new version of them', () => {
    const marks = new Map<string, string[]>();
    for (const type of listedTypes) {
      const mark = seenBy(type, '<id>').join(', ');
      marks.set(mark, [...(marks.get(mark) ?? []), type]);
    }
    expect({ version: projectHistory.version, marks: Object.fromEntries(marks) }).toEqual({
      version: 4,
      marks: {
        'auditor member owner': expected.flatMap(([type, as]) => (as.includes('member') ? [type] : [])),
        'auditor owner': ['InvitationDeclined'],
        'auditor, launching-user <id>': expected.flatMap(([type, as]) => (as.includes('launching-user') ? [type] : [])),
      },
    });
  });
});
