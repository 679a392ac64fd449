import { compileFilterPattern } from './filter-pattern.js';
import type { RecordedEvent } from './recorded-event.js';

/** What a client asks for: events whose stream or type matches the expression, or begins with one of the prefixes. */
interface FilterExpression {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
}

export interface Filter {
  readonly matches: (event: RecordedEvent) => boolean;
  /** After so many considered events, matching or not, the subscriber gets a checkpoint. */
  readonly checkpointInterval: number;
}

/**
 * The prefixes count where there are any, else the regular expression.
 * @throws PatternRefused
 */
export const eventMatcher = ({ on, regex, prefixes }: FilterExpression): ((event: RecordedEvent) => boolean) => {
  const matches = prefixes.length > 0 ? beginsWithOneOf(prefixes) : fits(compileFilterPattern(regex));
  return on === 'stream' ? (event) => matches(event.stream) : (event) => matches(event.type);
};

const beginsWithOneOf =
  (prefixes: readonly string[]) =>
  (text: string): boolean =>
    prefixes.some((prefix) => text.startsWith(prefix));

const fits = (pattern: ReturnType<typeof compileFilterPattern>) => (text: string) => pattern.test(text);
