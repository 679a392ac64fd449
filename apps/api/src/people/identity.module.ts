import { Global, Module } from '@nestjs/common';
import {
  Authenticator,
  PERSONAL_TOKENS,
  PersonalTokenAuthentication,
  type PersonalTokens,
  TokenVerifier,
  USER_DIRECTORY,
  type UserDirectory,
} from '#libs/access';
import { type Check, Health, LOGGER, type Logger } from '#libs/observability';
import {
  BACKING_SERVICES,
  type BackingServices,
  PersonalTokensModule,
  SignedOutBrowsersModule,
  UserDirectoryModule,
} from '#libs/platform';
import { BEARER_AUTHENTICATOR, type BearerAuthenticator } from '#libs/rest';
import { SETTINGS, type Settings } from '#libs/settings';
import { SIGN_IN, type SignIn } from '../operations/console.controller.js';
import { identityProviderCheck } from './identity-provider-check.js';

/** It is looked for from the start on, before anybody signs in. */
const watchIssuer = (check: Check, health: Health, logger: Logger): void => {
  health.add(check);
  void Promise.resolve(check.check()).then(({ status, problems }) => {
    if (status !== 'up') logger.warn({ problems }, 'the identity provider is not there');
  });
};

const providers = [
  {
    provide: BEARER_AUTHENTICATOR,
    inject: [SETTINGS, BACKING_SERVICES, USER_DIRECTORY, PERSONAL_TOKENS, Health, LOGGER],
    useFactory: (
      { OIDC_AUDIENCE: audience, OIDC_ROLES_CLAIM: rolesClaim }: Settings,
      { issuer, isLocalIssuer }: BackingServices,
      directory: UserDirectory,
      tokens: PersonalTokens,
      health: Health,
      logger: Logger,
    ): BearerAuthenticator => {
      const verifier = new TokenVerifier({ issuer, audience, rolesClaim });
      // one of our own starts with us, or is waited for
      if (!isLocalIssuer) watchIssuer(identityProviderCheck(verifier, issuer), health, logger);
      // the local provider's address changes with the port; its people stay the same
      const personalTokens = new PersonalTokenAuthentication(tokens, directory);
      return new Authenticator({ verifier, directory, personalTokens, realm: isLocalIssuer ? 'local' : undefined });
    },
  },
  {
    provide: SIGN_IN,
    inject: [SETTINGS, BACKING_SERVICES],
    useFactory: ({ OIDC_CLIENT_ID, OIDC_AUDIENCE, OIDC_SCOPE }: Settings, { issuer }: BackingServices): SignIn => ({
      issuer,
      clientId: OIDC_CLIENT_ID,
      audience: OIDC_AUDIENCE,
      scope: OIDC_SCOPE,
    }),
  },
];

/** Who is calling: tokens of the OpenID provider, and the directory of those who bring them. */
@Global()
@Module({
  imports: [UserDirectoryModule, PersonalTokensModule, SignedOutBrowsersModule],
  providers,
  exports: [...providers, SignedOutBrowsersModule],
})
export class IdentityModule {}
