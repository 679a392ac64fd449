import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import { pinnedTo } from '#libs/image-registry';
import type { EnvironmentsEvent } from '../environments.events.js';
import type { CatalogueEnvironment, CatalogueEnvironmentState } from '../environments.js';
import { reject } from '../environments.rejections.js';
import type { EnvironmentDescription } from './publish-environment.js';
import { type ImageFacts, refuseUnusableImage } from './refuse-unusable-image.js';

export class ReviseEnvironment extends Command<
  Partial<EnvironmentDescription> & {
    readonly environmentId: string;
    /** Of the version that the admin has seen. */
    readonly seen: number;
  }
> {}

const revised = (state: CatalogueEnvironment, change: Partial<EnvironmentDescription>) => ({
  name: change.name ?? state.name,
  image: { ...(change.image ?? state.image) },
  description: change.description ?? state.description,
  keywords: [...(change.keywords ?? state.keywords)],
  run: change.run ?? state.run,
});

const same = (state: CatalogueEnvironment, next: ReturnType<typeof revised>): boolean =>
  JSON.stringify(revised(state, {})) === JSON.stringify(next);

/** A revision is a new version: sessions that pinned an older one keep it and are offered the newer. */
export const reviseEnvironment: Decide<
  DataOf<ReviseEnvironment> & ImageFacts,
  CatalogueEnvironmentState,
  EnvironmentsEvent
> = (command, state) => {
  const { environmentId, seen, checkedImage, ...change } = command;
  if (state === undefined) return reject('environment-not-found');
  if (state.archived)
    return reject('environment-archived', 'An archived environment is not changed any more: publish a new one.');
  if (state.revision !== seen)
    return reject('precondition-failed', 'Read the environment again, then repeat your change.');
  const refused = refuseUnusableImage(command);
  if (refused !== undefined) return refused;
  const next = revised(state, { ...change, image: change.image && pinnedTo(change.image, checkedImage) });
  return same(state, next) ? nothing : [{ type: 'EnvironmentRevised', data: { environmentId, ...next } }];
};
