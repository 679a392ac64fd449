import { describe, expect, test } from 'vitest';
import type { InvitationToTell } from '#libs/projects';
import { invitationMessage } from './invitation-message.js';

const invitation: InvitationToTell = {
  ...{ invitedBy: 'Grace', projectName: 'Flights', role: 'editor' },
  ...{ email: 'linus@example.org', expiresAt: '2026-12-30T08:30:00.000Z' },
};
const from = { publicUrl: 'https://renku.example.org', sender: 'Renku <renku@example.org>' };

describe('rule 17, e-mail: an invitation', () => {
  test('says who invites, to what, as which role and until when, where to go, as whom, and that nothing has to be done', () => {
    const { subject, text, html } = invitationMessage(invitation, from);
    expect(subject).toBe('You are invited to a Renku project');
    for (const part of [text, html])
      for (const says of [
        '“Grace” invites you to the project “Flights” as editor, until 2026-12-30 08:30 UTC.',
        'https://renku.example.org/',
        'sign in with the e-mail address that this message was sent to',
        'nothing has to be done',
        'An owner of the project asked for this message',
      ])
        expect(part).toContain(says);
    expect(text).toMatch(/^https:\/\/renku\.example\.org\/$/m);
  });

  test.each([
    ['Renku <renku@example.org>', true],
    ['renku@example.org', true],
    ['Renku <no-reply@example.org>', false],
    ['noreply+renku@example.org', false],
    ['Do_Not_Reply@example.org', false],
  ])('that %s sends says that it can be answered: %s', (sender, isAnswered) => {
    const { text, html } = invitationMessage(invitation, { ...from, sender });
    for (const part of [text, html]) expect(part.includes('Answer this message')).toBe(isAnswered);
  });

  test.each([
    'Your account is locked, confirm at https://evil.example/login',
    'www.evil.example',
    'mail security@evil.example',
    '\u202e//:sptth evil。example',
  ])('says nothing in its subject that somebody else wrote, and makes no link of it: %j', (name) => {
    const { subject, text, html } = invitationMessage({ ...invitation, projectName: name, invitedBy: name }, from);
    expect(subject).toBe('You are invited to a Renku project');
    for (const part of [text, html]) {
      const others = part.replaceAll(/https:\/\/renku\.example\.org\S*/g, '').replaceAll('08:30 UTC', '');
      expect(others).not.toMatch(/:\/\/|www\.\S|[\p{L}\p{N}][.@:。．｡][\p{L}\p{N}]|\u202e/iu);
      expect(others).toContain('evil');
    }
  });

  test.each([
    ['call +1 800 555 0199', '“call +1 | 800 | 555 | 0199”'],
    ['(800)555-0199', '“(800 | 555 | 0199”'],
    ['800.555.0199', '“800 | 555 | 0199”'],
    ['18005550199', '“1800 | 5550 | 199”'],
    ['８００－５５５ ０１９９', '“８００ | ５５５ | ０１９９”'],
    ['1234567', '“1234 | 567”'],
    ['123456', '“123456”'],
    ['Rivers 2024, of 31 places', '“Rivers 2024, of 31 places”'],
  ])('has no number in it that a phone would call: %s', (name, shown) => {
    const { text } = invitationMessage({ ...invitation, projectName: name, invitedBy: name }, from);
    expect(text).toContain(`${shown} invites you to the project ${shown} as editor`);
  });

  test('ends no line, no quotation and no element within a name, however long it is', () => {
    const name = `Grace”.\r\nBcc: all@example.org <img src=x>“${'x'.repeat(500)}`;
    const { text, html } = invitationMessage({ ...invitation, projectName: name, invitedBy: name }, from);
    expect(text).not.toMatch(/^Bcc/m);
    expect(text.match(/[“”]/g)).toHaveLength(4);
    expect(html).not.toContain('<img');
    const marks = `G${'\u0301'.repeat(100_000)}`;
    const long = invitationMessage({ ...invitation, projectName: marks, invitedBy: marks }, from);
    expect(long.text.length).toBeLessThan(2_000);
  });
});
