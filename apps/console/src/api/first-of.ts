interface Asked<Item> {
  readonly data?: readonly Item[];
  readonly response: Response;
}

interface Page {
  readonly limit: number;
  readonly cursor?: string;
}

export interface First<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

const LONGEST_PAGE = 200;
/** So many requests are made at most for one list. */
const PAGES = 20;

const nextCursor = (response: Response): string | undefined => {
  const address = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  const cursor = address && new URL(address, response.url || 'http://api.invalid').searchParams.get('cursor');
  return cursor ?? undefined;
};

/** The first of a list, `count` of them where there are as many. Pages may be shorter than asked for, even empty. */
export const firstOf = async <Item>(count: number, ask: (page: Page) => Promise<Asked<Item>>): Promise<First<Item>> => {
  const items: Item[] = [];
  const limit = Math.min(count, LONGEST_PAGE);
  let page: Page | undefined = { limit };
  for (let asked = 0; page !== undefined && items.length < count && asked < PAGES; asked += 1) {
    const { data = [], response }: Asked<Item> = await ask(page);
    items.push(...data);
    const cursor = nextCursor(response);
    page = cursor === undefined ? undefined : { limit, cursor };
  }
  return { items: items.slice(0, count), hasMore: page !== undefined || items.length > count };
};
