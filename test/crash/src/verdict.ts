/** What was verified, over how much, and what contradicts it. */
export interface Verdict {
  readonly what: string;
  readonly problems: readonly string[];
}

const SHOWN = 8;

export const describeVerdict = ({ what, problems }: Verdict): string =>
  problems.length === 0
    ? `ok    ${what}`
    : [
        `FAIL  ${what}: ${problems.length} problems`,
        ...problems.slice(0, SHOWN).map((problem) => `        ${problem}`),
        ...(problems.length > SHOWN ? [`        … and ${problems.length - SHOWN} more`] : []),
      ].join('\n');
