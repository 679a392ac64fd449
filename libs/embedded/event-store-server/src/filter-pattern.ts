import { LinearPattern, PatternRefused } from '#libs/embedded/linear-pattern';

const LONGEST = 512;

type Construct = readonly [pattern: RegExp, name: string];

/** What the .NET dialect of the protocol's other servers and RE2 read differently, or only one can read. */
const NOT_SHARED: readonly Construct[] = [
  [/\\(?![dDwWsSbBtnr0-9])/, 'escapes of letters other than \\d \\w \\s \\b, their opposites, \\t \\n \\r'],
  [/\\[0-9]/, 'back-references or octal escapes'],
  [/-\[/, 'class subtraction'],
  [/\[\^?\]/, 'a class that begins with ]'],
];

/** The same, for signs that are harmless inside a class. */
const NOT_SHARED_OUTSIDE_CLASSES: readonly Construct[] = [
  [/\(\?(?!:)/, 'groups other than (?:…)'],
  [/[*+?}]\+/, 'possessive quantifiers'],
];

/** As clients write a filter that excludes: what does not begin like this. */
const EXCLUSION = /^\^\(\?!([^]*)\)$/;

/**
 * Compiles the regular expression of a filter. Only constructs that mean the same in .NET and in RE2 are taken, so that a filter
 * selects the same events on every server; beside them `^(?!…)` alone, which the official clients of other languages send to
 * leave out the server's own events.
 * @throws PatternRefused naming the construct.
 */
export const compileFilterPattern = (source: string): Pick<LinearPattern, 'test'> => {
  const excluded = EXCLUSION.exec(source)?.[1];
  if (excluded === undefined || !isOneGroup(excluded)) return compiled(source);
  const pattern = compiled(`^(?:${excluded})`);
  return { test: (text) => !pattern.test(text) };
};

/** What is between the parentheses: none of those in it ends the outer one. */
const isOneGroup = (inner: string): boolean => {
  let depth = 0;
  for (const sign of withoutClasses(withoutEscapes(inner))) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
};

const compiled = (source: string): LinearPattern => {
  if (source.length > LONGEST) {
    throw new PatternRefused(`The filter's regular expression is longer than ${LONGEST} characters.`);
  }
  const construct = constructNotShared(source);
  if (construct !== undefined) {
    throw new PatternRefused(
      `The filter's regular expression ${source} uses ${construct}, which the embedded event store does not support. ` +
        'Use a prefix filter or a plainer expression.',
    );
  }
  return new LinearPattern(source);
};

const withoutEscapes = (source: string): string => source.replace(/\\[^A-Za-z0-9]/g, '_');
const withoutClasses = (source: string): string => source.replace(/\[[^\]]*\]/g, '_');

const constructNotShared = (source: string): string | undefined => {
  const bare = withoutEscapes(source);
  const outside = withoutClasses(bare);
  const found =
    NOT_SHARED.find(([pattern]) => pattern.test(bare)) ??
    NOT_SHARED_OUTSIDE_CLASSES.find(([pattern]) => pattern.test(outside));
  return found?.[1];
};
