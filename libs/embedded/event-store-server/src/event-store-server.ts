import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { MemoryBudget } from '#libs/embedded/memory-budget';
import { openAccess, PasswordAccess } from './access.js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { CommitSignal } from './commit-signal.js';
import { deleteStream, tombstone } from './delete.js';
import type { Engine } from './engine.js';
import { readGossip } from './gossip.js';
import { inUrl, listen } from './listen.js';
import { LiveCalls } from './live-calls.js';
import { LogStore } from './log-store.js';
import { MetadataOfStreams } from './metadata-of-streams.js';
import { type OpenLog, openLog } from './open-log.js';
import { read } from './read.js';
import { RecentWrites } from './recent-writes.js';
import { RoundRobinScheduler } from './round-robin-scheduler.js';
import { getSupportedMethods } from './server-features.js';
import { type EventStoreServerOptions, type ServerSettings, serverSettings } from './server-options.js';
import { StreamReader } from './stream-reader.js';
import { StreamWriter } from './stream-writer.js';
import { APPEND_LIMITS } from './wire/append-limits.js';
import { decodeAppendRequest } from './wire/append-request.js';
import { decodeBatchRequest } from './wire/batch-request.js';
import { WriteQueue } from './write-queue.js';

export interface EventStoreServer {
  readonly port: number;
  /** For `EventStoreDBClient.connectionString`. With TLS the user, the password and the CA are to be added. */
  readonly connectionString: string;
  /** Commits what is queued, ends all calls with UNAVAILABLE, and gives up the port and the data directory. */
  close(): Promise<void>;
}

/**
 * A bound on what one connection may cost, far above what a client needs. Not a limit to work at: from 22 on, Node counts a
 * cancelled call until the next turn of its event loop, and so refuses what a client opens in its place at once.
 */
const MAX_CONCURRENT_STREAMS = 10_000;
const INCOMPLETE_APPENDS_BYTES = 64 * 1024 * 1024;
/** Beyond what an append holds: ids, names and tags. Not more, since to decode a request takes a multiple of its size in time and memory. */
const REQUEST_OVERHEAD_BYTES = 1024 * 1024;
/** Two events of 17 MiB, a link and what it leads to: earlier versions stored such. */
const MAX_ANSWER_BYTES = 35 * 1024 * 1024;
/** How long a stopping server waits for clients to take their last answers, in ms. */
const SHUTDOWN_MS = 1_000;

/**
 * Starts the embedded event store.
 * @throws Error with a readable message when the options, the data directory or the port cannot be used.
 */
export const startEventStoreServer = async (options: EventStoreServerOptions): Promise<EventStoreServer> => {
  const settings = serverSettings(options);
  const directory = await openLog(settings.dataDir);
  try {
    return await start(settings, directory);
  } catch (error) {
    directory.close();
    throw error;
  }
};

const start = async (settings: ServerSettings, directory: OpenLog): Promise<EventStoreServer> => {
  const { host, advertiseHost, tls, log } = settings;
  const engine = await createEngine(settings, directory);
  let port = settings.port;
  const server = createServer(engine, () => ({ host: advertiseHost, port }));
  port = await listen(server, host, port, credentialsOf(tls));
  log({ level: 'info', msg: 'the embedded event store listens', host, port, tls: tls !== undefined });
  let closing: Promise<void> | undefined;
  return {
    port,
    connectionString: `esdb://${inUrl(advertiseHost)}:${port}?tls=${tls !== undefined}`,
    close: () => (closing ??= close(server, engine, directory)),
  };
};

const createEngine = async (settings: ServerSettings, directory: OpenLog): Promise<Engine> => {
  const store = new LogStore(directory.database, directory.lastPosition);
  const metadata = new MetadataOfStreams(store);
  const signal = new CommitSignal();
  const queue = new WriteQueue(store, new StreamWriter(store, metadata, new RecentWrites(store)), signal);
  const { maxAppendSize, writeTimeout, log } = settings;
  if (store.lastPosition === 0)
    await queue.submit(performance.now() + writeTimeout, (writer) => writer.recordCreation());
  return {
    queue,
    signal,
    reader: new StreamReader(store, metadata),
    access: settings.tls ? new PasswordAccess(settings.users, metadata) : openAccess,
    liveCalls: new LiveCalls(),
    scheduler: new RoundRobinScheduler(),
    incompleteAppends: new MemoryBudget(INCOMPLETE_APPENDS_BYTES),
    maxAppendSize,
    writeTimeout,
    log,
  };
};

const createServer = (engine: Engine, address: () => { host: string; port: number }): Server => {
  const server = new Server({
    'grpc.max_concurrent_streams': MAX_CONCURRENT_STREAMS,
    'grpc.max_receive_message_length': engine.maxAppendSize + APPEND_LIMITS.besideData.append + REQUEST_OVERHEAD_BYTES,
    'grpc.max_send_message_length': MAX_ANSWER_BYTES,
  });
  server.addService(streamsService, {
    read: read(engine),
    append: append(engine),
    batchAppend: batchAppend(engine),
    delete: deleteStream(engine),
    tombstone: tombstone(engine),
  });
  server.addService(ServerFeaturesService, { getSupportedMethods });
  server.addService(GossipService, { read: readGossip(address) });
  return server;
};

/** Answers of Read are encoded before they get here; what the appends are asked is bounded before it is decoded. */
const streamsService = {
  ...StreamsService,
  append: { ...StreamsService.append, requestDeserialize: decodeAppendRequest },
  batchAppend: { ...StreamsService.batchAppend, requestDeserialize: decodeBatchRequest },
  read: { ...StreamsService.read, responseSerialize: (message: Buffer) => message },
};

const credentialsOf = (tls: ServerSettings['tls']): ServerCredentials =>
  tls
    ? ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(tls.cert), private_key: Buffer.from(tls.key) }])
    : ServerCredentials.createInsecure();

const close = async (server: Server, engine: Engine, directory: OpenLog): Promise<void> => {
  engine.queue.close();
  // The answers of what was just committed go out before their calls are ended.
  await new Promise((resolve) => setImmediate(resolve));
  engine.liveCalls.endAll();
  await shutDown(server);
  directory.close();
  engine.log({ level: 'info', msg: 'the embedded event store has stopped' });
};

const shutDown = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, SHUTDOWN_MS);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
