import { expect, test } from 'vitest';
import { createEventRegistry } from '#libs/event-sourcing';
import { goldenEvents } from '#libs/event-sourcing/testing';
import { projectEvents } from './project.events.js';

test('every version of every event that was ever written can be read', async () => {
  const golden = new URL('../golden/', import.meta.url).pathname;
  expect(await goldenEvents(createEventRegistry([projectEvents]), golden)).toEqual([]);
});
