import type { ProblemType } from './rejection.js';

/** What a caller wants, as data. One subclass per use case, beside its decision: `class Rename extends Command<{…}> {}`. */
export abstract class Command<Data extends object> {
  constructor(
    readonly data: Data,
    readonly context: CommandContext,
  ) {}
}

export type DataOf<C> = C extends Command<infer Data> ? Data : never;

export interface CommandContext {
  /** Repeating a command with the same id is safe: it is decided once. */
  readonly commandId: string;
  /** An opaque user id, or `system:<part>`. */
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
}

/** The answer to a command that was accepted. */
export interface CommandResult<State = unknown> {
  /** Of the stream after the command, -1n when it still has no event. */
  readonly revision: bigint;
  /** In the log: a reader that has seen this position has seen the command's effect. */
  readonly position: bigint;
  /** False when the command changed nothing because it was already so. */
  readonly changed: boolean;
  /** True when it was done before, or may have been as others have written since, and is answered what it was answered then. */
  readonly repeated: boolean;
  /**
   * The stream's state right after the command, to answer the caller without a read model. Of a repeated command: right after its
   * first time, so that nobody is shown what came later and is not theirs to see.
   */
  readonly state: State;
}

/** The domain refused the command. Carries the decider's rejection to whoever answers the caller. */
export class CommandRejectedError extends Error {
  override readonly name = 'CommandRejectedError';

  constructor(
    readonly type: ProblemType,
    readonly detail?: string,
    readonly extra?: Readonly<Record<string, unknown>>,
  ) {
    super(detail ?? type.code);
  }

  get code(): string {
    return this.type.code;
  }
}

/** The log could not be reached in time; the command may or may not have happened. Repeating it with the same id is safe. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
}
