// What waits longest is begun first, also on a fresh clone, where Jest knows no durations: nobody waits at the end for one suite alone.
import Sequencer from '@jest/test-sequencer';

const order = ['e2e', 'browser', 'int', 'unit'];
const rank = (test) => order.indexOf(test.context.config.displayName?.name);

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
