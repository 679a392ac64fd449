/** A name of any bytes, for people: what is no UTF-8, moves the cursor or turns the direction of the text is shown as �. */
export const shownName = (bytes: string): string =>
  Buffer.from(bytes, 'latin1')
    .toString('utf8')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
