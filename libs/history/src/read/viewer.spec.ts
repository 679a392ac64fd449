import { describe, expect, test } from 'vitest';
import type { GlobalRole, Principal, ProjectAccess, ProjectRole } from '#libs/access';
import { viewerOf } from './viewer.js';

const who = (...roles: GlobalRole[]): Principal => ({ userId: 'me', displayName: 'Me', roles: new Set(roles) });
const project = (role?: ProjectRole, publicSince?: bigint): ProjectAccess => ({
  publicSince,
  members: new Map(role === undefined ? [] : [['me', role]]),
  deleted: false,
});
const deleted = { ...project(), deleted: true };

describe('rule 5, who reads a project’s events', () => {
  test.each([
    ['a viewer', who(), project('viewer'), 'member', 0n],
    ['an editor of a public project', who(), project('editor', 7n), 'member', 0n],
    ['an owner', who(), project('owner'), 'member owner', 0n],
    ['an auditor', who('auditor'), project(), 'member auditor', 0n],
    ['an owner who is an auditor', who('auditor'), project('owner'), 'member owner auditor', 0n],
    ['an auditor of a deleted project', who('auditor'), deleted, 'auditor', 0n],
    ['anybody, where it is public, from there on', who(), project(undefined, 7n), 'member', 7n],
    ['an administrator like anybody', who('admin'), project(undefined, 7n), 'member', 7n],
  ])('%s', (_, principal, access, as, from) => {
    const viewer = viewerOf(principal, access);
    expect([[...(viewer?.as ?? [])].join(' '), viewer?.from, viewer?.userId]).toEqual([as, from, 'me']);
  });

  test.each([
    ['a stranger to a private project', who(), project()],
    ['an administrator', who('admin'), project()],
    ['anybody of a project that is none', who('auditor'), undefined],
    ['anybody but auditors of a deleted one', who('admin'), deleted],
  ])('not %s', (_, principal, access) => {
    expect(viewerOf(principal, access)).toBeUndefined();
  });
});
