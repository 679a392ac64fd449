import type { RunKey } from '../../session-runtime.js';
import { metadataKeys as keys } from '../objects/metadata-keys.js';
import type { ApiPod } from './api-pod.js';

export const runOf = ({ metadata: { labels } }: ApiPod): RunKey => ({
  launchId: labels?.[keys.launch] ?? '',
  run: Number(labels?.[keys.run]),
});
