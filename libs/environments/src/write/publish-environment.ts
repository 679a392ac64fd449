import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import { type ImageRun, pinnedTo } from '#libs/image-registry';
import type { EnvironmentsEvent } from '../environments.events.js';
import type { CatalogueEnvironmentState } from '../environments.js';
import { type ImageFacts, refuseUnusableImage } from './refuse-unusable-image.js';

export interface EnvironmentDescription {
  readonly name: string;
  readonly image: { readonly reference: string; readonly digest?: string | undefined };
  readonly description?: string | undefined;
  readonly keywords: readonly string[];
  readonly run?: ImageRun | undefined;
}

export class PublishEnvironment extends Command<EnvironmentDescription & { readonly environmentId: string }> {}

/** Pitch: "RenkuLab Default Environments … built and maintained by us". Pinned to the image that the registry has now (rule 2). */
export const publishEnvironment: Decide<
  DataOf<PublishEnvironment> & ImageFacts,
  CatalogueEnvironmentState,
  EnvironmentsEvent
> = (command, state) => {
  if (state !== undefined) return nothing;
  const refused = refuseUnusableImage(command);
  if (refused !== undefined) return refused;
  const { environmentId, name, description, keywords, run } = command;
  const image = { ...pinnedTo(command.image, command.checkedImage) };
  return [
    { type: 'EnvironmentPublished', data: { environmentId, name, image, description, keywords: [...keywords], run } },
  ];
};
