import type { RecordedLog } from '../../recorded-log.js';
import type { Verdict } from '../../verdict.js';

/** No image is recorded twice in a row. */
export const imagesOnce = (log: RecordedLog): Verdict => {
  const events = log.streamsOf('repository-').flat();
  const last = new Map<string, string>();
  const problems = events.flatMap(({ stream, revision, data }) => {
    const branch = `${stream} ${String(data['branch'])}`;
    const image = JSON.stringify([data['commit'], (data['image'] as { digest: string }).digest]);
    const isAgain = last.get(branch) === image;
    last.set(branch, image);
    return isAgain ? [`${branch} has ${image} again at ${revision}`] : [];
  });
  return { what: `${events.length} images are recorded, none twice in a row`, problems };
};
