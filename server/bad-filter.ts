// A wrong filter expression as the answer that says where it is wrong and what was expected there.

import { ApiError } from './errors.ts';
import type { FilterError } from './wire/types.ts';

export function badFilter({ message, position, length, expected }: FilterError): ApiError {
  const hint = expected.length === 0 ? 'Correct the expression there.' : `Expected there: ${expected.join(', ')}.`;
  return new ApiError(400, 'SIPA_BAD_FILTER', message, hint, { position, length, expected });
}
