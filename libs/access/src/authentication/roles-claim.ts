import type { GlobalRole } from './principal.js';

const known: readonly GlobalRole[] = ['admin', 'auditor'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A claim of that very name wins over the path, because claim names may be URLs and contain dots. */
const claimAt = (claims: Readonly<Record<string, unknown>>, path: string): unknown => {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), claims);
};

const listed = (claim: unknown): readonly unknown[] => {
  if (typeof claim === 'string') return claim.split(/\s+/);
  return Array.isArray(claim) ? claim : [];
};

/**
 * The global roles in a token's claims: an array or a space separated string, at `roles` or at a path such as
 * `realm_access.roles`. Roles that mean nothing here are left out.
 */
export const rolesIn = (claims: Readonly<Record<string, unknown>>, path: string): ReadonlySet<GlobalRole> => {
  const named = new Set(listed(claimAt(claims, path)));
  return new Set(known.filter((role) => named.has(role)));
};
