import { expect, test } from 'vitest';
import { createEventRegistry } from '#libs/event-sourcing';
import { goldenEvents } from '#libs/event-sourcing/testing';
import { imagesEvents } from './images.events.js';

test('every version of every event that was ever written can be read', async () => {
  const golden = new URL('../golden/', import.meta.url).pathname;
  expect(await goldenEvents(createEventRegistry([imagesEvents]), golden)).toEqual([]);
});
