import { Injectable } from '@nestjs/common';
import { channelNames, DocumentOutbox } from '#libs/notifications';
import { Metrics } from '#libs/observability';

type Samples = Iterable<readonly [string, number]>;

/** What is still to be told outside the console: looked up when it is scraped, the same in each worker. */
@Injectable()
export class DeliveryMetrics {
  constructor(
    private readonly outbox: DocumentOutbox,
    metrics: Metrics,
  ) {
    const of = (name: string, help: string): { name: string; help: string; label: string } => ({
      ...{ name, help, label: 'channel' },
    });
    metrics.gaugeBy(
      of('deliveries_waiting', 'Notifications or invitations that are still to be told on the channel'),
      () => this.waiting(({ count }) => count),
    );
    metrics.gaugeBy(
      of(
        'delivery_oldest_seconds',
        'Seconds that the longest of them has waited; of invitations, of those whose address was not refused',
      ),
      () => this.waiting(({ since }) => (since === undefined ? 0 : (Date.now() - since.getTime()) / 1000)),
    );
  }

  private waiting(valueOf: (waiting: Awaited<ReturnType<DocumentOutbox['undelivered']>>) => number): Promise<Samples> {
    return Promise.all(
      channelNames.map(async (channel) => [channel, valueOf(await this.outbox.undelivered(channel))] as const),
    );
  }
}
