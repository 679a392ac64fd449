import type { Context, Provider } from 'oidc-provider/lib/provider.js';
import { demoUserNamed, demoUsers } from './demo-users.js';

export const demoUserGrantType = 'urn:renku-sessions:grant:demo-user';
export const tokenClientId = 'renku-sessions-token';

interface DemoUserGrant {
  readonly audience: string;
  readonly resourceServer: object;
  readonly InvalidRequest: new (description: string) => Error;
}

/**
 * An access token for a named demo user without a browser. Only the token command's client may ask, and its secret lies in
 * the data directory: who can read that can read everything else as well.
 */
export const addDemoUserGrant = (provider: Provider, { audience, resourceServer, InvalidRequest }: DemoUserGrant) => {
  const handle = async (context: Context): Promise<void> => {
    const { client, params } = context.oidc;
    const user = demoUserNamed(params['username']);
    if (user === undefined) {
      const names = demoUsers.map(({ username }) => username).join(', ');
      throw new InvalidRequest(`there is no demo user ${JSON.stringify(params['username'] ?? '')}; there are ${names}`);
    }
    const grant = new provider.Grant({ clientId: client.clientId, accountId: user.username });
    grant.addOIDCScope('openid');
    const token = new provider.AccessToken({
      accountId: user.username,
      client,
      grantId: await grant.save(),
      gty: 'demo_user',
    });
    token.resourceServer = new provider.ResourceServer(audience, resourceServer);
    context.body = { access_token: await token.save(), token_type: token.tokenType, expires_in: token.expiration };
  };
  provider.registerGrantType(demoUserGrantType, handle, ['username']);
};
