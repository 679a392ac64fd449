import type { Provider, Type } from '@nestjs/common';
import type { Command, Event, Policy } from '#libs/event-sourcing';

type CommandType = Type<Command<object>>;

interface Slot<Ports> {
  /** What the policy asks before it decides; a provider of the slice. */
  readonly ports?: Type<Ports>;
  /** By the names that the policy gives its commands. */
  readonly commands: Readonly<Record<string, CommandType>>;
  /**
   * Where it begins that never ran: with the log's first event, or with those after its first start. An installation that is upgraded
   * has a log of years: what is answered of it must still be right, and wanted, today.
   */
  readonly startAt: 'beginning' | 'now';
}

/** One line of a slice's table of policies, for those who run it without knowing its types. */
export class DeclaredPolicy {
  constructor(
    readonly policy: Policy,
    readonly slot: Slot<unknown>,
  ) {}

  /** Throws where the policy names a command that its line does not. */
  commandNamed(name: string): CommandType {
    const command = this.slot.commands[name];
    if (command === undefined)
      throw new Error(`${this.policy.name} sends ${name}, which its slice's table does not name`);
    return command;
  }
}

/** A line of a slice's table: "when … then …", and the commands that it sends. */
export const whenever = <E extends Event, Ports>(policy: Policy<E, Ports>, slot: Slot<Ports>): DeclaredPolicy =>
  new DeclaredPolicy(policy as unknown as Policy, slot);

/** Declares the line to whoever runs policies: the worker. */
export const policyProvider = (declared: DeclaredPolicy): Provider => ({
  provide: `policy:${declared.policy.name}`,
  useValue: declared,
});
