import { type Rejection } from '#libs/event-sourcing';
import type { Commits, Selection } from '../sessions.events.js';
import { reject } from '../sessions.rejections.js';
import type { ConfigurationFacts } from './configuration-facts.js';

const unknownAt = (selection: Selection | undefined, known: readonly string[]): number =>
  selection === undefined || selection === 'all' ? -1 : selection.findIndex((id) => !known.includes(id));

const refusal = (code: 'unknown-repository' | 'unknown-storage', pointer: string, what: string): Rejection => {
  const detail = `The project has no such ${what}: connect it first, or leave it out.`;
  return reject(code, detail, { errors: [{ pointer, detail }] });
};

interface Asked {
  readonly repositories?: Selection | undefined;
  readonly storages?: Selection | undefined;
  readonly commits?: Commits | undefined;
}

/** A configuration can only select what is connected to the project now. */
export const refuseUnknownParts = (
  { repositories, storages, commits = {} }: Asked,
  { projectRepositoryIds, projectStorageIds }: ConfigurationFacts,
): Rejection | undefined => {
  const repository = unknownAt(repositories, projectRepositoryIds);
  if (repository !== -1) return refusal('unknown-repository', `/repositories/${repository}`, 'repository');
  const pinned = Object.keys(commits).find((id) => !projectRepositoryIds.includes(id));
  if (pinned !== undefined) return refusal('unknown-repository', `/commits/${pinned}`, 'repository');
  const storage = unknownAt(storages, projectStorageIds);
  return storage === -1 ? undefined : refusal('unknown-storage', `/storages/${storage}`, 'storage');
};
