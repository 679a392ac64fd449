import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ImageRun } from '#libs/image-registry';
import type { EnvironmentsEvent } from '../environments.events.js';
import type { CatalogueEnvironmentState } from '../environments.js';

export interface EnvironmentDescription {
  readonly name: string;
  readonly image: { readonly reference: string; readonly digest?: string | undefined };
  readonly description?: string | undefined;
  readonly keywords: readonly string[];
  readonly run?: ImageRun | undefined;
}

export class PublishEnvironment extends Command<EnvironmentDescription & { readonly environmentId: string }> {}

/** Pitch: "RenkuLab Default Environments … built and maintained by us". */
export const publishEnvironment: Decide<DataOf<PublishEnvironment>, CatalogueEnvironmentState, EnvironmentsEvent> = (
  { environmentId, name, image, description, keywords, run },
  state,
) => {
  if (state !== undefined) return nothing;
  return [
    {
      type: 'EnvironmentPublished',
      data: { environmentId, name, image: { ...image }, description, keywords: [...keywords], run },
    },
  ];
};
