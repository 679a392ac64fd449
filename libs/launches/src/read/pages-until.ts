import type { Documents, Filter } from '#libs/event-sourcing';
import type { Launch } from '../launch.js';

const PAGE = 500;

type Time = 'since' | 'diskKeptSince';

/** The range is implied by the alternatives: it is what the index can begin at. */
const behind = (last: Launch | undefined, by: Time): Filter =>
  last === undefined
    ? {}
    : { $or: [{ [by]: { $gt: last[by] } }, { [by]: last[by], launchId: { $gt: last.launchId } }] };

/** Launches whose time in `by` is at most `until`, page by page, the earliest first. */
export async function* pagesUntil(
  documents: Documents<Launch>,
  { filter, by, until }: { readonly filter: Filter; readonly by: Time; readonly until: Date },
): AsyncGenerator<readonly Launch[], void> {
  let last: Launch | undefined;
  for (let page: readonly Launch[] | undefined; page === undefined || page.length === PAGE; last = page.at(-1)) {
    const times = { $lte: until.toISOString(), $gte: last?.[by] ?? '' };
    page = await documents.find(
      { ...filter, [by]: times, ...behind(last, by) },
      { sort: { [by]: 1, launchId: 1 }, limit: PAGE },
    );
    yield page;
  }
}
