import type { EnvironmentVersion } from '#libs/environments';
import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import { type CheckedImage, pinnedTo } from '#libs/image-registry';
import type { Image, Session } from '../session.js';
import type { SessionsEvent, Source } from '../sessions.events.js';
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
  /** As its registry knows what is wanted, where the session's environment is an image of its own. */
  readonly checkedImage?: CheckedImage | undefined;
  /** Of the session's branch, oldest first, where it comes from a repository. */
  readonly builtImages?: readonly { readonly image: { readonly reference: string; readonly digest: string } }[];
}

/** What is asked for of an image that belongs to the project: a digest, or to what the reference leads now. */
export const imageWanted = (reference: string, to: WantedImage): Image =>
  to === 'newest' ? { reference } : { reference, digest: to.digest };

interface Target {
  readonly image: Image;
  readonly version?: number;
}

const amongVersions = (versions: readonly EnvironmentVersion[], to: WantedImage): Target | undefined =>
  to === 'newest' ? versions.at(-1) : versions.findLast(({ image }) => image.digest === to.digest);

/** The newest one only where the registry says which that is. */
const ofSameReference = (
  { reference }: Extract<Source, { kind: 'image' }>,
  to: WantedImage,
  checked: CheckedImage | undefined,
): Target | undefined => {
  const image = pinnedTo(imageWanted(reference, to), checked);
  return image.digest === undefined ? undefined : { image };
};

const advice = {
  catalogue: 'Send the digest of a version of the session’s catalogue environment, or {"newest": true}.',
  image: 'Send the digest of another image of the same reference; its registry cannot say now which is the newest.',
  repository: 'Send the digest of an image that the repository’s CI built from the same branch.',
} as const;

const amongBuilt = ({ builtImages = [] }: VersionFacts, to: WantedImage): Target | undefined =>
  to === 'newest' ? builtImages.at(-1) : builtImages.findLast(({ image }) => image.digest === to.digest);

const targetOf = (session: Session, to: WantedImage, facts: VersionFacts): Target | undefined => {
  switch (session.source.kind) {
    case 'catalogue':
      return amongVersions(facts.versions, to);
    case 'image':
      return ofSameReference(session.source, to, facts.checkedImage);
    case 'repository':
      return amongBuilt(facts, to);
  }
};

/** Also where nobody has pinned the one to another digest: nothing is unpinned. */
const isSame = (wanted: Image, has: Image): boolean =>
  wanted.reference === has.reference && (wanted.digest === undefined || wanted.digest === has.digest);

/** Rule 2, "Pinned": a session's image never changes by itself, and only to what belongs to its environment. */
export const changeSessionImage: Decide<DataOf<ChangeSessionImage> & VersionFacts, Sessions, SessionsEvent> = (
  { projectId, sessionId, to, ...facts },
  state,
) => {
  const session = sessionOf(state, sessionId);
  if (session === undefined) return reject('session-not-found');
  const { checkedImage } = facts;
  if (checkedImage?.kind === 'unusable') return reject('image-unusable', checkedImage.advice);
  const target = targetOf(session, to, facts);
  if (target === undefined) return reject('image-not-offered', advice[session.source.kind]);
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
