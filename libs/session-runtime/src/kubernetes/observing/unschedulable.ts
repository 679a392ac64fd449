const resourceNames: Readonly<Record<string, string>> = { cpu: 'processors', 'nvidia.com/gpu': 'GPUs' };

const causes: readonly (readonly [RegExp, string])[] = [
  [/no nodes available/i, 'the cluster has none'],
  [/node affinity|node selector/i, 'none has the labels that are asked for'],
  [/untolerated taint/i, 'some are reserved for others, or not ready'],
  [/too many pods/i, 'some run as many pods as they may'],
  [/were unschedulable/i, 'some are taken out of service'],
  [/persistentvolumeclaim .*not found|persistentvolumeclaim .*being deleted/i, 'its disk is not there'],
  [
    /unbound immediate PersistentVolumeClaims|didn't find available persistent volumes/i,
    'its disk does not come: its storage class has no room for it, or is not there',
  ],
  [/volume node affinity conflict/i, 'its disk is elsewhere'],
];

/** The scheduler counts nodes, anew each time; what matters is what is missing, and that it is said once. */
export const unschedulable = (message: string): string => {
  const missing = [...message.matchAll(/Insufficient ([\w/-]+(?:\.[\w/-]+)*)/g)].map(
    ([, name = '']) => resourceNames[name] ?? name,
  );
  const room = missing.length === 0 ? [] : [`no node has enough ${[...new Set(missing)].sort().join(' and ')} free`];
  const others = causes.filter(([pattern]) => pattern.test(message)).map(([, words]) => words);
  return `waiting for a node: ${[...room, ...others].join('; ') || message.slice(0, 200)}`;
};
