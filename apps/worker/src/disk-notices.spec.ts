import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import { expect, test } from 'vitest';
import { domainEvents } from '#libs/domain';
import { CommandExecutor, Lease, StreamStates } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryLeaseStore, until } from '#libs/event-sourcing/testing';
import type { DueDisk, DueDisksQueries } from '#libs/launches';
import { inbox, inboxStream, type Notice, RaiseNotification, raiseNotification } from '#libs/notifications';
import { createLogger, Health } from '#libs/observability';
import type { ReadModelsConnection } from '#libs/read-models';
import { INBOX_SIZE } from '../../../libs/notifications/src/inbox.js';
import { DiskNotices } from './disk-notices.js';

const [userId, projectId] = [randomUUID(), randomUUID()];
const disk: DueDisk = {
  ...{ userId, projectId, sessionId: randomUUID(), diskId: randomUUID(), expiresAt: '2026-12-03T12:00:00.000Z' },
};

const noticeOfImage = (): Notice => {
  const image = { reference: 'registry.example.org/analysis:1', digest: `sha256:${'a'.repeat(64)}` };
  return { kind: 'image-available', projectId, sessionId: randomUUID(), image, commit: 'a'.repeat(40), branch: 'main' };
};

test('rule 9, who was told of a disk is not told again by a worker that starts anew, also where their inbox does not hold that any more', async () => {
  const store = createMemoryEventStore(domainEvents());
  /** As a process of its own does it, which remembers nothing of the one before. */
  const commands = () => {
    const executor = new CommandExecutor(new StreamStates(store), domainEvents());
    const execute = (command: RaiseNotification) =>
      executor.execute({ stream: inboxStream(userId), evolver: inbox, decide: raiseNotification, command });
    return { execute };
  };
  const looks = async (): Promise<void> => {
    let answered = 0;
    const { execute } = commands();
    const bus = { execute: (command: RaiseNotification) => execute(command).finally(() => (answered += 1)) };
    const soon = async function* () {
      yield await Promise.resolve([disk]);
    };
    const lease = (name: string) => new Lease({ store: new MemoryLeaseStore(), name, owner: 'this' });
    const database = { lease } as unknown as ReadModelsConnection;
    const disks = { noticeMs: 1_000_000, soon } as unknown as DueDisksQueries;
    const [log, health] = [createLogger('silent'), new Health(0)];
    const worker = new DiskNotices(database, log, disks, bus as unknown as CommandBus, health);
    worker.onApplicationBootstrap();
    await until('it has told what is due', () => answered > 0);
    await worker.onApplicationShutdown();
  };
  await looks();
  expect(store.log).toMatchObject([{ type: 'NotificationRaised', data: { kind: 'disk-due', diskId: disk.diskId } }]);
  const others = commands();
  for (let n = 0; n < INBOX_SIZE; n += 1) {
    const commandId = randomUUID();
    const context = { commandId, actor: 'system:spec', correlationId: commandId, causationId: commandId };
    await others.execute(new RaiseNotification({ userId, notice: noticeOfImage() }, context));
  }
  await looks();
  expect(store.log).toHaveLength(1 + INBOX_SIZE);
});
