import { describe, expect, test } from 'vitest';
import { rolesIn } from './roles-claim.js';

describe('the roles in a token', () => {
  test.each<[string, Record<string, unknown>, string, string[]]>([
    ['an array', { roles: ['admin', 'auditor'] }, 'roles', ['admin', 'auditor']],
    ['a space separated string', { roles: 'auditor  offline_access' }, 'roles', ['auditor']],
    ['a nested path', { realm_access: { roles: ['admin'] } }, 'realm_access.roles', ['admin']],
    ['a claim whose name is a URL', { 'https://example.org/roles': ['admin'] }, 'https://example.org/roles', ['admin']],
    ['unknown roles', { roles: ['root', 'owner', 'ADMIN', 7, null] }, 'roles', []],
    ['no claim', {}, 'roles', []],
    ['a path into an array', { realm_access: ['admin'] }, 'realm_access.roles', []],
    ['a path into nothing', { realm_access: null }, 'realm_access.roles', []],
    ['an object', { roles: { admin: true } }, 'roles', []],
    ['an inherited property', {}, 'constructor.name', []],
  ])('%s', (_, claims, path, roles) => {
    expect([...rolesIn(claims, path)]).toEqual(roles);
  });
});
