import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { OutboundAccess, OutboundClient, type OutboundRules, proxyFor } from '#libs/outbound';
import { SETTINGS, type Settings } from '#libs/settings';
import { BACKING_SERVICES, type BackingServices } from '../stores/backing-services.js';
import { outboundRulesOf } from './outbound-rules-of.js';

/** `@Inject(OUTBOUND_RULES) rules: OutboundRules`. */
export const OUTBOUND_RULES = Symbol('OutboundRules');

const rules = {
  provide: OUTBOUND_RULES,
  inject: [SETTINGS, BACKING_SERVICES],
  useFactory: (settings: Settings, services: BackingServices) => outboundRulesOf(settings, services),
};

const access = {
  provide: OutboundAccess,
  inject: [OUTBOUND_RULES],
  useFactory: (found: OutboundRules): OutboundAccess =>
    new OutboundAccess(found, { proxyFor: (url) => proxyFor(url, process.env) }),
};

const client = {
  provide: OutboundClient,
  inject: [OutboundAccess],
  useFactory: (found: OutboundAccess): OutboundClient => new OutboundClient(found),
};

/** Where addresses may lead that users name, and the client that goes there. Needs BACKING_SERVICES. */
@Module({ providers: [rules, access, client], exports: [rules, access, client] })
export class OutboundModule implements OnApplicationShutdown {
  constructor(@Inject(OutboundClient) private readonly outbound: OutboundClient) {}

  onApplicationShutdown(): Promise<void> {
    return this.outbound.close();
  }
}
