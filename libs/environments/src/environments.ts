import type { Evolver } from '#libs/event-sourcing';
import type { ImageRun } from '#libs/image-registry';
import type { EnvironmentsEvent } from './environments.events.js';

/** A catalogue environment as sessions copy it: pitch, "a docker image plus metadata". */
export interface CatalogueEnvironment {
  readonly environmentId: string;
  readonly name: string;
  readonly image: { readonly reference: string; readonly digest?: string | undefined };
  readonly description?: string | undefined;
  readonly keywords: readonly string[];
  readonly run?: ImageRun | undefined;
  readonly createdBy: string;
  readonly createdAt: string;
  /** 1 when published, one more at each revision. */
  readonly version: number;
  /** When the image that it has now was published, RFC 3339 UTC. */
  readonly imageSince: string;
  readonly archived: boolean;
  /** Of the last event that changed it. */
  readonly revision: number;
}

/** Undefined before it is published. */
export type CatalogueEnvironmentState = CatalogueEnvironment | undefined;

const isSameImage = (a: CatalogueEnvironment['image'], b: CatalogueEnvironment['image']): boolean =>
  a.reference === b.reference && a.digest === b.digest;

export const environments: Evolver<CatalogueEnvironmentState, EnvironmentsEvent> = {
  initial: undefined,
  evolve: {
    EnvironmentPublished: (_, event) => ({
      ...event.data,
      createdBy: event.metadata.actor,
      createdAt: event.at,
      version: 1,
      imageSince: event.at,
      archived: false,
      revision: Number(event.revision),
    }),
    EnvironmentRevised: (state, event) =>
      state && {
        ...state,
        description: undefined,
        run: undefined,
        ...event.data,
        version: state.version + 1,
        imageSince: isSameImage(state.image, event.data.image) ? state.imageSince : event.at,
        revision: Number(event.revision),
      },
    EnvironmentArchived: (state, event) => state && { ...state, archived: true, revision: Number(event.revision) },
  },
};

export const environmentStream = (environmentId: string): string => `environment-${environmentId}`;
