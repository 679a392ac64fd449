import type { PolicyCommand } from './policy.js';

/** What comes of them is projected together as well, one write of documents for all of them. */
const AT_ONCE = 16;

type Numbered = readonly [index: number, command: PolicyCommand];

/** Those of one name that follow each other, no more than AT_ONCE of them. */
export const sideBySide = (commands: readonly PolicyCommand[]): Numbered[][] => {
  const groups: Numbered[][] = [];
  for (const numbered of commands.entries()) {
    const last = groups.at(-1);
    if (last?.[0]?.[1].name === numbered[1].name && last.length < AT_ONCE) last.push(numbered);
    else groups.push([numbered]);
  }
  return groups;
};
