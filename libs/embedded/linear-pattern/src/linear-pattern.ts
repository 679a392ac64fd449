import { RE2JS } from 're2js';
import { expandedSize } from './expanded-size.js';
import { InterruptibleText } from './interruptible-text.js';
import { PatternRefused } from './pattern-refused.js';

interface Match {
  readonly text: string;
  readonly index: number;
  /** What each group captured; null where it took no part. */
  readonly groups: readonly (string | null)[];
}

const LONGEST = 1_024;
const LARGEST = 1_000;
/** A step is one instruction of the program on one character, at most 100 ns: so many need no look at the clock. */
const FEW_STEPS = 200_000;
const MOST_MS = 200;

const OPTIONS: Readonly<Record<string, number | undefined>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  // Says of a pattern that it is Unicode, which all are.
  u: 0,
};

const FOREIGN: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\\[1-9]|\\k</, 'a back-reference'],
  [/\\Q/, 'a quotation (\\Q…\\E)'],
];

/** The same, for signs that are harmless inside a class. */
const FOREIGN_OUTSIDE_CLASSES: typeof FOREIGN = [[/\(\?<?[=!]/, 'look-around ((?=…), (?!…), (?<=…) or (?<!…))']];

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
  constructor(source: string, options = '') {
    if (source.length > LONGEST)
      throw new PatternRefused(`The regular expression is longer than ${LONGEST} characters: shorten it.`);
    const foreign = foreignIn(source);
    if (foreign !== undefined)
      throw new PatternRefused(`The regular expression ${shown(source)} uses ${foreign}, which is not supported.`);
    if (expandedSize(source) > LARGEST)
      throw new PatternRefused(`The regular expression ${shown(source)} is too large: repeat less in it.`);
    this.compiled = compiled(source, flagsOf(options));
  }

  /** @throws PatternTimeout when it takes longer than `mostMs` */
  test(text: string, mostMs = MOST_MS): boolean {
    return this.compiled.test(this.interruptible(text, mostMs));
  }

  /**
   * The first match; undefined where there is none.
   * @throws PatternTimeout when it takes longer than `mostMs`
   */
  find(text: string, mostMs = MOST_MS): Match | undefined {
    const found = this.compiled.exec(this.interruptible(text, mostMs)) as RegExpExecArray | null;
    if (found === null) return undefined;
    const [match, ...groups] = found as readonly (string | null | undefined)[];
    return { text: match ?? '', index: found.index, groups: groups.map((group) => group ?? null) };
  }

  private interruptible(text: string, mostMs: number): string {
    if (text.length * this.compiled.programSize() <= FEW_STEPS) return text;
    return new InterruptibleText(text, mostMs) as unknown as string;
  }
}

const foreignIn = (source: string): string | undefined => {
  const bare = source.replace(/\\[^A-Za-z0-9]/g, '_');
  const outside = bare.replace(/\[\^?\]?(?:\[:\^?\w+:\]|[^\]])*\]/g, '_');
  const found =
    FOREIGN.find(([sign]) => sign.test(bare)) ?? FOREIGN_OUTSIDE_CLASSES.find(([sign]) => sign.test(outside));
  return found?.[1];
};

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
