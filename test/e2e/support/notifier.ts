import { randomUUID } from 'node:crypto';
import { domainEvents } from '#libs/domain';
import { CommandExecutor, type EventStore, StreamStates } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { inbox, inboxStream, type Notice, RaiseNotification, raiseNotification } from '#libs/notifications';
import { Program } from '../../support/program.js';
import type { Person } from './person.js';

/** Raises notifications as a policy does, by the domain's own decision on the log of a system that runs. */
export class Notifier {
  private readonly executor: CommandExecutor;

  private constructor(private readonly events: EventStore) {
    this.executor = new CommandExecutor(new StreamStates(events), domainEvents());
  }

  static async on(dataDir: string): Promise<Notifier> {
    const stores = new Program('bin/renku-sessions.js', ['stores'], { DATA_DIR: dataDir });
    const connectionString = await stores.says(/^EVENTSTORE_URL='(.*)'$/m);
    return new Notifier(createEventStore({ connectionString, registry: domainEvents() }));
  }

  /** That a session has a newer image: this build's. They read it in their inbox from now on. */
  async imageAvailable(to: Person, of: { projectId: string; sessionId: string }, build: string): Promise<void> {
    const image = { reference: `registry.example.org/analysis:${build}`, digest: `sha256:${build.padEnd(64, '0')}` };
    const notice: Notice = { kind: 'image-available', ...of, image, commit: build.padEnd(40, '0'), branch: 'main' };
    const commandId = randomUUID();
    const context = { commandId, actor: 'system:spec', correlationId: commandId, causationId: commandId };
    const { position } = await this.executor.execute({
      stream: inboxStream(to.userId),
      evolver: inbox,
      decide: raiseNotification,
      command: new RaiseNotification({ userId: to.userId, notice }, context),
    });
    to.sees(position);
  }

  /** What happened in somebody's inbox, by the log. */
  async positionsIn(inboxOf: Person): Promise<string[]> {
    return (await this.events.read(inboxStream(inboxOf.userId))).map(({ position }) => position.toString());
  }

  async typesIn(inboxOf: Person): Promise<string[]> {
    return (await this.events.read(inboxStream(inboxOf.userId))).map(({ type }) => type);
  }

  close(): Promise<void> {
    return this.events.close();
  }
}
