import { Global, Module } from '@nestjs/common';
import { createTicketIssuer } from '#libs/access';
import { SESSION_TICKETS, type SessionTickets } from '#libs/launches';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '#libs/platform';
import { SETTINGS, type Settings, sessionUrlOf } from '#libs/settings';

const provider = {
  provide: SESSION_TICKETS,
  inject: [SETTINGS, SESSION_ACCESS_SECRET],
  useFactory: (settings: Settings, secret: string): SessionTickets =>
    createTicketIssuer({ secret, publicUrlOf: (launchId) => sessionUrlOf(settings, launchId) }),
};

/** The API's half of the way into a session: tickets, which a gateway redeems. */
@Global()
@Module({ imports: [SessionAccessModule], providers: [provider], exports: [provider] })
export class SessionTicketsModule {}
