import type { EventStore } from '#libs/event-sourcing';
import { projectStory } from './project-story.js';

const AT_ONCE = 16;

/** Writes at least so many events of the sorts that a platform has. Resolves with how many, and the position of the last one. */
export const fillLog = async (store: EventStore, atLeast: number): Promise<{ events: number; head: bigint }> => {
  let events = 0;
  let head = 0n;
  const write = async (): Promise<void> => {
    while (events < atLeast)
      for (const { stream, appended } of projectStory()) {
        events += appended.length;
        const { position } = await store.append(stream, 'no_stream', appended);
        if (position > head) head = position;
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
  return { events, head };
};
