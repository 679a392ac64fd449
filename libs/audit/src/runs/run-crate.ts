import { commitThere } from './commit-there.js';
import type { RunRecord } from './run-record.js';

type Entity = Readonly<Record<string, unknown>> & { readonly '@id': string; readonly '@type': string };

export interface RunCrate {
  readonly '@context': string;
  readonly '@graph': Entity[];
}

const CONFORMS_TO = 'https://w3id.org/ro/crate/1.1';

const to = (entity: { readonly '@id': string }) => ({ '@id': entity['@id'] });

const said = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const imageOf = ({ configuration: { image, environment } }: RunRecord): Entity => ({
  ...{ '@id': '#image', '@type': 'SoftwareApplication', name: image.reference, description: environment.name },
  ...said({ softwareVersion: image.digest }),
});

const codeOf = (record: RunRecord): Entity[] =>
  record.configuration.repositories.map(({ repositoryId, name, url }) => ({
    ...{ '@id': `#repository-${repositoryId}`, '@type': 'SoftwareSourceCode', name, codeRepository: url },
    ...said({ version: commitThere(record, name) }),
  }));

const storagesOf = ({ configuration: { storages } }: RunRecord): Entity[] =>
  storages.map(({ storageId, name, source, readOnly }) => ({
    ...{ '@id': `#storage-${storageId}`, '@type': 'CreativeWork', name, identifier: source },
    description: readOnly ? 'A storage, mounted to be read' : 'A storage, mounted to be read and written',
  }));

const units = { cpu: 'core', memory: 'byte', gpu: 'device', disk: 'byte' } as const;

const resourcesOf = ({ configuration: { resources } }: RunRecord): Entity[] =>
  (Object.keys(units) as (keyof typeof units)[]).flatMap((name) => {
    const value = resources[name];
    return value === undefined
      ? []
      : [{ '@id': `#${name}`, '@type': 'PropertyValue', name, value, unitText: units[name] }];
  });

/** Of these a schema.org action has four; none is that it was given up before it began. */
const statusOf = ({ hasFailed, startedAt, endedAt }: RunRecord): string => {
  if (endedAt === undefined) return 'ActiveActionStatus';
  return hasFailed || startedAt === undefined ? 'FailedActionStatus' : 'CompletedActionStatus';
};

const failureIn = ({ steps }: RunRecord): string | undefined =>
  steps.find(({ type }) => type === 'SessionFailed')?.detail;

const errorOf = (record: RunRecord): string | undefined => {
  if (record.hasFailed) return failureIn(record);
  return record.endedAt !== undefined && record.startedAt === undefined ? 'It ended before it was ready.' : undefined;
};

/** Which of its code, storages and files were not there is said by warnings alone: progress of no phase. */
const warningsIn = ({ steps }: RunRecord): string | undefined => {
  const warnings = steps.filter(({ type, phase }) => type === 'LaunchProgressed' && phase === undefined);
  return warnings.length === 0 ? undefined : warnings.map(({ detail }) => `It warned: ${detail ?? ''}`).join('\n');
};

const actionOf = (record: RunRecord, parts: readonly Entity[], resources: readonly Entity[]): Entity => ({
  ...{ '@id': '#run', '@type': 'CreateAction', name: `Run ${record.run} of ${record.configuration.environment.name}` },
  ...{ agent: { '@id': `#${record.userId}` }, instrument: { '@id': '#image' } },
  ...{ object: parts.map(to), additionalProperty: resources.map(to) },
  ...{
    identifier: `${record.launchId}/${record.run}`,
    actionStatus: { '@id': `http://schema.org/${statusOf(record)}` },
  },
  ...said({ description: warningsIn(record), error: errorOf(record) }),
  ...said({ startTime: record.startedAt, endTime: record.endedAt }),
});

const rootOf = (record: RunRecord): Entity => ({
  ...{ '@id': './', '@type': 'Dataset', name: `A run in the project ${record.projectId}` },
  description:
    `With what run ${record.run} of the launch ${record.launchId} was made, as the log of Renku sessions says: ` +
    'image, code, storages, resources, who and when. The data themselves are not in it.',
  // the same run is the same file whenever it is asked for
  datePublished: record.endedAt ?? record.startedAt ?? record.askedAt,
  license: 'Not stated: the licences of the code and data are those of their repositories and storages',
  mentions: { '@id': '#run' },
});

/** With what a figure was made, as RO-Crate 1.1: `ro-crate-metadata.json`. */
export const runCrate = (record: RunRecord, person: string): RunCrate => {
  const parts = [...codeOf(record), ...storagesOf(record)];
  const resources = resourcesOf(record);
  return {
    '@context': `${CONFORMS_TO}/context`,
    '@graph': [
      {
        ...{ '@id': 'ro-crate-metadata.json', '@type': 'CreativeWork', about: { '@id': './' } },
        conformsTo: { '@id': CONFORMS_TO },
      },
      rootOf(record),
      actionOf(record, parts, resources),
      { '@id': `#${record.userId}`, '@type': 'Person', name: person },
      ...[imageOf(record), ...parts, ...resources],
    ],
  };
};
