import { t } from '@lingui/core/macro';
import { ErrorResponse, User, type UserManager } from 'oidc-client-ts';
import type { AccessTokens } from '../api/access-tokens.js';
import { problemWords } from '../api/problem.js';
import { Unreachable } from '../api/unreachable.js';
import { createUserManager, STORED } from './create-user-manager.js';
import { erasePerson } from './erase-person.js';
import { leaveSessions } from './leave-sessions.js';
import { ownAddress } from './own-address.js';
import { Renewal } from './renewal.js';
import { SignInOver } from './sign-in-over.js';
import { readSignInSettings, type SignInSettings } from './sign-in-settings.js';

export type SignInState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unavailable'; readonly message: string }
  | {
      readonly kind: 'signed-out';
      readonly message?: string;
      readonly isDemo: boolean;
      /** It could not be renewed: whoever was signed in did not mean to go, and may come back. */
      readonly hasEnded: boolean;
    }
  | { readonly kind: 'signed-in' };

const STILL_FRESH_SECONDS = 20;
/** Changes when a sign-in has ended, so that other tabs know it from a sign-out. */
const ENDED = `${STORED}ended`;
/** The page of a tab that was opened to sign in for another one, before and after. */
const beside = { before: '/#sign-in', after: '/#signed-in' };

const hasEndedWords = (): string => t`Your sign-in has ended. Sign in again to go on.`;

const personOf = (stored: string): string => User.fromStorageString(stored).profile.sub;

/** Who uses this browser: in every tab the same person. */
export class SignIn implements AccessTokens {
  state: SignInState = { kind: 'starting' };
  private settings: SignInSettings | undefined;
  private manager: UserManager | undefined;
  private renewal: Renewal | undefined;
  /** The access token that was handed out last. */
  private token: string | undefined;
  /** Whose console this tab has shown last. */
  private person: string | undefined;
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

  /** Finishes a sign-in that comes back from the provider, or goes on with what the browser keeps. */
  async start(): Promise<void> {
    try {
      this.settings = await readSignInSettings();
      const address = ownAddress(location.href, this.settings.issuer);
      if (address !== undefined) return location.replace(address);
      this.manager = createUserManager(this.settings, `${location.origin}/`);
      await this.manager.metadataService.getMetadata();
      await this.resume(this.manager);
      this.follow(this.manager);
      await this.comeAndGo();
    } catch (error) {
      const reason = error instanceof TypeError ? new Unreachable(error) : error;
      this.become({ kind: 'unavailable', message: problemWords(reason) });
    }
  }

  async begin({ switchUser = false, state = location.pathname + location.search } = {}): Promise<void> {
    if (switchUser) await this.leaveSessions();
    await this.known().signinRedirect({ state, ...(switchUser && { prompt: 'login' }) });
  }

  /** In another tab, so that this one keeps what it shows. */
  beginBeside(): void {
    open(beside.before);
  }

  async signOut(): Promise<void> {
    await this.leaveSessions();
    const { end_session_endpoint } = await this.known().metadataService.getMetadata();
    if (end_session_endpoint !== undefined) return this.known().signoutRedirect();
    await this.known().removeUser();
    this.become(this.signedOut());
  }

  /**
   * Has the person erased, who is signed out everywhere before: a tab that renewed its token after the erasure would make
   * somebody new of them.
   */
  async erase(): Promise<void> {
    const token = await this.fresh();
    await this.known().removeUser();
    this.become(this.signedOut(await erasePerson(token, location.origin)));
  }

  /** Waits for the same person to come back where nobody is signed in. */
  async fresh(): Promise<string> {
    const user = await this.known().getUser();
    if (user === null) return this.again();
    if ((user.expires_in ?? 0) <= STILL_FRESH_SECONDS) return this.renew(user.access_token);
    this.take(user.access_token);
    return user.access_token;
  }

  /** Waits as `fresh` does. */
  async renew(old: string): Promise<string> {
    try {
      const token = await this.instead(old);
      this.take(token);
      return token;
    } catch (error) {
      if (error instanceof SignInOver) return this.again();
      throw error;
    }
  }

