import type { Branches, Head } from '#libs/code-hosts';

/** Branches by name, or the one that the repository calls its default. */
export type Wanted = readonly string[] | 'default';

interface WantedBranches {
  readonly found: readonly Head[];
  readonly missing: readonly string[];
}

/** Which of them the code host has, and which it has not. */
export const wantedBranches = ({ heads, defaultBranch }: Branches, wanted: Wanted): WantedBranches => {
  const names = wanted === 'default' ? [defaultBranch ?? ''] : wanted;
  const found = names.flatMap((branch) => {
    const commit = heads.get(branch);
    return commit === undefined ? [] : [{ branch, commit }];
  });
  return { found, missing: names.filter((branch) => !heads.has(branch)) };
};
