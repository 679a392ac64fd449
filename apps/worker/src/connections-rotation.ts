import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONNECTIONS, type Connections } from '#libs/connections';
import { LOGGER, type Logger } from '#libs/observability';

/** At its start, brings tokens that older keys encrypt under the newest one. Of two workers at it, each step is one's. */
@Injectable()
export class ConnectionsRotation implements OnApplicationBootstrap, OnApplicationShutdown {
  private under = Promise.resolve();

  constructor(
    @Inject(CONNECTIONS) private readonly connections: Connections,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.under = this.rotate();
  }

  onApplicationShutdown(): Promise<void> {
    return this.under;
  }

  private async rotate(): Promise<void> {
    const part = 'connections';
    try {
      const { changed, unreadable } = await this.connections.reencrypt();
      if (changed > 0) this.logger.info({ part, changed }, 'connections brought under the newest key');
      if (unreadable > 0)
        this.logger.warn(
          { part, unreadable },
          'connections cannot be read: their key is gone from CONNECTIONS_KEYS, or from the file of keys in DATA_DIR',
        );
    } catch (error) {
      this.logger.error({ part, error }, 'connections are not all under the newest key: the next start tries again');
    }
  }
}
