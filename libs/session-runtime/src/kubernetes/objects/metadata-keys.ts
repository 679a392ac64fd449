const ours = (name: string): string => `renku-sessions/${name}`;

/** Labels and annotations of our objects. Labels are for finding, by us and by `kubectl get -l`; annotations hold the rest. */
export const metadataKeys = {
  managedBy: 'app.kubernetes.io/managed-by',
  manager: 'renku-sessions',
  installation: ours('installation'),
  launch: ours('launch'),
  run: ours('run'),
  disk: ours('disk'),
  project: ours('project'),
  session: ours('session'),
  user: ours('user'),
  /** Of the lease that it was made, or last adopted, under. */
  epoch: ours('epoch'),
  /** Of a disk and of its Secret: the number of the run. */
  madeForRun: ours('made-for-run'),
  /** JSON: what the run lacks from its beginning. */
  warnings: ours('warnings'),
  /** Where a browser starts. */
  landingPath: ours('landing-path'),
  frontEnd: ours('front-end'),
} as const;

/** Finds what one installation has made. */
export const selectorOf = (installation: string): string =>
  `${metadataKeys.managedBy}=${metadataKeys.manager},${metadataKeys.installation}=${installation}`;
