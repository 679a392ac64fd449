/** Closes what was opened, the newest first, and goes on when one fails. */
export class Closing {
  private readonly steps: { readonly name: string; readonly close: () => Promise<unknown> }[] = [];

  constructor(private readonly failed: (name: string, error: unknown) => void) {}

  add(name: string, close: () => Promise<unknown>): void {
    this.steps.push({ name, close });
  }

  async close(): Promise<void> {
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop())
      try {
        await step.close();
      } catch (error) {
        this.failed(step.name, error);
      }
  }
}
