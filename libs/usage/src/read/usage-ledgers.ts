import { Injectable } from '@nestjs/common';
import { ProblemError } from '#libs/rest';
import { Ledger, type LedgerQuestion } from '../ledger.js';
import { UsageQueries, type UsageSearch } from './usage.queries.js';

/** So many fit into a replica's memory, also for several who ask at once. */
const LINES = 20_000;

/** Ledgers, made when they are asked for: what they cost is the runs of their time, of which a page is in memory. */
@Injectable()
export class UsageLedgers {
  constructor(private readonly queries: UsageQueries) {}

  async of(search: UsageSearch, question: Omit<LedgerQuestion, 'within'>): Promise<Ledger> {
    const ledger = new Ledger({ ...question, within: search.within });
    for await (const page of this.queries.pages(search)) {
      for (const run of page) ledger.add(run);
      if (ledger.size > LINES)
        throw new ProblemError(
          'invalid-request',
          `These would be more than ${LINES} lines: ask for a shorter time, for one project or class, or by less.`,
        );
    }
    return ledger;
  }
}
