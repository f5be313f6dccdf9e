// The second door of the collector: what reads captures in this process, the commands without a page and standard input. Apart from
// `index.ts` because it is most of the program: it is loaded when one of these is asked for.

export { runAudio } from './commands/audio.ts';
export { runCalls } from './commands/calls.ts';
export { runLadder } from './commands/ladder.ts';
export { runReport } from './commands/report.ts';
export { openLocal } from './thread/local.ts';
