const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

const isNoDay = (text: string): boolean => {
  const day = Number(text.slice(8, 10));
  const month = Number(text.slice(5, 7));
  return day > new Date(Date.UTC(Number(text.slice(0, 4)), month, 0)).getUTCDate();
};

/** An RFC 3339 time, with its offset, in milliseconds since 1970 UTC; undefined where the text is none. Every parameter that is a time is read so. */
export const parseTime = (text: string): number | undefined => {
  if (!rfc3339.test(text) || isNoDay(text)) return undefined;
  const time = Date.parse(text.toUpperCase().replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
};
