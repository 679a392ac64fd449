import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { logAnchors } from '../log-anchors.js';
import { anchorLog } from './anchor-log.js';

const spec = deciderSpec(logAnchors);
const anchorAt = (position: string, events: number) => ({
  ...{ log: 'l', position, events, head: `head-${events}`, streams: ['project-'], keyId: 'k', signature: 's' },
});
const [first, second] = [anchorAt('100', 1), anchorAt('300', 3)];
const anchored = (anchor: typeof first) => ({ type: 'LogAnchored', data: anchor }) as const;

describe('rule 15, anchor the log', () => {
  test('the first one goes on from nothing, each other one from the one before', () => {
    spec
      .given()
      .when(anchorLog, { after: undefined, anchor: first })
      .then([anchored(first)]);
    spec
      .given(anchored(first))
      .when(anchorLog, { after: '100', anchor: second })
      .then([anchored(second)]);
  });

  test('of two that go on from the same one there is one', () => {
    spec.given(anchored(first)).when(anchorLog, { after: undefined, anchor: first }).thenNothing();
    spec
      .given(anchored(first), anchored(second))
      .when(anchorLog, { after: '100', anchor: anchorAt('200', 2) })
      .thenNothing();
  });

  test('where nothing has happened there is none', () =>
    spec.given(anchored(first)).when(anchorLog, { after: '100', anchor: first }).thenNothing());
});
