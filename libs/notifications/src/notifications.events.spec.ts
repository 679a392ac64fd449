import { expect, test } from 'vitest';
import { createEventRegistry } from '#libs/event-sourcing';
import { goldenEvents } from '#libs/event-sourcing/testing';
import { deliveryEvents } from './delivery.events.js';
import { imageNewsEvents } from './image-news.events.js';
import { notificationsEvents } from './notifications.events.js';

test('every version of every event that was ever written can be read', async () => {
  const golden = new URL('../golden/', import.meta.url).pathname;
  const families = [notificationsEvents, deliveryEvents, imageNewsEvents];
  expect(await goldenEvents(createEventRegistry(families), golden)).toEqual([]);
});
