import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { StreamStates } from '#libs/event-sourcing';
import { LogHub } from '#libs/history';
import { type PersonEvent, person, personStream } from '#libs/people';
import { BEARER_AUTHENTICATOR, type BearerAuthenticator } from '#libs/rest';
import { LiveGateway } from '../live/live.gateway.js';

/** Whoever was erased, by whichever process, is let in no more: no request, and no connection that is open. */
@Injectable()
export class ErasedPeople implements OnModuleInit, OnModuleDestroy {
  private detach: () => void = () => undefined;

  constructor(
    private readonly hub: LogHub,
    private readonly states: StreamStates,
    private readonly live: LiveGateway,
    @Inject(BEARER_AUTHENTICATOR) private readonly authenticator: BearerAuthenticator,
  ) {}

  onModuleInit(): void {
    this.detach = this.hub.attach((event) => {
      if (event.type === 'PersonErased') this.refuse((event.data as PersonEvent['data']).userId);
    });
  }

  onModuleDestroy(): void {
    this.detach();
  }

  private refuse(userId: string): void {
    this.authenticator.forget(userId);
    this.live.end(userId);
    // known from now on to whoever decides: a launch that was let in a moment ago is refused. If not, it is stopped.
    this.states.of(personStream(userId), person).catch(() => undefined);
  }
}
