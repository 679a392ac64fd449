import { Global, Module } from '@nestjs/common';
import { Authenticator, TokenVerifier, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { BACKING_SERVICES, type BackingServices, UserDirectoryModule } from '#libs/platform';
import { BEARER_AUTHENTICATOR, type BearerAuthenticator } from '#libs/rest';
import { SETTINGS, type Settings } from '#libs/settings';
import { SIGN_IN, type SignIn } from '../operations/console.controller.js';

const providers = [
  {
    provide: BEARER_AUTHENTICATOR,
    inject: [SETTINGS, BACKING_SERVICES, USER_DIRECTORY],
    useFactory: (
      { OIDC_AUDIENCE: audience, OIDC_ROLES_CLAIM: rolesClaim }: Settings,
      { issuer, isLocalIssuer }: BackingServices,
      directory: UserDirectory,
    ): BearerAuthenticator => {
      const verifier = new TokenVerifier({ issuer, audience, rolesClaim });
      // the local provider's address changes with the port; its people stay the same
      return new Authenticator({ verifier, directory, realm: isLocalIssuer ? 'local' : undefined });
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
@Module({ imports: [UserDirectoryModule], providers, exports: providers })
export class IdentityModule {}
