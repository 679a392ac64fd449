import { NestFactory } from '@nestjs/core';
import { BACKING_SERVICES, type BackingServices, nestOptions } from '#libs/platform';
import type { ProcessContext, Running } from '#libs/process';
import { localUrl } from '#libs/settings';
import type { BegunServers } from './begin-embedded-servers.js';
import type { LocalOpenIdProvider } from './local-openid-provider/local-openid-provider.js';
import { LOCAL_OPENID_PROVIDER } from './local-openid-provider/local-openid-provider.module.js';
import { StoresProcessModule } from './stores-process.module.js';

/** The embedded servers for processes beside this one. */
export const startStores = async (context: ProcessContext, servers: BegunServers): Promise<Running> => {
  const url = localUrl(context.settings.HOST, context.settings.OPERATIONS_PORT);
  const root = StoresProcessModule.of(context, url, servers);
  const app = await NestFactory.createApplicationContext(root, nestOptions(context));
  const { issuer } = app.get<BackingServices>(BACKING_SERVICES);
  // as a setting, for parts that do not share the data directory; the stores' have passwords: `renku-sessions stores` tells them
  const more = [`OIDC_ISSUER=${issuer}`];
  const provider = app.get<LocalOpenIdProvider | undefined>(LOCAL_OPENID_PROVIDER);
  return { app, url, more, open: provider?.openUrl };
};
