import { Inject, Injectable } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { HistoryEntry } from './history-entry.js';
import { historyNames, type NamesDocument, namesId } from './history-names.projection.js';
import { peopleIn } from './people-in.js';

type Entry = Pick<HistoryEntry, 'position' | 'projectId' | 'actor' | 'data'>;
/** By id. */
type Names = Readonly<Record<string, string>>;

const texts = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');

const thingsIn = ({ data: { sessionId, repositoryId, storageId } }: Entry): string[] =>
  texts([sessionId, repositoryId, storageId]);

const nameAt = (doc: NamesDocument | undefined, position: string): string | undefined =>
  doc?.names.findLast(({ since }) => BigInt(since) <= BigInt(position))?.name;

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** What the ids in a project's events are called, for whoever may see the events. */
@Injectable()
export class NameQueries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(USER_DIRECTORY) private readonly directory: Pick<UserDirectory, 'displayNames'>,
  ) {}

  /**
   * With the names of what they name by its id: of sessions, repositories and storages those that were valid then, of people those
   * of today. Whoever was erased has none. Give it entries as their reader sees them: what is hidden is not named.
   */
  async named<E extends Entry>(entries: readonly E[]): Promise<(E & { readonly names: Names })[]> {
    const [things, people] = await Promise.all([
      this.things(entries),
      this.directory.displayNames(distinct(entries.flatMap(peopleIn))),
    ]);
    return entries.map((entry) => {
      const { projectId, position } = entry;
      const names = [
        ...thingsIn(entry).map((id) => [id, nameAt(things.get(namesId(projectId, id)), position)] as const),
        ...peopleIn(entry).map((id) => [id, people.get(id)] as const),
      ];
      return { ...entry, names: Object.fromEntries(names.filter(([, name]) => name !== undefined)) as Names };
    });
  }

  private async things(entries: readonly Entry[]): Promise<ReadonlyMap<string, NamesDocument>> {
    const ids = distinct(entries.flatMap((entry) => thingsIn(entry).map((id) => namesId(entry.projectId, id))));
    if (ids.length === 0) return new Map();
    const found = await this.readModels.documents<NamesDocument>(historyNames).find({ _id: { $in: ids } });
    return new Map(found.map((doc) => [doc._id, doc]));
  }
}
