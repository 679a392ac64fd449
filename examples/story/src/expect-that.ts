/** Throws where what the story says is not true. */
export function expectThat(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`it is not true that ${what}`);
}
