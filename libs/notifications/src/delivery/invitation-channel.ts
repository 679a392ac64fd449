import type { InvitationsToTell } from '#libs/projects';
import type { Channel, Delivered } from './channel.js';
import { DeliveryFailure } from './delivery-failure.js';
import type { DocumentOutbox } from './document-outbox.js';
import { invitationMessage } from './invitation-message.js';
import { isOneAddress } from './is-one-address.js';
import type { InvitationRow } from './outbox-row.js';
import type { RecipientHashes } from './recipient-hashes.js';
import type { OutgoingEmail, SmtpMailer } from './smtp-mailer.js';

interface Parts {
  readonly publicUrl: string;
  readonly sender: string;
  readonly mailer: Pick<SmtpMailer, 'send'>;
  readonly invitations: Pick<InvitationsToTell, 'find'>;
  readonly recipients: RecipientHashes;
  readonly outbox: Pick<DocumentOutbox, 'claimRecipient' | 'releaseRecipient'>;
}

/** Tells whom an invitation is for by e-mail, whether or not they were ever here, as long as they can accept it and are not told of too many. */
export class InvitationChannel implements Channel<InvitationRow> {
  readonly name = 'invitation';

  constructor(private readonly parts: Parts) {}

  async deliver(messageId: string, [row]: readonly InvitationRow[]): Promise<Delivered> {
    const { invitations, outbox, publicUrl, recipients, sender } = this.parts;
    if (row === undefined) return 'dropped';
    const invitation = await invitations.find(row);
    if (invitation === undefined || !isOneAddress(invitation.email)) return 'dropped';
    if (!(await outbox.claimRecipient(row, recipients.of(invitation.email)))) return 'dropped';
    await this.send(row, {
      ...{ to: invitation.email, messageId },
      ...invitationMessage(invitation, { publicUrl, sender }),
    });
    return 'sent';
  }

  /** What a server did not answer may have arrived: it counts. */
  private async send(row: InvitationRow, email: OutgoingEmail): Promise<void> {
    const { mailer, outbox } = this.parts;
    try {
      await mailer.send(email);
    } catch (error) {
      if (error instanceof DeliveryFailure && error.scope !== 'server') await outbox.releaseRecipient(row);
      throw error;
    }
  }
}
