import { Inject, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Principal } from '#libs/access';
import {
  type Command,
  type CommandContext,
  CommandExecutor,
  type CommandResult,
  type CommandStreams,
  type Event,
  type StreamReader,
} from '#libs/event-sourcing';
import { CommandAuthorizer } from './authorizer.js';
import type { CommandSlot } from './on.js';

/** A command that a person asked for says who; the system's own carry `system:<part>` as actor and no principal. */
export type CallerContext = CommandContext & {
  readonly principal?: Principal;
  /** What was read on the way to the command, if anything was: it is not read again. */
  readonly streams?: CommandStreams;
};

/**
 * Makes the Nest command handler of one line of a slice's table. What was answered before is answered again; else authorise, find
 * facts, decide, append.
 */
export const commandHandler = (slot: CommandSlot): Type<ICommandHandler> => {
  @CommandHandler(slot.command)
  class SlotHandler implements ICommandHandler<Command<object>, CommandResult> {
    constructor(
      @Inject(CommandExecutor) private readonly executor: CommandExecutor,
      @Inject(CommandAuthorizer) private readonly authorizer: CommandAuthorizer,
      @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    ) {}

    execute(command: Command<object>): Promise<CommandResult> {
      const { data } = command;
      const context: CallerContext = command.context;
      return this.executor.execute<object, unknown, Event>({
        stream: slot.stream(data as never),
        evolver: slot.evolver,
        prepare: (streams) => this.prepare(data, context, streams),
        decide: (decided, state) => slot.decide(decided as never, state),
        command,
        ...(context.streams === undefined ? {} : { streams: context.streams }),
      });
    }

    /** Both at once; where both fail, the caller is told that they may not. */
    private async prepare(data: object, context: CallerContext, streams: StreamReader): Promise<object> {
      const facts = this.facts(data, context, streams);
      facts.catch(() => undefined);
      await this.authorise(data, context, streams);
      return facts;
    }

    private async authorise(data: object, context: CallerContext, streams: StreamReader): Promise<void> {
      if (context.principal === undefined) {
        if (!context.actor.startsWith('system:'))
          throw new Error(`${slot.command.name}: a person's command without a principal`);
        return;
      }
      // whose launch it is follows from the launch's own stream, so its decider refuses others
      if (slot.may === 'own-launch') return;
      const { projectId } = data as { projectId?: string };
      await this.authorizer.allow(context.principal, slot.may, projectId, streams);
    }

    private async facts(data: object, context: CommandContext, streams: StreamReader): Promise<object> {
      if (slot.facts === undefined) return {};
      return this.moduleRef.get(slot.facts, { strict: false }).find(data as never, context, streams);
    }
  }
  return SlotHandler;
};
