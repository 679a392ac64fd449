import type { Look } from '../looking/repository-look.js';
import type { NewestImage, RepositoryImagesState } from '../repository-images.js';
import { type BranchView, toBranchView, toGoneBranchView } from './repository-images.dto.js';

/** A list to choose from; whoever wants another one types its name. */
const MOST_BRANCHES = 500;

/** Those of which an image is known, and that this look found no more than the last one that was recorded. */
const goneBranches = ({ branches }: Look, known: RepositoryImagesState): readonly NewestImage[] =>
  known?.branches.filter(({ branch, goneSince }) => goneSince !== undefined && !branches.heads.has(branch)) ?? [];

/**
 * The default branch first, then those with an image, then the others by name: a host may say a hundred thousand. After these, those that
 * are gone.
 */
export const branchViews = (look: Look, known: RepositoryImagesState): BranchView[] => {
  const { branches, heads } = look;
  const newest = new Map(known?.branches.map((image) => [image.branch, image]));
  const looked = new Map(heads.map((head) => [head.branch, head]));
  const names = [...branches.heads.keys()].sort();
  const inOrder = new Set([branches.defaultBranch, ...names.filter((name) => newest.has(name)), ...names]);
  const there = [...inOrder]
    .flatMap((branch) => {
      const commit = branch === undefined ? undefined : branches.heads.get(branch);
      return branch === undefined || commit === undefined ? [] : [looked.get(branch) ?? { branch, commit }];
    })
    .slice(0, MOST_BRANCHES)
    .map((head) => toBranchView(head, head.branch === branches.defaultBranch, newest.get(head.branch)));
  return [...there, ...goneBranches(look, known).map(toGoneBranchView)];
};
