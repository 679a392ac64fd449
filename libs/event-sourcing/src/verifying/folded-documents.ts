import type { DocumentChange } from '../projecting/projection-store.js';
import type { StoredDocument } from '../reading/stored-document.js';
import type { DocumentCheck, DocumentFault, Fault } from './document-check.js';
import { hashOfDocument } from './hash-of-document.js';

/** For documents that many events are about: they are kept while they are folded. */
export class FoldedDocuments implements DocumentCheck {
  private readonly folded = new Map<string, StoredDocument>();
  private readonly seen = new Set<string>();
  /** Hashes of what is stored and newer than what was fed, by document. */
  private readonly waiting = new Map<string, string>();

  /** @param reached up to here it is fed before it looks at what is stored */
  constructor(private readonly reached: bigint) {}

  load(_: unknown, ids: readonly string[]): Promise<StoredDocument[]> {
    return Promise.resolve(ids.flatMap((id) => this.folded.get(id) ?? []));
  }

  write(_: unknown, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    for (const { after } of changes) {
      this.folded.set(after.id, after);
      if (this.waiting.get(after.id) === hashOfDocument(after)) this.waiting.delete(after.id);
    }
    return Promise.resolve(new Map());
  }

  skip(): Promise<void> {
    return Promise.resolve();
  }

  look(stored: StoredDocument): Fault | undefined {
    this.seen.add(stored.id);
    if (stored.broken !== undefined) return 'broken';
    if (stored.position > this.reached) {
      this.waiting.set(stored.id, hashOfDocument(stored));
      return undefined;
    }
    const folded = this.folded.get(stored.id);
    if (folded === undefined) return 'extra';
    return hashOfDocument(folded) === hashOfDocument(stored) ? undefined : 'different';
  }

  unseen(): string[] {
    return [...this.folded.keys()].filter((id) => !this.seen.has(id));
  }

  faults(): readonly DocumentFault[] {
    return [];
  }

  unsettled(): DocumentFault[] {
    return [...this.waiting.keys()].map((id) => ({ id, fault: this.folded.has(id) ? 'different' : 'extra' }));
  }
}
