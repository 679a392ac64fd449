import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessionOf } from '../sessions.js';
import { reject } from '../sessions.rejections.js';

/** Sent by the system when a launch has resolved what was added without a digest. */
export class PinSessionImage extends Command<{
  readonly projectId: string;
  readonly sessionId: string;
  readonly reference: string;
  readonly digest: string;
}> {}

/** Rule 2: "An environment whose digest could not be resolved yet is pinned at its first launch, as an event." */
export const pinSessionImage: Decide<DataOf<PinSessionImage>, Sessions, SessionsEvent> = (
  { projectId, sessionId, reference, digest },
  state,
) => {
  const session = sessionOf(state, sessionId);
  if (session === undefined) return reject('session-not-found');
  const pinned = session.environment.image;
  // an editor was faster, or another launch: what they pinned stays
  if (pinned.digest !== undefined || pinned.reference !== reference) return nothing;
  return [
    { type: 'SessionImageChanged', data: { projectId, sessionId, image: { reference, digest }, reason: 'resolved' } },
  ];
};
