import { stateProjection } from '#libs/event-sourcing';
import { environments } from '../environments.js';

/** One document per catalogue environment, archived ones too: sessions that have one still show it. */
export const catalogue = stateProjection({
  name: 'catalogue',
  version: 1,
  indexes: [{ keys: { archived: 1, name: 1, environmentId: 1 } }],
  id: (event) => event.data.environmentId,
  evolver: environments,
});
