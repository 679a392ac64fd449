import { Module } from '@nestjs/common';
import { loadSessionAccessSecret } from '#libs/access';
import { SETTINGS, type Settings } from '#libs/settings';

/** `@Inject(SESSION_ACCESS_SECRET) secret: string`: what api, gateway and worker share. */
export const SESSION_ACCESS_SECRET = Symbol('SessionAccessSecret');

const provider = {
  provide: SESSION_ACCESS_SECRET,
  inject: [SETTINGS],
  useFactory: (settings: Settings) => loadSessionAccessSecret(settings.SESSION_ACCESS_SECRET, settings.DATA_DIR),
};

/** What lets people, and the worker's probe, into running sessions. */
@Module({ providers: [provider], exports: [provider] })
export class SessionAccessModule {}
