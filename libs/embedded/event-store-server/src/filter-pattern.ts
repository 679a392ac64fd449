/** A regular expression that cannot be honoured; the message says why. */
export class UnsupportedPattern extends Error {
  override readonly name = 'UnsupportedPattern';
}

const LONGEST = 512;

type Construct = readonly [pattern: RegExp, name: string];

/** What the .NET dialect of the protocol's other servers and JavaScript read differently, or only one can read. */
const NOT_SHARED: readonly Construct[] = [
  [/\\(?![dDwWsSbBtnr0-9])/, 'escapes of letters other than \\d \\w \\s \\b, their opposites, \\t \\n \\r'],
  [/\\[0-9]/, 'back-references or octal escapes'],
  [/-\[/, 'class subtraction'],
  [/\[\^?\]/, 'a class that begins with ]'],
];

/** The same, for signs that are harmless inside a class. */
const NOT_SHARED_OUTSIDE_CLASSES: readonly Construct[] = [
  [/\(\?(?![:=!])/, 'groups other than (?:…), (?=…) and (?!…)'],
  [/[*+?}]\+/, 'possessive quantifiers'],
];

/**
 * Compiles the regular expression of a filter. Only constructs that mean the same in .NET and in JavaScript are
 * taken, so that a filter selects the same events on every server.
 * @throws UnsupportedPattern naming the construct.
 */
export const compileFilterPattern = (source: string): RegExp => {
  if (source.length > LONGEST) {
    throw new UnsupportedPattern(`The filter's regular expression is longer than ${LONGEST} characters.`);
  }
  const construct = constructNotShared(source);
  if (construct !== undefined) {
    throw new UnsupportedPattern(
      `The filter's regular expression ${source} uses ${construct}, which the embedded event store does not support. ` +
        'Use a prefix filter or a plainer expression.',
    );
  }
  try {
    return new RegExp(source);
  } catch (error) {
    throw new UnsupportedPattern(`The filter's regular expression ${source} is invalid: ${(error as Error).message}`);
  }
};

const constructNotShared = (source: string): string | undefined => {
  const bare = source.replace(/\\[^A-Za-z0-9]/g, '_');
  const outside = bare.replace(/\[[^\]]*\]/g, '_');
  const found =
    NOT_SHARED.find(([pattern]) => pattern.test(bare)) ??
    NOT_SHARED_OUTSIDE_CLASSES.find(([pattern]) => pattern.test(outside));
  return found?.[1];
};
