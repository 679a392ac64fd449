import type { EnvironmentVersion } from '#libs/environments';
import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { Image, Session } from '../session.js';
import type { SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessionOf } from '../sessions.js';
import { reject } from '../sessions.rejections.js';

export type WantedImage = { readonly digest: string } | 'newest';

export class ChangeSessionImage extends Command<{
  readonly projectId: string;
  readonly sessionId: string;
  readonly to: WantedImage;
}> {}

export interface VersionFacts {
  /** Of the session's catalogue environment, oldest first; none where it comes from elsewhere. */
  readonly versions: readonly EnvironmentVersion[];
}

interface Target {
  readonly image: Image;
  readonly version?: number;
}

const amongVersions = (versions: readonly EnvironmentVersion[], to: WantedImage): Target | undefined =>
  to === 'newest' ? versions.at(-1) : versions.findLast(({ image }) => image.digest === to.digest);

const ofSameReference = ({ source }: Session, to: WantedImage): Target | undefined =>
  source.kind === 'image' && to !== 'newest'
    ? { image: { reference: source.reference, digest: to.digest } }
    : undefined;

const advice = {
  catalogue: 'Send the digest of a version of the session’s catalogue environment, or {"newest": true}.',
  image: 'Send the digest of another image of the same reference.',
  repository: 'Send the digest of an image that the repository’s CI built from the same branch.',
} as const;

const isSame = (a: Image, b: Image): boolean => a.reference === b.reference && a.digest === b.digest;

/** Rule 2, "Pinned": a session's image never changes by itself, and only to what belongs to its environment. */
export const changeSessionImage: Decide<DataOf<ChangeSessionImage> & VersionFacts, Sessions, SessionsEvent> = (
  { projectId, sessionId, to, versions },
  state,
) => {
  const session = sessionOf(state, sessionId);
  if (session === undefined) return reject('session-not-found');
  const { kind } = session.source;
  const target = kind === 'catalogue' ? amongVersions(versions, to) : ofSameReference(session, to);
  if (target === undefined) return reject('image-not-offered', advice[kind]);
  if (isSame(target.image, session.environment.image)) return nothing;
  const reason = to === 'newest' ? 'newest' : 'chosen';
  const data = {
    projectId,
    sessionId,
    image: { ...target.image },
    reason,
    environmentVersion: target.version,
  } as const;
  return [{ type: 'SessionImageChanged', data }];
};
