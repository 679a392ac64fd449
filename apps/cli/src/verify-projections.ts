import { domainProjections } from '#libs/domain';
import { type AnyProjection, verifyDocuments } from '#libs/event-sourcing';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { UsageError } from './usage-error.js';
import { withEventStore } from './with-event-store.js';
import { withReadModels } from './with-read-models.js';

const named = (name: string): AnyProjection[] => {
  const projection = domainProjections.find((one) => one.name === name);
  if (projection !== undefined) return [projection];
  const known = domainProjections.map((one) => one.name).sort();
  throw new UsageError(`there is no projection ${name}; there are: ${known.join(', ')}`);
};

export const verifyProjections: Run = async (args) => {
  const [name] = args.filter((arg) => !arg.startsWith('-'));
  parseArguments(args, {}, name === undefined ? [] : ['name']);
  const projections = name === undefined ? domainProjections : named(name);
  await withReadModels(({ projectionStore: store }, { eventStoreUrl }) =>
    withEventStore(eventStoreUrl, async (events) => {
      let faults = 0;
      const { documents, position } = await verifyDocuments({
        ...{ events, store, projections },
        onFault: ({ projection, id, fault }) => {
          faults += 1;
          process.stdout.write(`${projection}  ${id}  ${fault}\n`);
        },
      });
      const what = `${documents} documents of ${projections.length} read models at position ${position}`;
      if (faults > 0)
        throw new Error(
          `of ${what} ${faults} are not as the log says: build what is named anew (renku-sessions projections rebuild <name>)`,
        );
      await printLines([`${what} are as the log says`]);
    }),
  );
};
