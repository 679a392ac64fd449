import { useSearchParams } from 'react-router';
import { useChangeSearch } from '../page/use-change-search.js';
import { type HistoryWish, historyWishIn } from './history-wish.js';

const position = /^\d{1,19}$/;

type Said = HistoryWish & {
  /** Position of the event whose moment is shown. */
  readonly at: string | undefined;
  /** Position of the event whose moment is to be compared with another. */
  readonly from: string | undefined;
};

interface HistoryAddress extends Pick<Said, 'at' | 'from'> {
  readonly wish: HistoryWish;
  /** The same address, but for this. */
  readonly but: (change: Partial<Said>) => string;
  readonly go: (change: Partial<HistoryWish>) => void;
}

const changed = (said: URLSearchParams, change: Partial<Said>): URLSearchParams => {
  const next = new URLSearchParams(said);
  for (const [name, value] of Object.entries<string | undefined>(change)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
};

/** What the address of a history says, and addresses that say something else. */
export const useHistoryAddress = (): HistoryAddress => {
  const [search] = useSearchParams();
  const changeSearch = useChangeSearch();
  const positionIn = (name: string): string | undefined => position.exec(search.get(name) ?? '')?.[0];
  return {
    wish: historyWishIn(search),
    at: positionIn('at'),
    from: positionIn('from'),
    but: (change) => `?${changed(search, change).toString()}`,
    go: (change) => changeSearch((said) => changed(said, change)),
  };
};
