import { Body, Controller, Get, HttpCode, Inject, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { StreamStates } from '#libs/event-sourcing';
import { Answer, Api, Caller, done, InContext, Operation, type PersonalContext, ProblemError } from '#libs/rest';
import { DELIVERY_SETTINGS, type DeliverySettings, isWantedByEmail } from '../delivery/delivery-settings.js';
import { delivery, deliveryStream } from '../delivery.js';
import { notificationKinds } from '../notifications.events.js';
import { notificationsProblems } from '../notifications.rejections.js';
import { ChooseDelivery } from '../write/choose-delivery.js';
import { notificationSettingsBody, notificationSettingsView } from './notification-settings.dto.js';

type View = z.infer<typeof notificationSettingsView>;

@Api('Notifications')
@Controller('me/notification-settings')
export class NotificationSettingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly states: StreamStates,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
    @Inject(USER_DIRECTORY) private readonly directory: Pick<UserDirectory, 'emailOf'>,
  ) {}

  @Get()
  @Operation({
    id: 'getNotificationSettings',
    summary: 'Of what you are told by e-mail, beside your inbox',
    answers: { 200: notificationSettingsView },
  })
  async get(@Caller() { userId }: Principal): Promise<View> {
    const [{ state }, address] = await Promise.all([
      this.states.of(deliveryStream(userId), delivery),
      this.directory.emailOf(userId),
    ]);
    const kinds = notificationKinds.map((kind) => [kind, isWantedByEmail(this.settings, state, kind)] as const);
    const email = { available: this.settings.email !== 'off', hasAddress: address !== undefined };
    return notificationSettingsView.parse({ email: { ...email, kinds: Object.fromEntries(kinds) } });
  }

  @Put()
  @HttpCode(204)
  @Operation({
    id: 'chooseNotifications',
    summary: 'Choose of what you are told by e-mail',
    answers: { 204: 'nothing' },
    refusals: [notificationsProblems['email-unavailable']],
  })
  async choose(
    @InContext() context: PersonalContext,
    @Body({ schema: notificationSettingsBody }) { email }: z.infer<typeof notificationSettingsBody>,
  ): Promise<Answer<undefined>> {
    if (this.settings.email === 'off') throw new ProblemError(notificationsProblems['email-unavailable']);
    const { userId } = context.principal;
    return done(await this.commands.execute(new ChooseDelivery({ userId, kinds: email.kinds }, context)));
  }
}
