import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AuthenticatedPrincipal } from './authenticator.js';

interface Entry {
  readonly principal: AuthenticatedPrincipal;
  readonly until: number;
}

/** Principals by the SHA-256 of their token, at most `capacity` of them. */
export class PrincipalCache {
  readonly #entries: LRUCache<string, Entry>;

  constructor(capacity: number) {
    this.#entries = new LRUCache({ max: capacity });
  }

  static keyOf(token: string): string {
    return createHash('sha256').update(token).digest('base64');
  }

  get(key: string, now: number): AuthenticatedPrincipal | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.until > now) return entry?.principal;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, principal: AuthenticatedPrincipal, until: number): void {
    this.#entries.set(key, { principal, until });
  }

  forget(userId: string): void {
    for (const [key, { principal }] of this.#entries.entries())
      if (principal.userId === userId) this.#entries.delete(key);
  }
}
