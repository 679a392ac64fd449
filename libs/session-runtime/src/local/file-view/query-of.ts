/** What a request asks about. */
export interface Query {
  readonly place: string;
  /** Of bytes, see WorkTree. */
  readonly path: string;
  /** Of a directory's entries, the first to be shown. */
  readonly from: number;
  /** The page of a file as it is, not as it is meant to look; or to change it. */
  readonly as: 'source' | 'edit' | undefined;
}

const unescaped = (value: string): string =>
  value.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Not by URLSearchParams, which knows texts only: names are any bytes. */
export const queryOf = (url: string): Query => {
  const [place = '/', query = ''] = url.split('?', 2);
  const values = new Map(query.split('&').map((pair) => pair.split('=', 2) as [string, string]));
  const [path = '', from = '0', as] = ['path', 'from', 'as'].map((name) => values.get(name));
  return {
    ...{ place, path: unescaped(path) },
    from: /^\d{1,9}$/.test(from) ? Number(from) : 0,
    as: as === 'source' || as === 'edit' ? as : undefined,
  };
};
