// Remembers the key figures that were asked for last: a page, a scrape and a second page ask the same while nothing has changed. When
// something has, what is known of all attempts (`kpi-book.ts`) is gone on with.
// One generation of the index; a question that is asked again while it is being answered gets the same answer.

import type { KpiAnswer, KpiQuery } from '../model/kpi.ts';
import { type KpiSources, kpiSteps } from './kpi.ts';
import { KpiBook } from './kpi-book.ts';
import { inSlices } from './slices.ts';

/** Answers that are kept: at most some hundred kB each. */
const KEPT = 8;

interface Known {
  readonly revision: number;
  readonly answer: Promise<KpiAnswer>;
}

export class KpiAnswers {
  private readonly knownByQuestion = new Map<string, Known>();
  private book: KpiBook | undefined = undefined;

  /** What is known of all attempts: for other questions about them, too. */
  bookOf({ store }: Pick<KpiSources, 'store'>): KpiBook {
    this.book ??= new KpiBook(store);
    return this.book;
  }

  answer(sources: KpiSources, query: KpiQuery): Promise<KpiAnswer> {
    const book = this.bookOf(sources);
    const { from, to, bucket, zone, group, filter, firstLegOnly } = query;
    const question = JSON.stringify([from, to, bucket, zone, group, filter, firstLegOnly]);
    const known = this.knownByQuestion.get(question);
    if (known?.revision === sources.revision) return known.answer;
    const answer = inSlices(kpiSteps(sources, query, book));
    this.knownByQuestion.delete(question);
    this.knownByQuestion.set(question, { revision: sources.revision, answer });
    if (this.knownByQuestion.size > KEPT) {
      for (const oldest of this.knownByQuestion.keys()) {
        this.knownByQuestion.delete(oldest);
        break;
      }
    }
    return answer;
  }
}
