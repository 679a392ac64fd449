import { LRUCache } from 'lru-cache';
import { LinearPattern, PatternRefused } from '#libs/embedded/linear-pattern';
import { commandClock } from '../command-clock.js';
import { CommandError } from '../errors.js';

interface ClientPattern {
  /** @throws CommandError as {@link clientPattern} */
  readonly test: (text: string) => boolean;
  /** @throws CommandError as {@link clientPattern} */
  readonly find: (text: string) => ReturnType<LinearPattern['find']>;
}

const timed = <T>(run: (leftMs: number) => T): T => {
  try {
    return commandClock.matching(run);
  } catch (error) {
    throw error instanceof PatternRefused ? new CommandError('BadValue', error.message) : error;
  }
};

/** An expression of a pipeline names its pattern anew for every document. */
const compiled = new LRUCache<string, LinearPattern>({ max: 100 });

const compile = (pattern: string, options: string): LinearPattern => {
  const key = `${options}/${pattern}`;
  const found = compiled.get(key) ?? new LinearPattern(pattern, options);
  compiled.set(key, found);
  return found;
};

/**
 * A regular expression that a client sent.
 * @throws CommandError BadValue for what is no pattern or costs too much, MaxTimeMSExpired when the command matched too much already
 */
export const clientPattern = (pattern: string, options: string): ClientPattern => {
  const linear = timed(() => compile(pattern, options));
  return {
    test: (text) => timed((leftMs) => linear.test(text, leftMs)),
    find: (text) => timed((leftMs) => linear.find(text, leftMs)),
  };
};
