import type { Evolver } from '#libs/event-sourcing';
import type { EnvironmentsEvent } from './environments.events.js';

/** One version of a catalogue environment's image, as sessions can be moved to it. */
export interface EnvironmentVersion {
  readonly version: number;
  readonly image: { readonly reference: string; readonly digest?: string | undefined };
}

type Versioning = Extract<EnvironmentsEvent, { type: 'EnvironmentPublished' | 'EnvironmentRevised' }>;

/** Every version there ever was, oldest first; nothing takes one away. */
export const environmentVersions: Evolver<readonly EnvironmentVersion[], Versioning> = {
  initial: [],
  evolve: {
    EnvironmentPublished: (_, { data }) => [{ version: 1, image: data.image }],
    EnvironmentRevised: (versions, { data }) => [...versions, { version: versions.length + 1, image: data.image }],
  },
};
