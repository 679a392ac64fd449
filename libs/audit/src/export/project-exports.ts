import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { EventStore, ReadModels } from '#libs/event-sourcing';
import { type HistoryEntry, HistoryQueries, type historyEntryView, peopleIn, type Viewer } from '#libs/history';
import { ProblemError, READ_MODELS } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import { auditProblems } from '../audit.rejections.js';
import { erasedPerson } from '../erased-person.js';
import { SIGNING_KEYS, type SigningKeys } from '../signing/signing-keys.js';
import { writeExport } from './write-export.js';

export interface ExportOrder {
  readonly projectId: string;
  readonly viewer: Viewer;
  /** An opaque user id, or `system:<part>`. */
  readonly exportedBy: string;
}

type Page = readonly HistoryEntry[];

/** How long the history may take to come as far as the log is. */
const PATIENCE_MS = 10_000;

/**
 * The next page is looked for while one is written, and the first one before anything is: what cannot be read is said at the start.
 */
const lookedAhead = async (pages: AsyncGenerator<Page>): Promise<AsyncGenerator<Page>> => {
  let next = pages.next();
  await next;
  return (async function* () {
    for (let page = await next; page.done !== true; page = await next) {
      next = pages.next();
      // whoever has gone away waits for it no more
      next.catch(() => undefined);
      yield page.value;
    }
  })();
};

/** Exports of a project's events that can be verified without this program. */
@Injectable()
export class ProjectExports {
  constructor(
    private readonly history: HistoryQueries,
    @Inject(READ_MODELS) private readonly readModels: Pick<ReadModels, 'position' | 'waitFor'>,
    @Inject(USER_DIRECTORY) private readonly directory: Pick<UserDirectory, 'displayNames'>,
    @Inject(EVENT_STORE) private readonly log: Pick<EventStore, 'identity' | 'head'>,
    @Inject(SIGNING_KEYS) private readonly keys: SigningKeys | undefined,
  ) {}

  /** Its text, a page at a time. Rejects, before anything of it is made, with the problem that a refusal is. */
  async begin({ projectId, viewer, exportedBy }: ExportOrder): Promise<AsyncGenerator<string>> {
    const { keys } = this;
    if (keys === undefined)
      throw new ProblemError(
        auditProblems['signing-unavailable'],
        'Exports are signed: an administrator has to name a key (SIGNING_KEY_FILE).',
      );
    const [log, upTo] = await Promise.all([this.log.identity(), this.complete()]);
    // of what is being written behind this position a later event may be there before an earlier one
    const pages = await lookedAhead(this.history.pages({ projectId, viewer, before: upTo + 1n }));
    const exportedAs = [...viewer.as].sort();
    return writeExport({
      about: { project: projectId, log, exportedAt: new Date().toISOString(), exportedBy, exportedAs },
      pages: exportedIn(pages),
      peopleIn,
      called: (ids) => this.called(ids),
      keys,
    });
  }

  /** How far the history is: no less than the log was when it was asked. */
  private async complete(): Promise<bigint> {
    const head = await this.log.head();
    if (!(await this.readModels.waitFor(head, PATIENCE_MS)))
      throw new ProblemError('read-model-behind', `The history is not at position ${head} yet: export it later.`);
    return this.readModels.position();
  }

  private async called(ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const people = ids.filter((id) => !id.startsWith('system'));
    const names = await this.directory.displayNames(people);
    return Object.fromEntries(people.map((id) => [id, names.get(id) ?? erasedPerson(id)]));
  }
}

async function* exportedIn(pages: AsyncIterable<Page>): AsyncGenerator<Exported[]> {
  for await (const page of pages) yield page.map(exportedEntry);
}

type Exported = z.infer<typeof historyEntryView>;

/** As the history shows it. Field by field: of a million that the log has, none is checked once more. */
const exportedEntry = ({ position, stream, revision, type, at, actor, ...rest }: HistoryEntry): Exported => {
  const { correlationId, causationId, data } = rest;
  return { position, stream, revision, type, at, actor, correlationId, causationId, data };
};
