import type { Event } from '#libs/event-sourcing';
import type { Configuration, Selection, SessionsEvent } from '../sessions.events.js';

type Data = Extract<SessionsEvent, Event<'SessionConfigured'>>['data']['configuration'];

const copy = (selection: Selection): 'all' | string[] => (selection === 'all' ? 'all' : [...selection]);

/** A configuration as events hold it. */
export const configurationData = ({ resources, repositories, storages, run, commits }: Configuration): Data => ({
  resources: { ...resources },
  repositories: copy(repositories),
  storages: copy(storages),
  run,
  commits: commits && Object.keys(commits).length > 0 ? { ...commits } : undefined,
});
