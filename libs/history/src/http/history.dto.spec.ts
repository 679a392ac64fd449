import { describe, expect, test } from 'vitest';
import { historyQuery } from './history.dto.js';

const person = '5cb02b94-6097-5b75-9309-236b48840438';

const refused = (query: object) =>
  historyQuery.safeParse(query).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('what a history is narrowed down by', () => {
  test.each([
    { actor: person },
    { actor: 'system:image-watcher' },
    { type: 'SessionLaunched' },
    { type: 'UnreadableEvent' },
  ])('is taken: %o', (query) => {
    expect(historyQuery.parse(query)).toMatchObject(query);
  });

  test('is read alike in capitals, where it is an id', () => {
    expect(historyQuery.parse({ actor: person.toUpperCase() })).toMatchObject({ actor: person });
  });

  test('is refused where nothing could ever be found by it: a handle, a misspelt type', () => {
    expect(refused({ actor: 'grace' })).toEqual([
      'actor must be the id of a person (a UUID), or what the system is called, e.g. system:image-watcher',
    ]);
    expect(refused({ type: 'SessionLaunch' })).toEqual([
      'type must be a type of event that a history has, e.g. SessionLaunched',
    ]);
  });
});
