import type { Event, Policy } from '#libs/event-sourcing';
import type { LaunchEvent } from '../launch.events.js';

type Asked = Extract<LaunchEvent, Event<'SessionLaunched' | 'SessionResumeRequested'>>;

const imageOf = (event: Asked) =>
  event.type === 'SessionLaunched' ? event.data.image : event.data.configuration?.image;

/** Rule 2: "An environment whose digest could not be resolved yet is pinned at its first launch, as an event." */
export const whenImageResolvedThenPin: Policy<Asked> = {
  name: 'when-image-resolved-then-pin',
  on: ['SessionLaunched', 'SessionResumeRequested'],
  then: (event) => {
    const { projectId, sessionId, imageResolved } = event.data;
    const { reference, digest } = imageOf(event) ?? {};
    if (imageResolved !== true || digest === undefined) return Promise.resolve([]);
    return Promise.resolve([{ name: 'pin', data: { projectId, sessionId, reference, digest } }]);
  },
};
