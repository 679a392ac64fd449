import { domainEvents, domainProjections } from '#libs/domain';
import { Projector } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { connectReadModels } from '#libs/read-models';

/** `node projector.js <event store> <database>`: the worker's projector alone in a process, from where it was to the end of the log. */
const [connectionString = '', url = ''] = process.argv.slice(2);
const events = createEventStore({ connectionString, registry: domainEvents() });
const database = connectReadModels({ url, databaseName: 'bench' });
const head = await events.head();
const projector = new Projector({ events, store: database.projectionStore, projections: domainProjections });
const ending = new AbortController();
const [begun, before] = [performance.now(), process.cpuUsage()];
const running = projector.run(ending);
while (projector.status().position < head) await new Promise((resolve) => setTimeout(resolve, 5));
const ms = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
ending.abort();
await running;
await events.close();
await database.close();
const said = { ms, cpuMs: (user + system) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024 };
process.stdout.write(`projected ${JSON.stringify(said)}\n`);
