/** Each key of a file that has several, one after the other. */
export const pemBlocks = (text: string): readonly string[] =>
  text.match(/-----BEGIN ([A-Z ]+)-----[\s\S]*?-----END \1-----/g) ?? [];
