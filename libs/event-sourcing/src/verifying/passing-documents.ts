import { hash } from 'node:crypto';
import type { DocumentChange, ProjectionTarget } from '../projecting/projection-store.js';
import type { DocumentStore } from '../projecting/remember-documents.js';
import type { StoredDocument } from '../reading/stored-document.js';
import type { DocumentCheck, DocumentFault, Fault } from './document-check.js';
import { hashOfDocument } from './hash-of-document.js';

/** 48 bits: a million ids are a few megabytes, and one of them is mistaken for another once in hundreds of millions of looks. */
const shortHash = (id: string): number => Number.parseInt(hash('sha1', id).slice(0, 12), 16);

/** For documents that one event each makes, as many as the log has events: each is compared as it is made, and not kept. */
export class PassingDocuments implements DocumentCheck {
  private readonly known = new Set<number>();
  private readonly waiting = new Set<string>();
  private found: DocumentFault[] = [];

  constructor(
    private readonly store: Pick<DocumentStore, 'load'>,
    private readonly reached: bigint,
  ) {}

  load(): Promise<StoredDocument[]> {
    return Promise.resolve([]);
  }

  async write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    const ids = changes.map(({ after }) => after.id);
    const stored = new Map((await this.store.load(target, ids)).map((document) => [document.id, document]));
    for (const { after } of changes) {
      this.known.add(shortHash(after.id));
      const fault = this.compare(after, stored.get(after.id));
      if (fault !== undefined) this.found.push({ id: after.id, fault });
    }
    return new Map();
  }

  skip(): Promise<void> {
    return Promise.resolve();
  }

  look({ id, position, broken }: StoredDocument): Fault | undefined {
    if (broken !== undefined) return 'broken';
    if (this.known.has(shortHash(id))) return undefined;
    if (position <= this.reached) return 'extra';
    this.waiting.add(id);
    return undefined;
  }

  unseen(): readonly string[] {
    return [];
  }

  faults(): readonly DocumentFault[] {
    const { found } = this;
    this.found = [];
    return found;
  }

  unsettled(): DocumentFault[] {
    return [...this.waiting].filter((id) => !this.known.has(shortHash(id))).map((id) => ({ id, fault: 'extra' }));
  }

  private compare(made: StoredDocument, stored: StoredDocument | undefined): Fault | undefined {
    // what the worker has not come to yet is not missing; a broken one is told of when it is looked at
    if (stored === undefined) return made.position <= this.reached ? 'missing' : undefined;
    if (stored.broken !== undefined) return undefined;
    return hashOfDocument(made) === hashOfDocument(stored) ? undefined : 'different';
  }
}
