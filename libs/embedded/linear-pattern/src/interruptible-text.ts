import { PatternTimeout } from './pattern-timeout.js';

/** A look at a character is followed by at most a thousand steps of the engine: together a few ms. */
const LOOKS = 64;

/** A text that ends its being matched when the time is over: the engine takes objects of texts as well, and looks at every character. */
export class InterruptibleText extends String {
  private readonly deadline: number;
  private looks = 0;

  constructor(
    private readonly text: string,
    private readonly mostMs: number,
  ) {
    super(text);
    this.deadline = performance.now() + mostMs;
  }

  /** @throws PatternTimeout */
  override charCodeAt(index: number): number {
    if (++this.looks % LOOKS === 0 && performance.now() > this.deadline)
      throw new PatternTimeout(
        `The regular expression took more than ${this.mostMs} ms on a text of ${this.text.length} characters: simplify it.`,
      );
    return this.text.charCodeAt(index);
  }
}
