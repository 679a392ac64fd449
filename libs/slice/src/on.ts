import type { Type } from '@nestjs/common';
import type { GlobalAction, ProjectAction } from '#libs/access';
import type { Command, CommandContext, DataOf, Decide, Event, Evolver, StreamReader } from '#libs/event-sourcing';

/**
 * Looks up what a decision needs from outside its own stream, before it is decided. Not part of the command's identity.
 * `streams`: as this command sees them, each read once.
 */
export interface FactFinder<Data, Facts> {
  find(data: Data, context: CommandContext, streams: StreamReader): Promise<Facts>;
}

interface Slot<C extends Command<object>, State, E extends Event, Facts extends object> {
  readonly stream: (data: DataOf<C>) => string;
  readonly evolver: Evolver<State, E>;
  readonly decide: Decide<DataOf<C> & Facts, State, E>;
  /** What the caller must be allowed to do; project actions need `projectId` in the command's data. */
  readonly may: ProjectAction | GlobalAction | 'own-launch';
  readonly facts?: Type<FactFinder<DataOf<C>, Facts>>;
}

/** One line of a slice's table, for those who run it without knowing its types. */
export interface CommandSlot {
  readonly command: Type<Command<object>>;
  readonly stream: (data: never) => string;
  readonly evolver: Evolver<unknown, Event>;
  readonly decide: Decide<never, unknown, Event>;
  readonly may: ProjectAction | GlobalAction | 'own-launch';
  readonly facts: Type<FactFinder<never, object>> | undefined;
}

/** A line of a slice's table: this command is decided by that function over that stream, by whoever may. */
export const on = <C extends Command<object>, State, E extends Event, Facts extends object = object>(
  command: Type<C>,
  slot: Slot<C, State, E, Facts>,
): CommandSlot => ({ facts: undefined, ...slot, command }) as unknown as CommandSlot;
