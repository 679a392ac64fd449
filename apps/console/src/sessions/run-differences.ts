import { t } from '@lingui/core/macro';
import type { Launch, Session } from '../api/schema.js';
import { isOtherImage } from './is-other-image.js';
import { imageInWords, sizeInWords } from './session-words.js';

type RunOf = Pick<Launch, 'image' | 'resources' | 'resourceClass' | 'configurationChanged'>;
type Configured = Pick<Session, 'environment' | 'resources' | 'resourceClass'>;

type Difference = readonly [what: string, now: string];

/** In what a run differs from how its session is configured now. */
export const runDifferences = (session: Configured, run: RunOf): readonly Difference[] => {
  if (!run.configurationChanged) return [];
  const now = session.environment.image;
  const found: Difference[] = [];
  if (isOtherImage(run.image, now)) found.push([t`Image`, imageInWords(now)]);
  if (sizeInWords(session) !== sizeInWords(run)) found.push([t`Resources`, sizeInWords(session)]);
  // a launch is not told with these
  return found.length > 0 ? found : [[t`The rest`, t`its repositories, its storages, or how the image is run`]];
};
