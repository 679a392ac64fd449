import type { InvitationsToTell } from '#libs/projects';
import type { Channel, Delivered } from './channel.js';
import { invitationMessage } from './invitation-message.js';
import { isOneAddress } from './is-one-address.js';
import type { InvitationRow } from './outbox-row.js';
import type { SmtpMailer } from './smtp-mailer.js';

interface Parts {
  readonly publicUrl: string;
  readonly sender: string;
  readonly mailer: Pick<SmtpMailer, 'send'>;
  readonly invitations: Pick<InvitationsToTell, 'find'>;
}

/** Tells whom an invitation is for by e-mail, whether or not they were ever here, as long as they can accept it. */
export class InvitationChannel implements Channel<InvitationRow> {
  readonly name = 'invitation';

  constructor(private readonly parts: Parts) {}

  async deliver(messageId: string, [row]: readonly InvitationRow[]): Promise<Delivered> {
    const { invitations, mailer, publicUrl, sender } = this.parts;
    const invitation = row && (await invitations.find(row));
    if (invitation === undefined || !isOneAddress(invitation.email)) return 'dropped';
    await mailer.send({
      ...{ to: invitation.email, messageId },
      ...invitationMessage(invitation, { publicUrl, sender }),
    });
    return 'sent';
  }
}
