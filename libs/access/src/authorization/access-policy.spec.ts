import { describe, expect, test } from 'vitest';
import type { GlobalRole, Principal } from '../authentication/principal.js';
import {
  globalActions,
  mayGlobally,
  mayInProject,
  type ProjectAccess,
  type ProjectRole,
  projectActions,
  readableFrom,
} from './access-policy.js';

/** Written by hand, cell by cell: what the code must say, never what it says. */
const projectTable = `
membership visibility global-role read-project launch-session configure-sessions connect-repositories manage-project read-history
none       private    none        hidden       hidden         hidden             hidden               hidden         hidden
none       private    admin       hidden       hidden         hidden             hidden               hidden         hidden
none       private    auditor     allowed      forbidden      forbidden          forbidden            forbidden      allowed
none       public     none        allowed      allowed        forbidden          forbidden            forbidden      forbidden
none       public     admin       allowed      allowed        forbidden          forbidden            forbidden      forbidden
none       public     auditor     allowed      allowed        forbidden          forbidden            forbidden      allowed
viewer     private    none        allowed      allowed        forbidden          forbidden            forbidden      forbidden
viewer     private    admin       allowed      allowed        forbidden          forbidden            forbidden      forbidden
viewer     private    auditor     allowed      allowed        forbidden          forbidden            forbidden      allowed
viewer     public     none        allowed      allowed        forbidden          forbidden            forbidden      forbidden
viewer     public     admin       allowed      allowed        forbidden          forbidden            forbidden      forbidden
viewer     public     auditor     allowed      allowed        forbidden          forbidden            forbidden      allowed
editor     private    none        allowed      allowed        allowed            allowed              forbidden      forbidden
editor     private    admin       allowed      allowed        allowed            allowed              forbidden      forbidden
editor     private    auditor     allowed      allowed        allowed            allowed              forbidden      allowed
editor     public     none        allowed      allowed        allowed            allowed              forbidden      forbidden
editor     public     admin       allowed      allowed        allowed            allowed              forbidden      forbidden
editor     public     auditor     allowed      allowed        allowed            allowed              forbidden      allowed
owner      private    none        allowed      allowed        allowed            allowed              allowed        allowed
owner      private    admin       allowed      allowed        allowed            allowed              allowed        allowed
owner      private    auditor     allowed      allowed        allowed            allowed              allowed        allowed
owner      public     none        allowed      allowed        allowed            allowed              allowed        allowed
owner      public     admin       allowed      allowed        allowed            allowed              allowed        allowed
owner      public     auditor     allowed      allowed        allowed            allowed              allowed        allowed
`;

const globalTable = `
global-role read-catalogue check-image read-resource-classes read-storages read-inbox create-project answer-invitation erase-oneself manage-own-tokens sign-out manage-catalogue manage-resource-classes list-every-project read-every-usage read-every-run read-load
none        allowed        allowed     allowed               allowed       allowed    allowed        allowed           allowed       allowed           allowed  forbidden        forbidden               forbidden          forbidden        forbidden      forbidden
admin       allowed        allowed     allowed               allowed       allowed    allowed        allowed           allowed       allowed           allowed  allowed          allowed                 forbidden          allowed          forbidden      allowed
auditor     allowed        allowed     allowed               allowed       allowed    allowed        allowed           allowed       allowed           allowed  forbidden        forbidden               allowed            allowed          allowed        forbidden
`;

const parse = (table: string) => {
  const lines = table.trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  return { heading: rows[0] ?? [], rows: rows.slice(1) };
};

const someone = (globalRole: string): Principal => ({
  userId: 'someone',
  displayName: 'Someone',
  roles: new Set(globalRole === 'none' ? [] : [globalRole as GlobalRole]),
});

const projectWith = (membership: string, visibility: string): ProjectAccess => ({
  publicSince: visibility === 'public' ? 7n : undefined,
  members: new Map<string, ProjectRole>([
    ['somebody-else', 'owner'],
    ...(membership === 'none' ? [] : [['someone', membership as ProjectRole] as const]),
  ]),
  deleted: false,
});

