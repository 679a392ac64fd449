/** What stands in a field once what it held was sent and answered: nothing, but for what was typed meanwhile. The live feed may tell first. */
export const emptied =
  (sent: string) =>
  (typed: string): string =>
    typed === sent ? '' : typed;
