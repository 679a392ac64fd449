import { html } from '#libs/html';
import type { InvitationToTell } from '#libs/projects';
import type { EmailMessage } from './email-message.js';
import { htmlDocument } from './html-document.js';
import { quotedName } from './quoted-name.js';
import { utcTime } from './utc-time.js';

interface From {
  readonly publicUrl: string;
  /** As `EMAIL_FROM` says it. */
  readonly sender: string;
}

/** Senders that nobody reads, as they are called everywhere. */
const unread = /(^|<)(no|do[-_.]?not)[-_.]?reply\b/i;

const asked =
  'An owner of the project asked for this message to be sent to this address. Of this invitation there is no other.';
const answered = ' Answer this message to reach those who run this Renku.';

/** Without a name in the subject: clients of mail show it as the operator's own words. It has no picture and nothing that tells who opened it. */
export const invitationMessage = (
  { invitedBy, projectName, role, expiresAt }: InvitationToTell,
  { publicUrl, sender }: From,
): EmailMessage => {
  const url = `${publicUrl}/`;
  const says = `${quotedName(invitedBy)} invites you to the project ${quotedName(projectName)} as ${role}, until ${utcTime(expiresAt)}.`;
  const how = 'To join or to decline, sign in with the e-mail address that this message was sent to:';
  const unexpected = 'If you did not expect this, nothing has to be done: the invitation ends by itself.';
  const why = unread.test(sender) ? asked : asked + answered;
  return {
    subject: 'You are invited to a Renku project',
    text: [says, '', how, url, '', unexpected, '', '--', why, ''].join('\n'),
    html: htmlDocument([
      html`<p>${says}</p>`,
      html`<p>${how}<br><a href="${url}">${url}</a></p>`,
      html`<p>${unexpected}</p><p><small>${why}</small></p>`,
    ]),
  };
};
