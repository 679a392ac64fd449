/**
 * Resolves when done. Throws UsageError where it was called wrongly, any other error where it failed; the error's message is
 * all that a person gets to read.
 */
export type Run = (args: readonly string[]) => Promise<void>;

/** One thing that `renku-sessions` does. */
export interface Command {
  /** As typed: one or two words. */
  readonly name: string;
  /** What comes after the name, e.g. `<projectId> [--json]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What its own help says of each option and argument, in the order of use. */
  readonly explained?: Readonly<Record<string, string>>;
  /** Loaded when it is run: help and a mistyped command need no driver. */
  readonly load: () => Promise<Run>;
}
