import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';

/** Clients choose what they may ask for by the version of the protocol's reference server. */
const COMPATIBLE_WITH = '24.10.4';

const STREAMS = 'event_store.client.streams.streams';

const METHODS: readonly (readonly [method: string, features: string[]])[] = [
  ['read', ['position', 'events']],
  ['append', []],
  ['delete', []],
  ['tombstone', []],
  ['batchappend', ['deadline_duration']],
];

/** ServerFeatures/GetSupportedMethods. Leaving persistent subscriptions out makes clients refuse them by name. */
export const getSupportedMethods = (
  _call: ServerUnaryCall<shared.Empty, features.SupportedMethods>,
  reply: sendUnaryData<features.SupportedMethods>,
): void => {
  const methods = METHODS.map(([method, list]) =>
    new features.SupportedMethod().setServiceName(STREAMS).setMethodName(method).setFeaturesList(list),
  );
  reply(null, new features.SupportedMethods().setEventStoreServerVersion(COMPATIBLE_WITH).setMethodsList(methods));
};
