/** What stands in a form once what it held was sent and answered: nothing, but for what was typed meanwhile. The live feed may tell first. */
export const emptied =
  <Typed>(sent: Typed, nothing: Typed) =>
  (typed: Typed): Typed =>
    typed === sent ? nothing : typed;
