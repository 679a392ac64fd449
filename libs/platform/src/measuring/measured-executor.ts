import {
  type CommandContext,
  CommandExecutor,
  CommandRejectedError,
  type CommandResult,
  type Event,
  type EventRegistry,
  type Execution,
  type StreamStates,
} from '#libs/event-sourcing';
import type { Metrics, Tracing } from '#libs/observability';
import { ProblemError, requestSpanOf } from '#libs/rest';

interface Labels {
  readonly command: string;
  readonly outcome: string;
}

const isRefusal = (error: unknown): boolean => error instanceof CommandRejectedError || error instanceof ProblemError;

/** Commands by what became of them. Their kinds are classes of the program: few. */
export class MeasuredExecutor extends CommandExecutor {
  private readonly durations: ReturnType<Metrics['histogram']>;

  constructor(
    states: StreamStates,
    registry: EventRegistry,
    metrics: Metrics,
    private readonly tracing: Tracing,
  ) {
    super(states, registry);
    const help = 'Seconds from a command to its outcome: accepted, rejected, or failed';
    this.durations = metrics.histogram('command_duration_seconds', help, ['command', 'outcome']);
  }

  override async execute<Data extends object, State, E extends Event, Facts extends object = object>(
    execution: Execution<Data, State, E, Facts>,
  ): Promise<CommandResult<State>> {
    const [started, startedAt] = [performance.now(), Date.now()];
    const { context } = execution.command;
    let outcome = 'failed';
    try {
      const result = await this.tracing.within(
        () => ({ correlationId: context.correlationId, id: context.commandId }),
        () => super.execute(execution),
      );
      outcome = 'accepted';
      return result;
    } catch (error) {
      if (isRefusal(error)) outcome = 'rejected';
      throw error;
    } finally {
      const labels = { command: execution.command.constructor.name, outcome };
      this.durations.observe(labels, (performance.now() - started) / 1000);
      this.trace(labels, context, startedAt);
    }
  }

  private trace(labels: Labels, { commandId, correlationId, causationId }: CommandContext, startedAt: number): void {
    const { command, outcome } = labels;
    this.tracing.record({
      name: `command ${command}`,
      ...{ correlationId, id: commandId, startedAt, endedAt: Date.now(), attributes: { 'renku.outcome': outcome } },
      // who asks by a request is the request's command itself
      causeId: causationId === commandId ? requestSpanOf(commandId) : causationId,
      ...(outcome === 'failed' ? { error: outcome } : {}),
    });
  }
}
