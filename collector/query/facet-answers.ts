// Remembers the facets that were asked for last: they change only when a leg does. A question that is asked again while it is being
// answered gets the same answer; one that had to leave messages unread goes on with them.

import type { FacetAnswer, FacetQuery } from '../model/facets.ts';
import { MessageValues } from './facet-messages.ts';
import { facetSteps } from './facets.ts';
import type { FilterSources } from './leg-subject.ts';
import { inSlices } from './slices.ts';

/** Answers that are kept. */
const KEPT = 8;

/** `revision` is any number that changes whenever legs do. */
type FacetSources = FilterSources & { readonly revision: number };

interface Known {
  readonly revision: number;
  readonly answer: Promise<FacetAnswer>;
}

export class FacetAnswers {
  private readonly knownByQuestion = new Map<string, Known>();
  private readonly values = new MessageValues();

  answer(sources: FacetSources, query: FacetQuery): Promise<FacetAnswer> {
    const { filter, from, to, fields, text, limit } = query;
    const question = JSON.stringify([filter, from, to, fields, text, limit]);
    const known = this.knownByQuestion.get(question);
    if (known?.revision === sources.revision) return known.answer;
    const answer = this.ask(sources, query, question);
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

  private async ask(sources: FacetSources, query: FacetQuery, question: string): Promise<FacetAnswer> {
    const answer = await inSlices(facetSteps(sources, this.values, query));
    const isWhole = !('facets' in answer) || answer.facets.every(({ counted, legs }) => counted === legs);
    if (!isWhole && this.knownByQuestion.get(question)?.revision === sources.revision)
      this.knownByQuestion.delete(question);
    return answer;
  }
}
