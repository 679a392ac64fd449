import { domainProjections } from '#libs/domain';
import { type AnyProjection, collectionOf } from '#libs/event-sourcing';
import type { ReadModelsConnection } from '#libs/read-models';
import { within } from '../../../support/until.js';
import type { Verdict } from '../verdict.js';

const REBUILD_MS = 60_000;

/** The same text for the same document, whatever the order of its keys. */
const canonical = (document: unknown): string =>
  JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

const documents = async (
  database: ReadModelsConnection,
  { name, version }: AnyProjection,
  generation: number,
): Promise<Map<string, string>> => {
  const all = await database.collection(collectionOf({ name, version, generation })).find().toArray();
  return new Map(all.map((document) => [String(document._id), canonical(document)]));
};

const differences = (name: string, live: Map<string, string>, rebuilt: Map<string, string>): string[] =>
  [...new Set([...live.keys(), ...rebuilt.keys()])]
    .filter((id) => live.get(id) !== rebuilt.get(id))
    .map((id) => `${name} ${id} is ${live.get(id) ?? 'absent'}, rebuilt ${rebuilt.get(id) ?? 'absent'}`);

const liveOf = async (database: ReadModelsConnection, projection: AnyProjection): Promise<number | undefined> => {
  const entry = (await database.projectionStore.catalogue()).find(
    ({ name, version }) => name === projection.name && version === projection.version,
  );
  return entry?.building === undefined && entry?.rebuildRequested === false ? entry.live : undefined;
};

/** What grew through all the crashes is what is built anew from the log at once. */
export const rebuiltReadModels = async (database: ReadModelsConnection): Promise<Verdict> => {
  const problems: string[] = [];
  let count = 0;
  for (const projection of domainProjections) {
    const { name } = projection;
    const before = await within(REBUILD_MS, () => liveOf(database, projection));
    await database.requestRebuild(projection);
    const after = await within(REBUILD_MS, async () => {
      const live = await liveOf(database, projection);
      return live === before ? undefined : live;
    });
    if (before === undefined || after === undefined) {
      problems.push(`${name} was not rebuilt within ${REBUILD_MS / 1000} s`);
      continue;
    }
    const [live, rebuilt] = [
      await documents(database, projection, before),
      await documents(database, projection, after),
    ];
    count += live.size;
    problems.push(...differences(name, live, rebuilt));
    problems.push(
      ...[...live].filter(([, text]) => text.includes('"_broken"')).map(([id]) => `${name} ${id} is broken`),
    );
  }
  return { what: `${count} documents of ${domainProjections.length} read models equal their rebuild`, problems };
};
