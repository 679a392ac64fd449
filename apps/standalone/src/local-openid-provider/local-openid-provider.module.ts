import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger, logTo } from '#libs/observability';
import { SETTINGS, type Settings } from '#libs/settings';
import type { ConsoleAddresses } from './console-addresses.js';
import { createLocalOpenIdProvider, type LocalOpenIdProvider } from './local-openid-provider.js';

/** `@Inject(LOCAL_ISSUER) issuer: string`: where the local provider is, or would be. */
export const LOCAL_ISSUER = Symbol('LocalIssuer');

/** `LocalOpenIdProvider | undefined`: none where the settings name another one. */
export const LOCAL_OPENID_PROVIDER = Symbol('LocalOpenIdProvider');

const create =
  (issuer: string, consoles: ConsoleAddresses) =>
  async (settings: Settings, logger: Logger): Promise<LocalOpenIdProvider | undefined> => {
    if (settings.OIDC_ISSUER !== undefined) return undefined;
    return createLocalOpenIdProvider({
      issuer,
      host: settings.HOST,
      dataDir: settings.DATA_DIR,
      audience: settings.OIDC_AUDIENCE,
      consoles,
      log: logTo(logger, 'local-openid-provider'),
    });
  };

/** Demo users, for one person's own machine. Whoever has an HTTP server mounts it. */
@Module({})
export class LocalOpenIdProviderModule implements OnApplicationShutdown {
  constructor(@Inject(LOCAL_OPENID_PROVIDER) private readonly provider: LocalOpenIdProvider | undefined) {}

  /** `origin`: where it will be mounted, beside the console. */
  static besideConsole(origin: string): DynamicModule {
    return at(origin, { redirectUris: [`${origin}/`, `${origin.replace('127.0.0.1', 'localhost')}/`] });
  }

  /** `origin`: where it will be mounted; the consoles are other processes. */
  static forConsolesOfThisMachine(origin: string): DynamicModule {
    return at(origin, { redirectUris: ['http://127.0.0.1/', 'http://localhost/'], onAnyPort: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.provider?.close();
  }
}

const at = (origin: string, consoles: ConsoleAddresses): DynamicModule => {
  const issuer = `${origin}/oidc`;
  const providers = [
    { provide: LOCAL_ISSUER, useValue: issuer },
    { provide: LOCAL_OPENID_PROVIDER, inject: [SETTINGS, LOGGER], useFactory: create(issuer, consoles) },
  ];
  return { module: LocalOpenIdProviderModule, global: true, providers, exports: providers };
};
