/** One thing that `renku-sessions` does. */
export interface Command {
  /** As typed: one or two words. */
  readonly name: string;
  /** What comes after the name, e.g. `<projectId> [--json]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /**
   * Resolves when done. Throws UsageError where it was called wrongly, any other error where it failed; the error's message is
   * all that a person gets to read.
   */
  run(args: readonly string[]): Promise<void>;
}
