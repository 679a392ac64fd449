import type { Event, Policy } from '#libs/event-sourcing';
import type { LaunchEvent } from '../launch.events.js';

/** Rule 2: "An environment whose digest could not be resolved yet is pinned at its first launch, as an event." */
export const whenImageResolvedThenPin: Policy<Extract<LaunchEvent, Event<'SessionLaunched'>>> = {
  name: 'when-image-resolved-then-pin',
  on: ['SessionLaunched'],
  then: ({ data: { projectId, sessionId, image, imageResolved } }) => {
    if (imageResolved !== true || image.digest === undefined) return Promise.resolve([]);
    return Promise.resolve([
      { name: 'pin', data: { projectId, sessionId, reference: image.reference, digest: image.digest } },
    ]);
  },
};
