import { Inject, Injectable } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { OutboundAccess, OutboundClient, UnreachableError } from '#libs/outbound';
import { ProblemError } from '#libs/rest';
import type { Connection } from './connection.js';
import { CONNECTIONS, type Connections } from './connections.js';
import { connectionsProblems } from './connections.rejections.js';
import { TokenCheck, type TokenToCheck } from './token-check.js';

/** Takes somebody's token for a Git host, after it was tried there. */
@Injectable()
export class ConnectHost {
  private readonly tokens: TokenCheck;

  constructor(
    @Inject(CONNECTIONS) private readonly connections: Connections,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(OutboundAccess) private readonly access: OutboundAccess,
    @Inject(OutboundClient) outbound: OutboundClient,
  ) {
    this.tokens = new TokenCheck((request) => outbound.request(request));
  }

  /** Throws the problems `connections-unavailable`, `connection-host-unreachable`, `too-many-connections`. */
  async connect(userId: string, given: TokenToCheck): Promise<Connection> {
    this.connections.assertAvailable();
    const { host, username, token } = given;
    await this.#assertReachable(host);
    const found = await this.tokens.check(given);
    const checkedAt = found.state === 'unchecked' ? undefined : new Date();
    const connection = await this.connections.put(userId, { host, username, token, checkedAt, ...found });
    await this.#assertNotErased(userId);
    return connection;
  }

  /** Nothing is asked for there: it would never be cloned from. The same words whatever the reason. */
  async #assertReachable(host: string): Promise<void> {
    try {
      await this.access.destinationOf(`https://${host}`);
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      throw new ProblemError(
        connectionsProblems['connection-host-unreachable'],
        `${host} does not exist, or this installation may not go there (OUTBOUND_ALLOWED). Check how it is written, or ask an administrator.`,
      );
    }
  }

  /** Whoever was erased while their token was tried: what erases them may have looked before it was there. */
  async #assertNotErased(userId: string): Promise<void> {
    if ((await this.directory.find(userId)) !== undefined) return;
    await this.connections.erase(userId);
    throw new ProblemError('unauthenticated');
  }
}
