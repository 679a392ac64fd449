// What waits longest is begun first, also on a fresh clone, where Vitest knows no durations: nobody waits at the end for one suite alone.
import { BaseSequencer } from 'vitest/node';

const order = ['e2e', 'browser', 'int', 'unit'];
const rank = ({ project }) => order.indexOf(project.name);

export class LongestFirst extends BaseSequencer {
  async sort(specs) {
    return (await super.sort(specs)).sort((one, other) => rank(one) - rank(other));
  }
}
