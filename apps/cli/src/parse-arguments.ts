import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; allowNegative: true }>
>;

const isParseError = (error: unknown): error is Error =>
  error instanceof Error && (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;

/** Node explains at length; its first sentence says what was wrong. */
const firstSentence = (text: string): string => text.split(/\.?(?:\n|\. )/)[0] ?? text;

/**
 * The options and the named positional arguments, each of which must be there. Throws UsageError for whatever else there is,
 * too much or too little.
 */
export const parseArguments = <const O extends Options, const Names extends readonly string[]>(
  args: readonly string[],
  options: O,
  positionals: Names,
): { values: Parsed<O>['values']; positionals: { readonly [I in keyof Names]: string } } => {
  const parsed = parse(args, options);
  const missing = positionals[parsed.positionals.length];
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing`);
  const [surplus] = parsed.positionals.slice(positionals.length);
  if (surplus !== undefined) throw new UsageError(`there is one argument too many: ${surplus}`);
  return { values: parsed.values, positionals: parsed.positionals as { readonly [I in keyof Names]: string } };
};

const parse = <O extends Options>(args: readonly string[], options: O): Parsed<O> => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true, strict: true });
  } catch (error) {
    if (!isParseError(error)) throw error;
    throw new UsageError(firstSentence(error.message));
  }
};
