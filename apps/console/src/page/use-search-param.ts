import { useSearchParams } from 'react-router';

/** What the address says behind its `?`; undefined where it says nothing that can be meant. */
export const useSearchParam = (name: string, pattern: RegExp): string | undefined => {
  const [search] = useSearchParams();
  const value = search.get(name);
  return value !== null && pattern.test(value) ? value : undefined;
};
