import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly secure: boolean;
}

/** What a header of a mail says, unfolded. */
export const headerOf = ({ raw }: ReceivedMail, name: string): string | undefined =>
  new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, 'im')
    .exec(raw)?.[1]
    ?.replaceAll(/\r\n[ \t]+/g, ' ')
    .trim();

/** What stands in a mail, whichever way it was encoded. */
export const bodyOf = ({ raw }: ReceivedMail): string => {
  const bytes = raw
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
};

const reply = (responseCode: number): Error => Object.assign(new Error('of grace@example.org'), { responseCode });

/** A mail server of nodemailer's maintainers, which does what the next entries say before it takes mails. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Status answered to a recipient, one after the other; then all are taken. */
  readonly toRecipients: number[] = [];
  /** What happens after a mail was received: its status, or its connection is cut without one. */
  readonly afterData: (number | 'cut')[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
    const made: { mail?: MailServer } = {};
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: options.cert === undefined ? ['STARTTLS'] : [],
      logger: false,
      onRcptTo: (_address, _session, done) => {
        const status = made.mail?.toRecipients.shift();
        done(status === undefined ? null : reply(status));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          made.mail?.received.push({ to, raw: Buffer.concat(chunks).toString('latin1'), secure: session.secure });
          const after = made.mail?.afterData.shift();
          if (after === 'cut') made.mail?.cut();
          else done(after === undefined ? null : reply(after));
        });
      },
      ...options,
    });
    const mail = new MailServer(server);
    made.mail = mail;
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return mail;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Ends all connections as a crash does. */
  cut(): void {
    for (const connection of this.server.connections)
      (connection as { _socket?: { destroy(): void } })._socket?.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
