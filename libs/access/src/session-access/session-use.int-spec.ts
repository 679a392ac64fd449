import { expect, test } from 'vitest';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { SessionUse, type SessionUseRow } from './session-use.js';

const { client } = await startedDocuments();

test('of several gateways the latest counts; what is old is forgotten', async () => {
  const use = new SessionUse(client.db('access').collection<SessionUseRow>('session-use'));
  await use.prepare();
  const [early, late] = [new Date('2026-03-01T08:00:00Z'), new Date('2026-03-01T09:00:00Z')];
  await Promise.all([use.note('one', late), use.note('one', early), use.note('other', early)]);
  expect(await use.lastOf(['one', 'other', 'never'])).toEqual(
    new Map([
      ['one', late],
      ['other', early],
    ]),
  );
  await use.forgetBefore(late);
  expect(await use.lastOf(['one', 'other'])).toEqual(new Map([['one', late]]));
});
