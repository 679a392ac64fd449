import type { AccessTokens } from '../api/api-client.js';
import { problemWords } from '../api/problem.js';
import {
  authorizationUrl,
  type ConsoleSettings,
  discover,
  type Provider,
  readSettings,
  redeemCode,
  redeemRefreshToken,
  SignInOver,
  signOutUrl,
  type Tokens,
} from './open-id.js';
import { ownAddress } from './own-address.js';
import { challengeOf, randomText } from './proof-key.js';
import { clear, load, store } from './tab-storage.js';

export type SignInState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'signed-out'; readonly message?: string; readonly isDemo: boolean }
  | { readonly kind: 'signed-in' };

interface Attempt {
  readonly state: string;
  readonly verifier: string;
  readonly returnTo: string;
}

const RENEW_BEFORE_MS = 60_000;
const STILL_FRESH_MS = 20_000;
const home = (): string => `${location.origin}/`;

/** Who uses this tab. Tokens live in memory, and in the tab's own storage to survive a reload. */
export class SignIn implements AccessTokens {
  state: SignInState = { kind: 'starting' };
  private settings: ConsoleSettings | undefined;
  private provider: Provider | undefined;
  private tokens: Tokens | undefined;
  private renewal: Promise<string> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly watchers = new Set<() => void>();
  private readonly renewed = new Set<(token: string) => void>();

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  onRenewed(listener: (token: string) => void): () => void {
    this.renewed.add(listener);
    return () => this.renewed.delete(listener);
  }

  /** Finishes a sign-in that comes back from the provider, or goes on with the tab's own. */
  async start(): Promise<void> {
    try {
      this.settings = await readSettings();
      const address = ownAddress(location.href, this.settings.issuer);
      if (address !== undefined) return location.replace(address);
      this.provider = await discover(this.settings);
      await this.resume();
    } catch (error) {
      this.become({ kind: 'unavailable', message: problemWords(error) });
    }
  }

  async begin({ switchUser = false } = {}): Promise<void> {
    const { provider, settings } = this.known();
    const attempt: Attempt = {
      state: randomText(),
      verifier: randomText(),
      returnTo: location.pathname + location.search,
    };
    store('attempt', attempt);
    const challenge = await challengeOf(attempt.verifier);
    const request = { state: attempt.state, challenge, redirectUri: home(), switchUser };
    location.assign(authorizationUrl(provider, settings, request));
  }

  signOut(): void {
    const { provider, settings } = this.known();
    const url = signOutUrl(provider, settings, this.tokens?.idToken, home());
    this.forget();
    if (url === undefined) this.become(this.signedOut());
    else location.assign(url);
  }

  async fresh(): Promise<string> {
    if (this.tokens === undefined) throw new SignInOver('You are signed out.');
    return this.tokens.expiresAt - Date.now() > STILL_FRESH_MS ? this.tokens.accessToken : this.renew();
  }

  /** Once for all who ask at the same time, because a refresh token is good for one use. */
  renew(): Promise<string> {
    this.renewal ??= this.redeem().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async redeem(): Promise<string> {
    const { provider, settings } = this.known();
    try {
      if (this.tokens === undefined) throw new SignInOver('You are signed out.');
      this.keep(await redeemRefreshToken(provider, settings, this.tokens));
    } catch (error) {
      if (error instanceof SignInOver) this.end('Your sign-in has ended. Sign in again to go on.');
      throw error;
    }
    const token = this.tokens.accessToken;
    for (const listener of this.renewed) listener(token);
    return token;
  }

  private async resume(): Promise<void> {
    const answer = new URLSearchParams(location.search);
    if (answer.has('state') && (answer.has('code') || answer.has('error'))) return this.finish(answer);
    const tokens = load('tokens') as Tokens | undefined;
    if (tokens === undefined) return this.become(this.signedOut());
    this.keep(tokens);
    this.become({ kind: 'signed-in' });
  }

  private async finish(answer: URLSearchParams): Promise<void> {
    const attempt = load('attempt') as Attempt | undefined;
    clear('attempt');
    history.replaceState(null, '', attempt?.returnTo ?? '/');
    const code = answer.get('code');
    if (attempt === undefined || attempt.state !== answer.get('state'))
      return this.become(this.signedOut('That sign-in was begun elsewhere. Sign in again.'));
    if (code === null) {
      const kept = load('tokens') as Tokens | undefined;
      if (kept === undefined)
        return this.become(this.signedOut(answer.get('error_description') ?? 'Signing in did not work.'));
      this.keep(kept);
      return this.become({ kind: 'signed-in' });
    }
    const { provider, settings } = this.known();
    this.keep(await redeemCode(provider, settings, { code, verifier: attempt.verifier, redirectUri: home() }));
    this.become({ kind: 'signed-in' });
  }

  private keep(tokens: Tokens): void {
    this.tokens = tokens;
    store('tokens', tokens);
    clearTimeout(this.timer);
    const left = tokens.expiresAt - Date.now();
    const delay = Math.max(1000, left - Math.min(RENEW_BEFORE_MS, left / 5));
    this.timer = setTimeout(() => void this.renew().catch(() => undefined), delay);
  }

  private end(message: string): void {
    this.forget();
    this.become(this.signedOut(message));
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.tokens = undefined;
    clear('tokens');
  }

  private signedOut(message?: string): SignInState {
    const isDemo = this.settings?.issuer === `${location.origin}/oidc`;
    return { kind: 'signed-out', isDemo, ...(message === undefined ? {} : { message }) };
  }

  private known(): { provider: Provider; settings: ConsoleSettings } {
    if (this.provider === undefined || this.settings === undefined)
      throw new Error('The identity provider is not known yet.');
    return { provider: this.provider, settings: this.settings };
  }

  private become(state: SignInState): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}
