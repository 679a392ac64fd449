import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { type Held, type ReadModels, StreamStates, systemTiming, type Timing } from '#libs/event-sourcing';
import {
  type Channel,
  type ChannelName,
  channelNames,
  DELIVERY_SETTINGS,
  type DeliverySettings,
  DocumentOutbox,
  EmailChannel,
  InboxQueries,
  InvitationChannel,
  OutboxDelivery,
  RecipientHashes,
  SmtpMailer,
  UnsubscribeLinks,
  WebhookChannel,
} from '#libs/notifications';
import { type Condition, Health, LOGGER, type Logger } from '#libs/observability';
import { OutboundClient } from '#libs/outbound';
import { DATABASE } from '#libs/platform';
import { InvitationsToTell } from '#libs/projects';
import type { ReadModelsConnection } from '#libs/read-models';
import { READ_MODELS } from '#libs/rest';
import { publicUrlOf, SETTINGS, type Settings } from '#libs/settings';
import { LeasedTask } from './leased-task.js';

/** `@Inject(DELIVERY_TIMING) timing: Timing`: where a spec is not to wait as long as people may. */
export const DELIVERY_TIMING = Symbol('DeliveryTiming');

const NAME = 'notification-delivery';

/** Tells people outside the console, on the channels that the operator has set up: each for itself, so that none waits for another's server. */
@Injectable()
export class NotificationDelivery extends LeasedTask implements OnModuleInit {
  private readonly deliveries: readonly { readonly name: string; readonly delivery: OutboxDelivery }[];
  private telling = Promise.resolve();

  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(DELIVERY_SETTINGS) private readonly delivery: DeliverySettings,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly inbox: InboxQueries,
    private readonly invitations: InvitationsToTell,
    private readonly states: StreamStates,
    private readonly outbound: OutboundClient,
    private readonly links: UnsubscribeLinks,
    private readonly recipients: RecipientHashes,
    private readonly outbox: DocumentOutbox,
    health: Health,
    @Optional() @Inject(DELIVERY_TIMING) timing: Timing = systemTiming,
  ) {
    super(database.lease(NAME));
    this.deliveries = this.channels().map((channel) => ({
      name: channel.name,
      delivery: new OutboxDelivery({ outbox, channel, log, timing }),
    }));
    health.add({ name: NAME, check: () => this.condition() });
  }

  async onModuleInit(): Promise<void> {
    const isOn = (channel: ChannelName): boolean => this.deliveries.some(({ name }) => name === channel);
    for (const channel of channelNames.filter((name) => !isOn(name))) {
      const count = await this.outbox.forget(channel);
      if (count > 0)
        this.log.warn({ part: NAME, channel, count }, 'channel is switched off here: what waited on it is told nobody');
    }
  }

  override onApplicationBootstrap(): void {
    if (this.deliveries.length > 0) super.onApplicationBootstrap();
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await this.telling;
  }

  /** The lease goes on at once: what was begun is claimed, and told to its end without it, so that the others wait for no slow server. */
  protected async work({ signal }: Held): Promise<void> {
    this.telling = this.telling.then(() => this.tell(signal));
    const gone = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.telling, gone]);
  }

  private async tell(signal: AbortSignal): Promise<void> {
    const { log } = this;
    const running = this.deliveries.map(({ name, delivery }) =>
      this.repeat(() => delivery.run(signal, () => this.failures.succeeded()), {
        name: `${NAME}:${name}`,
        ...{ signal, log },
      }),
    );
    await Promise.all(running);
  }

  private channels(): readonly Channel[] {
    return [...this.byEmail(), ...this.byWebhook()];
  }

  private byEmail(): readonly Channel[] {
    const { SMTP_URL: url, EMAIL_FROM: from } = this.settings;
    if (this.delivery.email === 'off' || url === undefined || from === undefined) return [];
    const { directory, inbox, invitations, links, outbox, readModels, recipients, states, delivery } = this;
    const publicUrl = publicUrlOf(this.settings);
    const mailer = new SmtpMailer({ url, from, domain: new URL(publicUrl).hostname });
    return [
      new EmailChannel({ settings: delivery, publicUrl, mailer, directory, inbox, links, readModels, states }),
      new InvitationChannel({ publicUrl, sender: from, mailer, invitations, recipients, outbox }),
    ];
  }

  private byWebhook(): readonly Channel[] {
    const { NOTIFICATION_WEBHOOK_URL: url, NOTIFICATION_WEBHOOK_SECRET: secret } = this.settings;
    if (url === undefined || secret === undefined) return [];
    const { inbox, outbound, readModels } = this;
    return [new WebhookChannel({ url, secret, outbound, inbox, readModels })];
  }

  private condition(): Condition {
    if (this.deliveries.length === 0)
      return { status: 'up', detail: 'off: neither EMAIL_NOTIFICATIONS nor NOTIFICATION_WEBHOOK_URL' };
    const problems = this.deliveries.flatMap(({ name, delivery: { problem } }) =>
      problem === undefined
        ? []
        : [{ name, detail: problem, advice: `see ${name === 'webhook' ? 'NOTIFICATION_WEBHOOK_URL' : 'SMTP_URL'}` }],
    );
    return this.conditionOf(NAME, problems);
  }
}
