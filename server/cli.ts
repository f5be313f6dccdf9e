// The command line: which commands and options there are. Takes what each command does, gives a commander program.
// Every option is also a variable and a key of the config file (`config.ts`).

import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, type Option } from 'commander';
import type { CallsCommandOptions, LadderCommandOptions, ReportCommandOptions } from '../collector/index.ts';
import { applyConfig } from './config.ts';
import type { DashboardOptions } from './dashboard.ts';
import { DEFAULT_PORT } from './listen.ts';
import { nearest } from './suggest.ts';
import { UsageError } from './usage-error.ts';
import { LIMITS } from './wire/limits.ts';

/** What the commands do; each gives the exit code. */
export interface Actions {
  dashboard(paths: string[], options: DashboardOptions & { readonly isBrowserWanted: boolean }): Promise<number>;
  report(paths: string[], options: ReportCommandOptions): Promise<number>;
  calls(paths: string[], options: CallsCommandOptions): Promise<number>;
  ladder(paths: string[], options: LadderCommandOptions): Promise<number>;
}

export interface CliWorld {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told the exit code of the command that ran. */
  readonly onExit: (code: number) => void;
}

interface DashboardFlags {
  readonly port: number;
  readonly host: string;
  readonly filter: string;
  readonly uploadLimit: number;
  readonly open: boolean;
}

const FILTER = 'only calls that match, for example "state = failed"';
const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Throws CommanderError instead of ending the process; so does `--help`. */
export function makeProgram(actions: Actions, world: CliWorld): Command {
  const program = new Command('sipscope')
    .description('SIP traffic analyzer: from a capture to calls, ladders and messages.')
    .version(world.version)
    .exitOverride()
    .showHelpAfterError('Run it with --help to see what there is.')
    // `sipscope report FILE --filter X`: the option belongs to `report`.
    .enablePositionalOptions();
  program.hook('preAction', (_, command) => applyConfig(command, allOptions(program), world.environment));
  addDashboard(program, actions, world);
  addReport(program, actions, world);
  addCalls(program, actions, world);
  addLadder(program, actions, world);
  return program;
}

function addDashboard(program: Command, actions: Actions, world: CliWorld): void {
  program
    .argument('[FILE...]', 'captures to open in the dashboard, merged in time order; - is standard input')
    .option(
      '--port <n>',
      'port of the dashboard; one that is given is not replaced when it is in use',
      readPort,
      DEFAULT_PORT,
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--filter <expr>', `${FILTER}: where the page starts`, '')
    .option(
      '--upload-limit <size>',
      'largest capture that may be uploaded, as 500M or 2G',
      readSize,
      LIMITS.defaultUploadBytes,
    )
    .option('--no-open', 'do not open a browser');
  common(program, ['sipscope trace.pcapng', 'sipscope --port 9000 --filter "code >= 500" monday.pcap tuesday.pcap.gz']);
  program.action(async (paths: string[], flags: DashboardFlags) => {
    assertNoCommandMeant(paths[0], program);
    const { port, host, filter, uploadLimit, open } = flags;
    const isPortGiven = program.getOptionValueSource('port') !== 'default';
    const options = { port, isPortGiven, host, filter, uploadLimit, isBrowserWanted: open };
    world.onExit(await actions.dashboard(paths, options));
  });
}

/** `sipscope reprot x.pcap` would else look for a file of that name. */
function assertNoCommandMeant(word: string | undefined, program: Command): void {
  if (word === undefined || existsSync(word)) return;
  const meant = nearest(
    word,
    program.commands.map(command => command.name()),
  );
  if (meant !== undefined)
    throw new UsageError(`${word}: there is no such file`, `Did you mean the command "sipscope ${meant}"?`);
}

function addReport(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('report')
    .description('what is in a capture: messages, calls, registrations, streams')
    .argument('<FILE...>', 'captures to read, merged in time order; - is standard input')
    .option('--json', 'one JSON object')
    .option('--markdown', 'tables in Markdown')
    .option('--summary', 'counts only, no lists')
    .option('--filter <expr>', FILTER);
  common(command, ['sipscope report trace.pcapng', 'sipscope report --json --summary trace.pcapng']);
  command.action(async (paths: string[], options: ReportCommandOptions) => {
    world.onExit(await actions.report(paths, options));
  });
}

function addCalls(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('calls')
    .description('the list of calls')
    .argument('<FILE...>', 'captures to read, merged in time order; - is standard input')
    .option('--filter <expr>', FILTER)
    .option('--json', 'a JSON array')
    .option('--csv', 'comma-separated values');
  common(command, [
    'sipscope calls --filter "state = failed" trace.pcapng',
    'sipscope calls --csv trace.pcapng > calls.csv',
  ]);
  command.action(async (paths: string[], options: CallsCommandOptions) => {
    world.onExit(await actions.calls(paths, options));
  });
}

function addLadder(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('ladder')
    .description('one call as a ladder of its messages')
    .argument('<FILE...>', 'captures to read, merged in time order; - is standard input')
    .option('--call-id <id>', 'the call; may be left out when there is only one')
    .option('--svg', 'as an SVG picture')
    .option('--mermaid', 'as a Mermaid sequence diagram')
    .option('--ascii', 'arrows of ASCII characters only');
  common(command, [
    'sipscope ladder trace.pcapng --call-id 3848276298220188511@atlanta.example.com',
    'sipscope ladder trace.pcapng --call-id abc@host --svg > call.svg',
  ]);
  command.action(async (paths: string[], options: LadderCommandOptions) => {
    world.onExit(await actions.ladder(paths, options));
  });
}

/** What every command has: the config file, and examples in its help. */
function common(command: Command, examples: readonly string[]): void {
  command
    .option('--config <file>', 'JSON file with options, for example { "port": 9000 }')
    .addHelpText('after', `\nExamples:\n${examples.map(example => `  ${example}`).join('\n')}\n`)
    .addHelpText('after', 'Every option is also a variable (SIPSCOPE_FILTER) and a key of the config file ("filter").');
}

function allOptions(program: Command): Option[] {
  const options = [program, ...program.commands].flatMap(command => command.options);
  return options.filter(option => option.long !== '--config' && option.long !== '--version');
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.');
}

function readSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([KMG]?)(?:i?B)?$/i.exec(text);
  const unit = SIZE_UNITS[(match?.[2] ?? '').toUpperCase()];
  const bytes = Math.floor(Number(match?.[1]) * (unit ?? Number.NaN));
  if (bytes > 0) return bytes;
  throw new InvalidArgumentError('A size is a number of bytes, or with K, M or G: 500M.');
}
