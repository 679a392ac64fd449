import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger, logTo } from '#libs/observability';
import { SETTINGS, type Settings } from '#libs/settings';
import { createLocalOpenIdProvider, type LocalOpenIdProvider } from './local-openid-provider.js';

/** `@Inject(LOCAL_ISSUER) issuer: string`: where the local provider is, or would be. */
export const LOCAL_ISSUER = Symbol('LocalIssuer');

/** `LocalOpenIdProvider | undefined`: none where the settings name another one. */
export const LOCAL_OPENID_PROVIDER = Symbol('LocalOpenIdProvider');

const create = async (settings: Settings, issuer: string, logger: Logger): Promise<LocalOpenIdProvider | undefined> => {
  if (settings.OIDC_ISSUER !== undefined) return undefined;
  const { origin } = new URL(issuer);
  return createLocalOpenIdProvider({
    issuer,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    audience: settings.OIDC_AUDIENCE,
    redirectUris: [`${origin}/`, `${origin.replace('127.0.0.1', 'localhost')}/`],
    log: logTo(logger, 'local-openid-provider'),
  });
};

/** Demo users, for one person's own machine. Whoever has an HTTP server mounts it. */
@Module({})
export class LocalOpenIdProviderModule implements OnApplicationShutdown {
  constructor(@Inject(LOCAL_OPENID_PROVIDER) private readonly provider: LocalOpenIdProvider | undefined) {}

  /** `origin`: where it will be mounted. */
  static at(origin: string): DynamicModule {
    const providers = [
      { provide: LOCAL_ISSUER, useValue: `${origin}/oidc` },
      { provide: LOCAL_OPENID_PROVIDER, inject: [SETTINGS, LOCAL_ISSUER, LOGGER], useFactory: create },
    ];
    return { module: LocalOpenIdProviderModule, global: true, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.provider?.close();
  }
}
