import { Inject, Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { PROJECT_ACCESS_LOOKUP, type ProjectAccessLookup } from '#libs/access';
import type { EventStore, ReadModels } from '#libs/event-sourcing';
import { HistoryQueries, ProjectChannels } from '#libs/history';
import { InboxChannels, InboxPast } from '#libs/notifications';
import {
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  ProblemError,
  READ_MODELS,
  REPORT_ERROR,
  type ReportError,
  toProblem,
} from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import { Listeners } from './listeners.js';
import { LiveListener, type LiveListenerParts } from './live-listener.js';
import { liveMessages } from './live-messages.js';

/** Of a person, at one time: a tab has one. */
const CONNECTIONS = 30;

interface Admitted {
  listener: LiveListener;
}

/** Of a connection that was admitted; there are no others. */
export const listenerOf = ({ data }: Socket): LiveListener => (data as Admitted).listener;

/** Who may open a connection: whoever brings a good token. Their listener is the connection's from then on. */
@Injectable()
export class SocketAdmission {
  private readonly parts: LiveListenerParts;

  constructor(
    private readonly listeners: Listeners,
    channels: ProjectChannels,
    history: HistoryQueries,
    inboxes: InboxChannels,
    inboxPast: InboxPast,
    @Inject(BEARER_AUTHENTICATOR) authenticator: BearerAuthenticator,
    @Inject(READ_MODELS) readModels: ReadModels,
    @Inject(PROJECT_ACCESS_LOOKUP) projects: ProjectAccessLookup,
    @Inject(EVENT_STORE) log: EventStore,
    @Inject(REPORT_ERROR) report: ReportError,
  ) {
    this.parts = { listeners, log, channels, history, inboxes, inboxPast, authenticator, readModels, projects, report };
  }

  /** Rejects with the problem that a refusal is. */
  async admit(socket: Socket): Promise<void> {
    const { success, data } = liveMessages.authenticate.safeParse(socket.handshake.auth);
    if (!success) throw new ProblemError('unauthenticated', 'Send an access token: io(url, {auth: {token}}).');
    const principal = await this.authenticate(data.token);
    if (this.listeners.of(principal.userId).size >= CONNECTIONS)
      throw new ProblemError('too-many-requests', `You have ${CONNECTIONS} connections open already: close some.`);
    this.keep(socket, new LiveListener(socket, data.token, principal, this.parts));
  }

  /** Throws where the connection broke off while the token was looked at: nobody would tell of its end any more. */
  private keep(socket: Socket, listener: LiveListener): void {
    if (socket.conn.readyState !== 'open') throw new ProblemError('not-found', 'The connection was closed.');
    (socket.data as Admitted).listener = listener;
    this.listeners.add(listener);
    const leave = (): void => {
      this.listeners.remove(listener);
      listener.close();
    };
    // one that breaks off before it is a socket never disconnects; one that disconnects may leave its connection open
    socket.conn.once('close', leave);
    socket.once('disconnect', leave);
  }

  private async authenticate(token: string): ReturnType<BearerAuthenticator['authenticate']> {
    try {
      return await this.parts.authenticator.authenticate(token);
    } catch (error) {
      if (toProblem(error).code === 'internal') this.parts.report(error, 'live');
      throw error;
    }
  }
}
