import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { beforeEach, describe, expect, test } from 'vitest';
import { Listeners } from './listeners.js';
import { SocketAdmission } from './socket-admission.js';

class Connection extends EventEmitter {
  readyState = 'open';

  breakOff(): void {
    this.readyState = 'closed';
    this.emit('close', 'transport close');
  }
}

let listeners: Listeners;
let admission: SocketAdmission;
let authenticate: () => Promise<unknown>;

const ada = () => ({
  userId: 'ada',
  displayName: 'Ada',
  roles: new Set<never>(),
  expiresAt: new Date(Date.now() + 60_000),
});

beforeEach(() => {
  listeners = new Listeners();
  authenticate = () => Promise.resolve(ada());
  const authenticator = { forget: () => undefined, authenticate: () => authenticate() };
  const parts = [listeners, {}, {}, {}, {}, authenticator, {}, {}, {}, () => undefined] as unknown;
  admission = new SocketAdmission(...(parts as ConstructorParameters<typeof SocketAdmission>));
});

const socketOn = (conn: Connection): Socket & EventEmitter =>
  Object.assign(new EventEmitter(), {
    ...{ conn, data: {}, handshake: { auth: { token: 't' } } },
    use: () => undefined,
  }) as unknown as Socket & EventEmitter;

describe('an admitted connection', () => {
  test('counts until it ends, or its socket leaves it', async () => {
    const [one, other] = [new Connection(), new Connection()];
    const socket = socketOn(other);
    await admission.admit(socketOn(one));
    await admission.admit(socket);
    expect(listeners.size).toBe(2);
    one.breakOff();
    (socket as EventEmitter).emit('disconnect', 'client namespace disconnect');
    expect(listeners.size).toBe(0);
  });

  test('that broke off while its token was looked at does not count', async () => {
    const connection = new Connection();
    const admitted = admission.admit(socketOn(connection));
    connection.breakOff();
    await expect(admitted).rejects.toMatchObject({ code: 'not-found' });
    expect(listeners.size).toBe(0);
  });

  test('is one of thirty of a person', async () => {
    const connections = Array.from({ length: 30 }, () => new Connection());
    for (const connection of connections) await admission.admit(socketOn(connection));
    await expect(admission.admit(socketOn(new Connection()))).rejects.toMatchObject({ code: 'too-many-requests' });
    connections[0]?.breakOff();
    await admission.admit(socketOn(new Connection()));
  });
});
