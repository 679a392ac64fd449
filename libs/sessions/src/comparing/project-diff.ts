import { isDeepStrictEqual } from 'node:util';
import type { Project } from '#libs/projects';
import type { Session } from '../session.js';
import { everySession, type Sessions } from '../sessions.js';

/** A project at one moment; `project` undefined: there was none yet, or none any more. */
export interface ProjectAt {
  readonly project: Project | undefined;
  readonly sessions: Sessions;
}

export interface FieldDifference {
  /** E.g. `name`, `role`, `resources.cpu`. */
  readonly field: string;
  /** Absent: it had none. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export const diffKinds = ['project', 'member', 'repository', 'storage', 'session'] as const;

/** One thing that is not as it was. */
export interface Difference {
  readonly kind: (typeof diffKinds)[number];
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Of what was added all that it has, of what was removed all that it had. */
  readonly fields: readonly FieldDifference[];
}

type Fields = Readonly<Record<string, unknown>>;
/** By id. */
type Things = ReadonlyMap<string, Fields>;

const absent = (value: unknown): boolean => value === undefined;

const fieldDifferences = (before: Fields, after: Fields): FieldDifference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field], after[field]];
    if (isDeepStrictEqual(was, is)) return [];
    return [{ field, ...(absent(was) ? {} : { before: was }), ...(absent(is) ? {} : { after: is }) }];
  });

const changeOf = (before: Fields | undefined, after: Fields | undefined): Difference['change'] => {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
};

const differences = (kind: Difference['kind'], before: Things, after: Things): Difference[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    const fields = fieldDifferences(was ?? {}, is ?? {});
    return fields.length === 0 ? [] : [{ kind, id, change: changeOf(was, is), fields }];
  });

const byId = <Thing>(things: Iterable<Thing>, idOf: (thing: Thing) => string, fieldsOf: (thing: Thing) => Fields) =>
  new Map([...things].map((thing) => [idOf(thing), fieldsOf(thing)] as const));

const projectFields = ({ project, sessions: { defaultSessionId } }: ProjectAt): Things =>
  byId(
    project === undefined ? [] : [project],
    ({ projectId }) => projectId,
    ({ name, visibility }) => ({ name, visibility, defaultSessionId }),
  );

const sessionFields = ({ name, environment, source, configuration }: Session): Fields => {
  const { resources, repositories, storages, run, commits } = configuration;
  const { cpu, memory, gpu, disk } = resources;
  return {
    ...{ name, environment: environment.name, image: environment.image, source },
    ...{ 'resources.cpu': cpu, 'resources.memory': memory, 'resources.gpu': gpu, 'resources.disk': disk },
    ...{ repositories, storages, run, commits },
  };
};

const thingsOf: Readonly<Record<Difference['kind'], (at: ProjectAt) => Things>> = {
  project: projectFields,
  member: ({ project }) =>
    byId(
      project?.members ?? [],
      ({ userId }) => userId,
      ({ role }) => ({ role }),
    ),
  repository: ({ project }) =>
    byId(
      project?.repositories ?? [],
      ({ repositoryId }) => repositoryId,
      ({ name, url }) => ({ name, url }),
    ),
  storage: ({ project }) =>
    byId(
      project?.storages ?? [],
      ({ storageId }) => storageId,
      ({ name, source, readOnly }) => ({ name, source, readOnly }),
    ),
  session: ({ project, sessions }) =>
    byId(project === undefined ? [] : everySession(sessions), ({ sessionId }) => sessionId, sessionFields),
};

/** What of a project is not as it was: kind by kind, what was there before first. */
export const projectDiff = (before: ProjectAt, after: ProjectAt): readonly Difference[] =>
  diffKinds.flatMap((kind) => differences(kind, thingsOf[kind](before), thingsOf[kind](after)));
