import { createHash } from 'node:crypto';
import type { AuthenticatedPrincipal } from './authenticator.js';

interface Entry {
  readonly principal: AuthenticatedPrincipal;
  readonly until: number;
}

/** Principals by the SHA-256 of their token, at most `capacity` of them: the least recently used goes first. */
export class PrincipalCache {
  /** A Map remembers insertion order: an entry that is used is put back at the end. */
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly capacity: number) {}

  static keyOf(token: string): string {
    return createHash('sha256').update(token).digest('base64');
  }

  get(key: string, now: number): AuthenticatedPrincipal | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (entry.until <= now) return undefined;
    this.#entries.set(key, entry);
    return entry.principal;
  }

  set(key: string, principal: AuthenticatedPrincipal, until: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { principal, until });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.capacity && oldest !== undefined) this.#entries.delete(oldest);
  }

  forget(userId: string): void {
    for (const [key, { principal }] of this.#entries) if (principal.userId === userId) this.#entries.delete(key);
  }
}
