import { RE2JS } from 're2js';
import { expandedSize } from './expanded-size.js';
import { PatternRefused } from './pattern-refused.js';

interface Match {
  readonly text: string;
  readonly index: number;
  /** What each group captured; null where it took no part. */
  readonly groups: readonly (string | null)[];
}

const LONGEST = 1_024;
const LARGEST = 1_000;
/** A step is one instruction of the program on one character, at most 100 ns: together a fifth of a second. */
const MOST_STEPS = 2_000_000;

const OPTIONS: Readonly<Record<string, number | undefined>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  // Says of a pattern that it is Unicode, which all are.
  u: 0,
};

const FOREIGN: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\(\?<?[=!]/, 'look-around ((?=…), (?!…), (?<=…) or (?<!…))'],
  [/\\[1-9]|\\k</, 'a back-reference'],
  [/\\Q/, 'a quotation (\\Q…\\E)'],
];

/**
 * A regular expression that is matched in time linear in the text, by RE2's engine: what a peer sends may not stop everybody
 * else, as it can with an engine that tries one way after the other. What such an engine cannot match is refused by name.
 */
export class LinearPattern {
  private readonly compiled: RE2JS;

  /**
   * @param options any of `i` (upper and lower case alike), `m` (^ and $ at each line) and `s` (a dot is also a line break).
   * @throws PatternRefused
   */
  constructor(
    private readonly source: string,
    options = '',
  ) {
    if (source.length > LONGEST)
      throw new PatternRefused(`The regular expression is longer than ${LONGEST} characters: shorten it.`);
    const foreign = FOREIGN.find(([sign]) => sign.test(source.replaceAll('\\\\', '')))?.[1];
    if (foreign !== undefined)
      throw new PatternRefused(`The regular expression ${shown(source)} uses ${foreign}, which is not supported.`);
    if (expandedSize(source) > LARGEST)
      throw new PatternRefused(`The regular expression ${shown(source)} is too large: repeat less in it.`);
    this.compiled = compiled(source, flagsOf(options));
  }

  /** @throws PatternRefused when the text is too long for this pattern */
  test(text: string): boolean {
    return this.compiled.test(this.affordable(text));
  }

  /**
   * The first match; undefined where there is none.
   * @throws PatternRefused when the text is too long for this pattern
   */
  find(text: string): Match | undefined {
    const found = this.compiled.exec(this.affordable(text)) as RegExpExecArray | null;
    if (found === null) return undefined;
    const [match, ...groups] = found as readonly (string | null | undefined)[];
    return { text: match ?? '', index: found.index, groups: groups.map((group) => group ?? null) };
  }

  private affordable(text: string): string {
    if (text.length * this.compiled.programSize() <= MOST_STEPS) return text;
    throw new PatternRefused(
      `The regular expression ${shown(this.source)} would take too long on a text of ${text.length} characters: simplify it.`,
    );
  }
}

const compiled = (source: string, flags: number): RE2JS => {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    throw new PatternRefused(`The regular expression ${shown(source)} is invalid: ${(error as Error).message}.`);
  }
};

const flagsOf = (options: string): number =>
  Array.from(options).reduce<number>((flags, option) => {
    const flag = OPTIONS[option];
    if (flag === undefined)
      throw new PatternRefused(`A regular expression has the option ${option}; supported are i, m and s.`);
    return flags | flag;
  }, 0);

const SHOWN = 80;

const shown = (source: string): string => (source.length > SHOWN ? `${source.slice(0, SHOWN)}…` : source);
