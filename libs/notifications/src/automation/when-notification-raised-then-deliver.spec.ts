import { describe, expect, test } from 'vitest';
import { grace, idOf, inboxOf, raised } from '../inbox.fixture.js';
import { whenNotificationRaisedThenDeliver } from './when-notification-raised-then-deliver.js';

describe('rule 12, when a notification is raised, then deliver', () => {
  test('it is queued for the person of the inbox, with where in the log it was raised', async () => {
    const event = inboxOf(grace, raised('a'));
    expect(await whenNotificationRaisedThenDeliver.then({ ...event, position: 7n } as never, undefined)).toEqual([
      {
        name: 'queue',
        data: { userId: grace, notificationId: idOf('a'), kind: 'image-available', position: '7' },
      },
    ]);
  });
});