describe('rule 5, who: what you may do in a project', () => {
  const { heading, rows } = parse(projectTable);

  test('the table covers every action, membership, visibility and global role once', () => {
    expect(heading.slice(3)).toEqual(projectActions);
    const combinations = rows.map((row) => row.slice(0, 3).join(' '));
    expect(new Set(combinations).size).toBe(4 * 2 * 3);
    expect(combinations).toHaveLength(4 * 2 * 3);
  });

  const cells = rows.flatMap(([membership, visibility, globalRole, ...verdicts]) =>
    projectActions.map((action, at) => ({ membership, visibility, globalRole, action, verdict: verdicts[at] })),
  );

  test.each(cells)(
    '$membership, $visibility, global role $globalRole: $action is $verdict',
    ({ membership, visibility, globalRole, action, verdict }) => {
      const project = projectWith(membership!, visibility!);
      expect(mayInProject(someone(globalRole!), action, project)).toBe(verdict);
    },
  );

  test.each(
    rows.map(([membership, visibility, globalRole, mayRead]) => ({ membership, visibility, globalRole, mayRead })),
  )(
    '$membership, $visibility, global role $globalRole: the past is theirs from its beginning, or from where it was made public',
    ({ membership, visibility, globalRole, mayRead }) => {
      const from = readableFrom(someone(globalRole!), projectWith(membership!, visibility!));
      const byThemselves = membership !== 'none' || globalRole === 'auditor' ? 0n : 7n;
      expect(from).toBe(mayRead === 'allowed' ? byThemselves : undefined);
    },
  );

  test.each(['none', 'admin', 'auditor'])('a project that does not exist is hidden, global role %s', (globalRole) => {
    for (const action of projectActions) expect(mayInProject(someone(globalRole), action, undefined)).toBe('hidden');
  });

  test.each(['none', 'admin', 'auditor'])(
    'of a deleted project auditors see the history, global role %s',
    (globalRole) => {
      const deleted = { ...projectWith('none', 'private'), members: new Map<string, ProjectRole>(), deleted: true };
      const allowed = projectActions.filter(
        (action) => mayInProject(someone(globalRole), action, deleted) === 'allowed',
      );
      expect(allowed).toEqual(globalRole === 'auditor' ? ['read-history'] : []);
      const others = projectActions.filter((action) => !allowed.includes(action));
      for (const action of others) expect(mayInProject(someone(globalRole), action, deleted)).toBe('hidden');
    },
  );

  test('an admin who is an auditor too may what each of them may, and no more', () => {
    const both: Principal = { ...someone('none'), roles: new Set(['admin', 'auditor']) };
    const verdicts = projectActions.map((action) => mayInProject(both, action, projectWith('none', 'private')));
    expect(verdicts).toEqual(['allowed', 'forbidden', 'forbidden', 'forbidden', 'forbidden', 'allowed']);
  });
});

describe('what you may do outside any project', () => {
  const { heading, rows } = parse(globalTable);

  test('the table covers every action and global role once', () => {
    expect(heading.slice(1)).toEqual(globalActions);
    expect(rows.map(([globalRole]) => globalRole)).toEqual(['none', 'admin', 'auditor']);
  });

  const cells = rows.flatMap(([globalRole, ...verdicts]) =>
    globalActions.map((action, at) => ({ globalRole, action, verdict: verdicts[at] })),
  );

  test.each(cells)('global role $globalRole: $action is $verdict', ({ globalRole, action, verdict }) => {
    expect(mayGlobally(someone(globalRole!), action)).toBe(verdict);
  });

  test('a token that somebody made for a program may what they may, but neither see, make or revoke tokens nor have them erased or signed out', () => {
    for (const globalRole of ['none', 'admin', 'auditor']) {
      const program: Principal = { ...someone(globalRole), personalTokenId: 'one' };
      const kept = globalActions.filter(
        (action) => mayGlobally(program, action) !== mayGlobally(someone(globalRole), action),
      );
      expect(kept).toEqual(['erase-oneself', 'manage-own-tokens', 'sign-out']);
      for (const action of kept) expect(mayGlobally(program, action)).toBe('forbidden');
    }
  });
});