  private async leaveSessions(): Promise<void> {
    const user = await this.known().getUser();
    if (user === null) return;
    const tokens = { fresh: () => Promise.resolve(user.access_token), renew: (old: string) => this.instead(old) };
    await leaveSessions(tokens, location.origin);
  }

  /** Rejects with `SignInOver` where the provider gives no other. */
  private instead(old: string): Promise<string> {
    this.renewal ??= new Renewal(this.known());
    return this.renewal.instead(old);
  }

  /** That of the next sign-in. */
  private async again(): Promise<string> {
    const back = new Promise<void>((resolve) => {
      const stop = this.watch(() => {
        if (this.state.kind !== 'signed-in') return;
        stop();
        resolve();
      });
    });
    await this.end();
    await back;
    return this.fresh();
  }

  private take(token: string): void {
    const isNew = this.token !== undefined && this.token !== token;
    this.token = token;
    if (isNew) for (const listener of this.renewed) listener(token);
  }

  private async resume(manager: UserManager): Promise<void> {
    const answer = new URLSearchParams(location.search);
    const isBack = answer.has('state') && (answer.has('code') || answer.has('error'));
    const problem = isBack ? await this.finish(manager) : undefined;
    const user = await manager.getUser();
    this.token = user?.access_token;
    this.person = user?.profile.sub;
    this.become(user === null ? this.signedOut(problem) : { kind: 'signed-in' });
  }

  /** Of a tab that was opened to sign in for another one. */
  private async comeAndGo(): Promise<void> {
    const here = `/${location.hash}`;
    if (here === beside.before && this.state.kind === 'signed-out') await this.begin({ state: beside.after });
    if (here === beside.after && this.state.kind === 'signed-in') close();
  }

  /** Resolves to why it did not work. */
  private async finish(manager: UserManager): Promise<string | undefined> {
    try {
      const { state } = await manager.signinRedirectCallback();
      history.replaceState(null, '', typeof state === 'string' ? state : '/');
      return undefined;
    } catch (error) {
      if (error instanceof TypeError) throw error;
      const isRefusal = error instanceof ErrorResponse;
      history.replaceState(null, '', isRefusal && typeof error.state === 'string' ? error.state : '/');
      return isRefusal ? error.message : t`That sign-in was begun elsewhere. Sign in again.`;
    }
  }

  /** Renews before it is too late, and does what is done in another tab. */
  private follow(manager: UserManager): void {
    manager.events.addAccessTokenExpiring(() => {
      if (this.token !== undefined) void this.renew(this.token).catch(() => undefined);
    });
    addEventListener('storage', ({ key, newValue }) => {
      if (key === ENDED) this.lose(this.signedOut(hasEndedWords(), true));
      if (key?.startsWith(`${STORED}user:`) !== true) return;
      if (newValue === null) this.lose(this.signedOut());
      else if (personOf(newValue) === this.person) this.goOn();
      else this.makeWay();
    });
  }

  /** Of whom nothing else is said already: what was asked before an erasure is refused after it. */
  private async end(): Promise<void> {
    if (this.state.kind !== 'signed-in') return;
    localStorage.setItem(ENDED, crypto.randomUUID());
    await this.known().removeUser();
    this.lose(this.signedOut(hasEndedWords(), true));
  }

  private lose(state: SignInState): void {
    if (this.state.kind === 'signed-in') this.become(state);
  }

  private goOn(): void {
    if (this.state.kind !== 'signed-in') this.become({ kind: 'signed-in' });
    void this.fresh().catch(() => undefined);
  }

  /** For another person: what this one has typed is gone before, so that nobody is asked about it. */
  private makeWay(): void {
    this.become({ kind: 'starting' });
    setTimeout(() => location.reload());
  }

  private signedOut(message?: string, hasEnded = false): SignInState {
    const isDemo = this.settings?.issuer === `${location.origin}/oidc`;
    return { kind: 'signed-out', isDemo, hasEnded, ...(message === undefined ? {} : { message }) };
  }

  private known(): UserManager {
    if (this.manager === undefined) throw new Error('The identity provider is not known yet.');
    return this.manager;
  }

  private become(state: SignInState): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}
