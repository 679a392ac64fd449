/** From `from` up to and without `to`, in milliseconds since 1970: UTC has no daylight saving, and POSIX time no leap seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Month extends Span {
  /** Such as 2026-03. */
  readonly name: string;
}

const monthAt = (time: number): Month => {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    name: date.toISOString().slice(0, 7),
    from: Date.UTC(year, month, 1),
    to: Date.UTC(year, month + 1, 1),
  };
};

/** The calendar months (UTC) that the span touches, in order, each cut to it; of an empty span the one in which it begins. */
export const monthsOf = ({ from, to }: Span): readonly Month[] => {
  const months: Month[] = [];
  for (let time = from; months.length === 0 || time < to; ) {
    const month = monthAt(time);
    months.push({ name: month.name, from: time, to: Math.max(time, Math.min(month.to, to)) });
    time = month.to;
  }
  return months;
};

/** When the month began of the moment before, UTC: up to a midnight at a month's end it is the month that is over. */
export const monthUpTo = (time: number): number => monthAt(time - 1).from;
