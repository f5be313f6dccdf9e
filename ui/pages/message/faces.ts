// The faces of a message that are loaded when one of them is wanted: nobody waits for them who looks at the list of calls.

import './message-body.ts';
import './message-diff-view.ts';
import './message-lint.ts';
import './message-parsed.ts';
