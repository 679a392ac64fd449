import type { FastifyInstance } from 'fastify';
import {
  Authenticator,
  DocumentUserDirectory,
  TokenVerifier,
  type UserDirectory,
  type UserDirectoryCollection,
} from '#libs/access';
import { type Logger, logTo } from '#libs/observability';
import type { Settings } from '#libs/settings';
import { createLocalOpenIdProvider, type LocalOpenIdProvider } from './local-openid-provider/local-openid-provider.js';
import { mountOnFastify } from './local-openid-provider/mount-on-fastify.js';

/** Who people are: the provider that the settings name, or the local one, mounted on the API's own server. */
export interface Identity {
  readonly authenticator: Authenticator;
  readonly directory: UserDirectory;
  /** To be called before the API listens. */
  readonly mount: (fastify: FastifyInstance) => void;
  /** What the console needs to sign somebody in. */
  readonly signIn: { readonly issuer: string; readonly clientId: string; readonly audience: string };
  close(): Promise<void>;
}

const LOCAL_PATH = '/oidc';

interface Parts {
  readonly settings: Settings;
  /** Where the API will listen. */
  readonly origin: string;
  readonly people: UserDirectoryCollection;
  readonly logger: Logger;
}

export const createIdentity = async ({ settings, origin, people, logger }: Parts): Promise<Identity> => {
  const local = settings.OIDC_ISSUER === undefined ? await startLocal(settings, origin, logger) : undefined;
  const issuer = local?.issuer ?? settings.OIDC_ISSUER ?? '';
  const { OIDC_AUDIENCE: audience, OIDC_ROLES_CLAIM: rolesClaim, OIDC_CLIENT_ID } = settings;
  const directory = await DocumentUserDirectory.open(people);
  const verifier = new TokenVerifier({ issuer, audience, rolesClaim });
  return {
    directory,
    // the local provider's address changes with the port; its people stay the same
    authenticator: new Authenticator({ verifier, directory, realm: local && 'local' }),
    mount: (fastify) => mountOnFastify(fastify, () => local),
    signIn: { issuer, audience, clientId: local?.clientId ?? OIDC_CLIENT_ID },
    close: async () => local?.close(),
  };
};

const startLocal = (settings: Settings, origin: string, logger: Logger): Promise<LocalOpenIdProvider> =>
  createLocalOpenIdProvider({
    issuer: `${origin}${LOCAL_PATH}`,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    audience: settings.OIDC_AUDIENCE,
    redirectUris: [`${origin}/`, `${origin.replace('127.0.0.1', 'localhost')}/`],
    log: logTo(logger, 'local-openid-provider'),
  });
