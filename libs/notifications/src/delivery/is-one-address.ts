/** One address and nothing else: an identity provider may let people write theirs themselves, and owners whom they invite. */
export const isOneAddress = (text: string): boolean =>
  /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,255}$/u.test(text);
