import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SignInSettings } from './sign-in-settings.js';

/** RFC 8707: the API is the resource; only an absolute URI can name one. */
const resourceOf = ({ audience }: SignInSettings) => (URL.canParse(audience) ? { resource: audience } : {});

/** Begins the names of what is kept in the browser. */
export const STORED = 'renku-sessions.';

/** Authorization code flow with PKCE. Who is signed in is kept for all tabs: see docs/adr/0034. */
export const createUserManager = (settings: SignInSettings, home: string): UserManager =>
  new UserManager({
    authority: settings.issuer.replace(/\/$/, ''),
    client_id: settings.clientId,
    scope: settings.scope,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    ...resourceOf(settings),
    userStore: new WebStorageStateStore({ store: localStorage, prefix: STORED }),
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: STORED }),
    // tabs take turns: see Renewal
    automaticSilentRenew: false,
    monitorSession: false,
  });
