import { deciderSpec } from '#libs/event-sourcing/testing';
import { repositoryImages } from './repository-images.js';

/** Builders for this slice's specs. */
export const repositoryId = '5f0c9f5e-6a1e-5a53-9d0a-0f6e6a0a8a10';
export const url = 'https://gitlab.example.org/group/analysis';
export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** The image of a commit, which a letter stands for; `as`: its digest, where it was built again; `tag`: where it names no commit. */
export const built = (letter: string, { branch = 'main', as = letter, tag = letter.repeat(8) } = {}) => ({
  ...{ repositoryId, url, branch },
  commit: letter.repeat(40),
  image: { reference: `registry.example.org/group/analysis:${tag}`, digest: digest(as) },
  builtAt: '2026-11-29T10:00:00.000Z',
});

/** As it is remembered, of the event with the revision: the first was recorded one second after the year began. */
export const remembered = (revision: number, ...of: Parameters<typeof built>) => {
  const { branch, commit, image, builtAt } = built(...of);
  return { branch, commit, image, builtAt, availableSince: `2026-01-01T00:00:0${revision + 1}.000Z`, revision };
};

export const available = (...of: Parameters<typeof built>) => ({ type: 'ImageAvailable', data: built(...of) }) as const;

const ofBranch = (branch: string) => ({ repositoryId, branch });

export const gone = (branch: string) => ({ type: 'BranchGone', data: ofBranch(branch) }) as const;
export const reappeared = (branch: string) => ({ type: 'BranchReappeared', data: ofBranch(branch) }) as const;

export const spec = deciderSpec(repositoryImages);
