import { describe, expect, test } from 'vitest';
import { notice, projectId, session } from '../inbox.fixture.js';
import type { ShownNotification } from '../read/inbox.queries.js';
import { emailMessage } from './email-message.js';

const links = { publicUrl: 'https://renku.example.org', unsubscribe: 'https://renku.example.org/api/v1/unsubscribe/t' };
const shown = {
  ...{
    notificationId: session,
    userId: session,
    raisedAt: '2026-11-29T08:30:00.000Z',
    raisedAtRevision: 0,
    read: false,
  },
  ...{ sessionName: 'Analysis', projectName: 'Flights' },
};
const due = (sessionName: string | undefined, projectName = 'Flights'): ShownNotification => ({
  ...{ kind: 'disk-due', projectId, sessionId: session, diskId: session, expiresAt: '2026-12-01T08:30:00.000Z' },
  ...{ ...shown, sessionName, projectName },
});

describe('rule 12, e-mail: a message', () => {
  test('says what there is in a line, where to go, and how to be told no more', () => {
    const { subject, text, html } = emailMessage([due('Analysis')], links);
    const says =
      'Your files of “Analysis” of “Flights” are deleted on 2026-12-01 08:30 UTC: resume it before, or download what you need.';
    expect(subject).toBe('Your files of a session are deleted on 2026-12-01 08:30 UTC');
    const url = `https://renku.example.org/projects/${projectId}/sessions/${session}`;
    for (const part of [`${says}\n${url}\n`, links.unsubscribe]) expect(text).toContain(part);
    for (const part of [says, `href="${url}"`, links.unsubscribe]) expect(html).toContain(part);
    expect(text).toContain('https://renku.example.org/account/notifications');
  });

  test.each([
    [undefined, '“Analysis” of “Flights”. Nothing'],
    [2, '“Analysis” of “Flights”, and for another session. Nothing'],
    [3, '“Analysis” of “Flights”, and for 2 other sessions. Nothing'],
  ])('of an image that %s sessions can have names the first', (sessionCount, says) => {
    const told = { ...notice('a'), sessionCount } as Extract<ShownNotification, { kind: 'image-available' }>;
    expect(emailMessage([{ ...told, ...shown }], links).text).toContain(`A newer image is available for ${says}`);
  });

  test.each([
    ['idle', 'since nobody uses it: use it, or keep it running.'],
    ['max-lifetime', 'since it has run for as long as it may: keep it running, if you still need it.'],
  ] as const)('of a pause that comes by the limit %s says what keeps it from being paused', (reason, says) => {
    const ids = { projectId, sessionId: session, launchId: session, run: 1 };
    const told = { kind: 'pause-due', ...ids, reason, pausesAt: '2026-12-01T08:30:00.000Z', ...shown } as const;
    expect(emailMessage([told], links).text).toContain(
      `Your session “Analysis” of “Flights” is paused at 2026-12-01 08:30 UTC, ${says}`,
    );
  });

  test('of several says how many', () =>
    expect(emailMessage([due('a'), due('b')], links).subject).toBe('2 notifications of your sessions'));

  test('ends no line and opens no element within a name, however long it is', () => {
    const name = `A\r\nBcc: all@example.org\u2028\u0000<img src=x>"&'${'x'.repeat(500)}`;
    const { subject, text, html } = emailMessage([due(name, name)], links);
    expect(subject).not.toMatch(/[\p{C}\p{Zl}]/u);
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(text).not.toMatch(/^Bcc/m);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x&gt;&quot;&amp;&#39;');
  });

  test('of a session that was removed has no name of it, and leads to its project', () => {
    const { text } = emailMessage([due(undefined)], links);
    expect(text).toContain('a session of “Flights” that was removed');
    expect(text).toContain(`https://renku.example.org/projects/${projectId}\n`);
  });

  test.each([
    'Your account is locked, confirm at https://evil.example/login',
    'www.evil.example',
    'evil.example/login?user=1',
    'mail security@evil.example',
    'javascript:alert(1)//evil.example',
    '\u202e//:sptth evil。example',
  ])('says nothing in its subject that somebody else wrote, and makes no link of it: %j', (name) => {
    const { subject, text, html } = emailMessage([due(name, name)], links);
    expect(subject).toBe('Your files of a session are deleted on 2026-12-01 08:30 UTC');
    for (const part of [text, html]) {
      const others = part.replaceAll(/https:\/\/renku\.example\.org\S*/g, '').replaceAll('08:30 UTC', '');
      expect(others).not.toMatch(/:\/\/|www\.\S|[\p{L}\p{N}][.@:。．｡][\p{L}\p{N}]|\u202e/iu);
      expect(others).toContain('evil');
    }
  });
});
