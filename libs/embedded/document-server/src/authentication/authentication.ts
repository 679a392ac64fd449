import { CommandError } from '../errors.js';
import { ScramConversation } from './scram-conversation.js';
import type { ScramCredentials } from './scram-credentials.js';

/** A step of an exchange, as it is answered. */
export interface Step {
  readonly payload: string;
  /** The client need not ask once more. */
  readonly isDone: boolean;
}

/** Who one connection is: nobody until it has shown a user's password, and whoever it likes where the server has no users. */
export class Authentication {
  private conversation: ScramConversation | undefined;
  private skipsEmptyExchange = false;
  private known: string | undefined;

  constructor(private readonly users: ReadonlyMap<string, ScramCredentials>) {}

  /** The server has users. */
  get isAsked(): boolean {
    return this.users.size > 0;
  }

  get isGiven(): boolean {
    return !this.isAsked || this.known !== undefined;
  }

  get user(): string | undefined {
    return this.known;
  }

  /** @throws CommandError AuthenticationFailed */
  begin(payload: string, skipsEmptyExchange: boolean): Step {
    this.conversation = new ScramConversation(this.users);
    this.skipsEmptyExchange = skipsEmptyExchange;
    return { payload: this.conversation.begin(payload), isDone: false };
  }

  /** @throws CommandError AuthenticationFailed */
  goOn(payload: string): Step {
    if (this.conversation === undefined) return this.end(payload);
    const { conversation } = this;
    this.conversation = undefined;
    const { user, answer } = conversation.finish(payload);
    this.known = user;
    return { payload: answer, isDone: this.skipsEmptyExchange };
  }

  /** Clients of old end with an empty message. */
  private end(payload: string): Step {
    if (this.known !== undefined && payload === '') return { payload: '', isDone: true };
    throw new CommandError('AuthenticationFailed', 'Authentication failed: there is no exchange to go on with.');
  }
}
