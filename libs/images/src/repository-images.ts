import type { Evolver, Recorded } from '#libs/event-sourcing';
import type { ImagesEvent } from './images.events.js';

/** What a branch's head was built to. */
export interface BuiltImage {
  readonly branch: string;
  readonly commit: string;
  readonly image: { readonly reference: string; readonly digest: string };
  readonly builtAt?: string | undefined;
  /** RFC 3339 UTC: when it was seen first. */
  readonly availableSince: string;
  /** Of its event: the higher, the newer. */
  readonly revision: number;
}

/** What the head of a branch was built to last. */
export interface NewestImage extends BuiltImage {
  /** RFC 3339 UTC: when it was seen first that the code host has the branch no more; undefined: it has. */
  readonly goneSince?: string | undefined;
}

/** A code repository whose images are known. */
export interface RepositoryImages {
  readonly repositoryId: string;
  readonly url: string;
  /** `host/path`: where its images are, without tag. */
  readonly imageRepository: string;
  /** The newest of each branch, the one that was heard of last at the end. */
  readonly branches: readonly NewestImage[];
  /** Of the last event about it. */
  readonly revision: number;
}

/** Undefined before the first. */
export type RepositoryImagesState = RepositoryImages | undefined;

/** Branches come and go: those that nothing was heard of for longest are forgotten. */
const MOST_BRANCHES = 500;

type ImageAvailable = Extract<ImagesEvent, { type: 'ImageAvailable' }>;
type BranchEvent = Exclude<ImagesEvent, ImageAvailable>;

export const builtImageIn = ({ data, at, revision }: Recorded<ImageAvailable>): BuiltImage => ({
  branch: data.branch,
  commit: data.commit,
  image: data.image,
  builtAt: data.builtAt,
  availableSince: at,
  revision: Number(revision),
});

const withoutTag = (reference: string): string => reference.slice(0, reference.lastIndexOf(':'));

const withGoneSince = (
  state: RepositoryImagesState,
  { data, revision }: Recorded<BranchEvent>,
  goneSince: string | undefined,
): RepositoryImagesState =>
  state && {
    ...state,
    branches: state.branches.map((known) => (known.branch === data.branch ? { ...known, goneSince } : known)),
    revision: Number(revision),
  };

export const repositoryImages: Evolver<RepositoryImagesState, ImagesEvent> = {
  initial: undefined,
  evolve: {
    // of a branch that was gone it says as well that it is there: its head has an image
    ImageAvailable: (state, event) => {
      const { repositoryId, url, branch, image } = event.data;
      const others = state?.branches.filter((known) => known.branch !== branch) ?? [];
      const branches = [...others, builtImageIn(event)].slice(-MOST_BRANCHES);
      const revision = Number(event.revision);
      return { repositoryId, url, imageRepository: withoutTag(image.reference), branches, revision };
    },
    BranchGone: (state, event) => withGoneSince(state, event, event.at),
    BranchReappeared: (state, event) => withGoneSince(state, event, undefined),
  },
};

export const newestOf = (state: RepositoryImagesState, branch: string): NewestImage | undefined =>
  state?.branches.find((known) => known.branch === branch);

/**
 * Those that are looked at: all, as long as they can be remembered. Of more, those that are, and others in the places of what nobody uses:
 * one that made a used one forgotten would be told anew at each look, and make the next one forgotten.
 */
export const followable = <T extends Pick<BuiltImage, 'branch'>>(
  heads: readonly T[],
  state: RepositoryImagesState,
): readonly T[] => {
  if (heads.length <= MOST_BRANCHES) return heads;
  const remembered = new Set(state?.branches.map(({ branch }) => branch));
  const known = heads.filter(({ branch }) => remembered.has(branch));
  const others = heads.filter(({ branch }) => !remembered.has(branch));
  return [...known, ...others.slice(0, MOST_BRANCHES - known.length)];
};

export const repositoryStream = (repositoryId: string): string => `repository-${repositoryId}`;
