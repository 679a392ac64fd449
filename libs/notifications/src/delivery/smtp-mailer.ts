import type { Transporter } from 'nodemailer';
import { DeliveryFailure } from './delivery-failure.js';

export interface OutgoingEmail {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Which a POST unsubscribes; absent: it is of nothing that goes on. */
  readonly unsubscribe?: string;
}

interface Options {
  /** `smtp[s]://user:password@host:port`. */
  readonly url: string;
  readonly from: string;
  /** Names messages beside their id. */
  readonly domain: string;
  /** PEM: certificates that are trusted beside the public ones. */
  readonly ca?: string;
  /** Of silence, until the server has greeted. */
  readonly timeoutMs?: number;
  /** Of all of a message, however much the server says meanwhile, or little: what it takes after we have gone is told anew. */
  readonly deadlineMs?: number;
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  /** All of the answer. */
  readonly response?: string;
}

const TIMEOUT_MS = 20_000;
const DEADLINE_MS = 120_000;

/** What a server says of one recipient or one message, not of the whole of what we send it. 421: it goes away. */
const isOfMessage = (command: string, status: number): boolean =>
  ['RCPT TO', 'DATA'].includes(command) && status !== 421;

/** RFC 3463, X.7: what a server says at the recipient of who sends, as Postfix does where it relays nothing of ours. An operator mends that. */
const isOfSender = ({ command, response = '' }: SmtpError): boolean =>
  command === 'RCPT TO' && /^5\d\d[ -]5\.7\./.test(response);

/** The answer's words are left out: they name addresses. */
const reasonOf = ({ code = 'failed', command = 'connecting', responseCode }: SmtpError): string => {
  // what nodemailer calls our own deadline, wherever the server was
  const what = code === 'EABORT' ? 'ETIMEDOUT over the whole message' : `${code} at ${command}`;
  return `${what} ${responseCode ?? 'without an answer'}`;
};

const failureOf = (error: SmtpError): DeliveryFailure => {
  const { command = 'connecting', responseCode } = error;
  const isServers = responseCode === undefined || !isOfMessage(command, responseCode);
  if (isServers) return new DeliveryFailure('server', reasonOf(error));
  const isForGood = responseCode >= 500 && !isOfSender(error);
  return new DeliveryFailure(isForGood ? 'refused' : 'message', reasonOf(error));
};

const isThisMachine = (host: string): boolean => /^(localhost|127\..*|\[?::1\]?)$/.test(host);

const authOf = ({ username, password }: URL) =>
  username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };

/** What a setting's address means. Credentials go to another machine by TLS alone, and certificates are always verified. */
const transportOf = ({ url, ca, timeoutMs = TIMEOUT_MS, deadlineMs = DEADLINE_MS }: Options) => {
  const server = new URL(url);
  const secure = server.protocol === 'smtps:';
  return {
    ...{ host: server.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(server.port || (secure ? 465 : 587)), secure },
    ...{ ...authOf(server), requireTLS: server.username !== '' && !isThisMachine(server.hostname) },
    ...(ca === undefined ? {} : { tls: { ca } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: deadlineMs, dnsTimeout: timeoutMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
};

const listHeaders = (unsubscribe: string | undefined) =>
  unsubscribe === undefined
    ? {}
    : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

/** Sends e-mail by one server, one connection a message: what is lost with a connection is known to be lost. */
export class SmtpMailer {
  #transporter: Promise<Transporter> | undefined;

  constructor(private readonly options: Options) {}

  /** Throws `DeliveryFailure`. */
  async send({ to, messageId, unsubscribe, subject, text, html }: OutgoingEmail): Promise<void> {
    // loaded where e-mail is set up alone
    this.#transporter ??= import('nodemailer').then(({ createTransport }) =>
      createTransport(transportOf(this.options)),
    );
    const transporter = await this.#transporter;
    try {
      await transporter.sendMail({
        signal: AbortSignal.timeout(this.options.deadlineMs ?? DEADLINE_MS),
        ...{ from: this.options.from, to: { name: '', address: to }, subject, text, html },
        messageId: `<${messageId}@${this.options.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...listHeaders(unsubscribe) },
      });
    } catch (error) {
      throw failureOf(error as SmtpError);
    }
  }
}
