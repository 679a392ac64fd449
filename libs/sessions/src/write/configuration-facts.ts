import type { ResourceClasses } from '#libs/resource-classes';

/** What a decision about a configuration needs to know: what can be mounted, and how large sessions can be. */
export interface ConfigurationFacts {
  readonly projectRepositoryIds: readonly string[];
  readonly projectStorageIds: readonly string[];
  readonly resourceClasses: ResourceClasses;
}
