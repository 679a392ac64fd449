import { Global, Module } from '@nestjs/common';
import { createWayIn } from '#libs/access';
import { WAY_IN, type WayIn } from '#libs/launches';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '#libs/platform';
import { SETTINGS, type Settings, sessionUrlOf } from '#libs/settings';

const provider = {
  provide: WAY_IN,
  inject: [SETTINGS, SESSION_ACCESS_SECRET],
  useFactory: (settings: Settings, secret: string): WayIn =>
    createWayIn({ secret, publicUrlOf: (launchId) => sessionUrlOf(settings, launchId) }),
};

/** The API's half of the way into a session: tickets, which a gateway redeems. */
@Global()
@Module({ imports: [SessionAccessModule], providers: [provider], exports: [provider] })
export class SessionTicketsModule {}
