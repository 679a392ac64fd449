import type { AuthenticatedPrincipal } from '../authentication/authenticator.js';
import { InvalidTokenError } from '../authentication/invalid-token-error.js';
import type { GlobalRole } from '../authentication/principal.js';
import type { UserDirectory } from '../authentication/user-directory.js';
import type { PersonalTokens } from './personal-tokens.js';

/** From a token that a person made for a program to a principal: the person, as long as the directory knows them. */
export class PersonalTokenAuthentication {
  constructor(
    private readonly tokens: Pick<PersonalTokens, 'bearerOf' | 'sawRoles'>,
    private readonly directory: Pick<UserDirectory, 'find'>,
  ) {}

  /** Throws `InvalidTokenError`. Nothing is remembered: what was revoked elsewhere is refused here at once. */
  async authenticate(secret: string): Promise<AuthenticatedPrincipal> {
    const bearer = await this.tokens.bearerOf(secret);
    const person = bearer && (await this.directory.find(bearer.userId));
    if (bearer === undefined || person === undefined) throw new InvalidTokenError('unknown');
    return { ...bearer, displayName: person.displayName };
  }

  sawRoles(userId: string, roles: ReadonlySet<GlobalRole>): Promise<void> {
    return this.tokens.sawRoles(userId, roles);
  }
}
