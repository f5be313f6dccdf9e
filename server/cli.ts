// The command line: which commands and options there are. Takes what each command does, gives a commander program.
// Every option is also a variable and a key of the config file (`config.ts`).

import { existsSync } from 'node:fs';
import { Command, Help, type Option } from 'commander';
import {
  type AudioCommandOptions,
  type CallsCommandOptions,
  type LadderCommandOptions,
  REPORT_PART_NAMES,
  type ReadingOptions,
  type ReportCommandOptions,
} from '../collector/index.ts';
import { applyConfig } from './config.ts';
import type { DashboardOptions } from './dashboard.ts';
import {
  addHepOptions,
  addInterfaceOptions,
  addPageOptions,
  addReadingOptions,
  addSpoolOptions,
  type HepFlags,
  type InterfaceFlags,
  type PageFlags,
  pageOf,
  type ReadingFlags,
  readingOf,
  recordRequestOf,
  type SpoolFlags,
} from './option-groups.ts';
import { readIndex, readParts } from './option-values.ts';
import type { RecordRequest } from './record-plan.ts';
import { nearest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** What the commands do; each gives the exit code. */
export interface Actions {
  dashboard(paths: string[], options: DashboardOptions & { readonly isBrowserWanted: boolean }): Promise<number>;
  record(request: RecordRequest): Promise<number>;
  report(paths: string[], options: ReportCommandOptions & ReadingOptions): Promise<number>;
  calls(paths: string[], options: CallsCommandOptions & ReadingOptions): Promise<number>;
  ladder(paths: string[], options: LadderCommandOptions & ReadingOptions): Promise<number>;
  audio(paths: string[], options: AudioCommandOptions & ReadingOptions): Promise<number>;
}

export interface CliWorld {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told the exit code of the command that ran. */
  readonly onExit: (code: number) => void;
}

const FILTER = 'only calls that match, for example "state = failed"';

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
  addLive(program, actions, world);
  addServe(program, actions, world);
  addRecord(program, actions, world);
  addReport(program, actions, world);
  addCalls(program, actions, world);
  addLadder(program, actions, world);
  addAudio(program, actions, world);
  return program;
}

function addDashboard(program: Command, actions: Actions, world: CliWorld): void {
  program
    .argument('[FILE|DIR...]', 'captures to open in the dashboard, merged in time order; - is standard input')
    .option('--follow', 'read on what is appended to the files, and files that come into the folders');
  addReadingOptions(program);
  addPageOptions(program);
  common(program, [
    'sipscope trace.pcapng',
    'sipscope --port 9000 --filter "code >= 500" monday.pcap tuesday.pcap.gz',
    'sipscope --keylog keys.log --follow /var/spool/traces',
    'ssh host tcpdump -U -w - port 5060 | sipscope -',
  ]);
  program.action(async (paths: string[], flags: PageFlags & ReadingFlags & { readonly follow?: boolean }) => {
    assertNoCommandMeant(paths[0], program);
    const { follow = false } = flags;
    world.onExit(await actions.dashboard(paths, { ...pageOf(flags, program), reading: readingOf(flags), follow }));
  });
}

function addLive(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('live')
    .description('record interfaces into a spool and show the calls while they happen');
  addInterfaceOptions(command);
  addHepOptions(command);
  addSpoolOptions(command, false);
  addReadingOptions(command);
  addPageOptions(command);
  common(command, [
    'sipscope live -i eth0',
    'sudo sipscope live -i eth0 -i eth1 -f "port 5060 or portrange 10000-20000" --engine tcpdump',
    'sipscope live -i any --hep udp:0.0.0.0:9060 --spool-size 10G --spool-age 7d',
    'sipscope live -i eth0 --keylog /var/log/kamailio/keys.log --hep-to udp:homer.example.com:9060',
  ]);
  command.action(async (flags: PageFlags & ReadingFlags & InterfaceFlags & HepFlags & SpoolFlags) => {
    assertInputs(flags.interface.length + flags.hep.length, 'live');
    const record = recordRequestOf(flags);
    world.onExit(await actions.dashboard([], { ...pageOf(flags, command), reading: readingOf(flags), record }));
  });
}

function addServe(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('serve')
    .description('serve the dashboard: what HEP agents send, what a recorder writes, or nothing yet');
  addHepOptions(command);
  addSpoolOptions(command, false);
  addReadingOptions(command);
  addPageOptions(command);
  common(command, [
    'sipscope serve',
    'sipscope serve --hep udp:0.0.0.0:9060 --hep tcp:0.0.0.0:9060',
    'sipscope serve --hep tls:0.0.0.0:9061 --hep-cert cert.pem --hep-private-key key.pem',
    'sipscope serve --spool /var/spool/sipscope      what "sipscope record" writes there',
  ]);
  command.action(async (flags: PageFlags & ReadingFlags & HepFlags & SpoolFlags) => {
    const { spool, hep } = flags;
    const record = recordRequestOf(flags);
    const page = { ...pageOf(flags, command), reading: readingOf(flags) };
    // Without a listener of its own it shows the spool of somebody else's recorder; captures of the page have the other options.
    const { spool: _, ...forPage } = record;
    const sources = hep.length > 0 ? { record } : { recordDefaults: forPage, ...(spool !== undefined && { spool }) };
    world.onExit(await actions.dashboard([], { ...page, ...sources }));
  });
}

function addRecord(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('record')
    .description('only record: the part that needs rights, without analysis and without a page');
  addInterfaceOptions(command);
  addHepOptions(command);
  addSpoolOptions(command, true);
  common(command, [
    'sipscope record -i eth0 --spool /var/spool/sipscope',
    'sipscope record -i any -f "port 5060" --spool /var/spool/sipscope --spool-size 50G --spool-age 30d',
  ]);
  command.action(async (flags: InterfaceFlags & HepFlags & SpoolFlags) => {
    assertInputs(flags.interface.length + flags.hep.length, 'record');
    if (flags.spool === undefined)
      throw new UsageError(
        'record needs a folder to record into',
        'Example: sipscope record -i eth0 --spool /var/spool/sipscope',
      );
    world.onExit(await actions.record(recordRequestOf(flags)));
  });
}

/** They may also come from a variable or the config file, so commander cannot ask for them. */
function assertInputs(inputs: number, command: string): void {
  if (inputs > 0) return;
  const place = command === 'record' ? ' --spool DIR' : '';
  throw new UsageError(
    `${command} needs to know what to record`,
    `Name an interface: sipscope ${command} -i eth0${place}. "any" is all of them.`,
  );
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
    .option('--only <parts>', `only these parts, by commas: ${REPORT_PART_NAMES.join(', ')}`, readParts)
    .option('--lint', 'also what is wrong with the messages, by RFC 3261 and its extensions')
    .option('--rtp-without-signalling', 'also list RTP that no SIP announced')
    .option('--filter <expr>', FILTER);
  addReadingOptions(command);
  common(command, [
    'sipscope report trace.pcapng',
    'sipscope report --json --summary trace.pcapng',
    'sipscope report --only streams,kpi trace.pcapng',
  ]);
  command.action(async (paths: string[], flags: ReportCommandOptions & ReadingFlags) => {
    world.onExit(await actions.report(paths, withReading(flags)));
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
  addReadingOptions(command);
  common(command, [
    'sipscope calls --filter "state = failed" trace.pcapng',
    'sipscope calls --csv trace.pcapng > calls.csv',
  ]);
  command.action(async (paths: string[], flags: CallsCommandOptions & ReadingFlags) => {
    world.onExit(await actions.calls(paths, withReading(flags)));
  });
}

function addLadder(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('ladder')
    .description('one call as a ladder of its messages')
    .argument('<FILE...>', 'captures to read, merged in time order; - is standard input')
    .option('--call-id <id>', 'the call; may be left out when there is only one')
    .option('--legs', 'all legs of its call in one ladder')
    .option('--group', 'the same as --legs')
    .option('--svg', 'as an SVG picture')
    .option('--mermaid', 'as a Mermaid sequence diagram')
    .option('--ascii', 'arrows of ASCII characters only');
  addReadingOptions(command);
  common(command, [
    'sipscope ladder trace.pcapng --call-id 3848276298220188511@atlanta.example.com',
    'sipscope ladder trace.pcapng --call-id abc@host --svg > call.svg',
    'sipscope ladder trace.pcapng --call-id abc@host --legs --alias hosts.txt',
  ]);
  command.action(async (paths: string[], flags: LadderCommandOptions & ReadingFlags) => {
    world.onExit(await actions.ladder(paths, withReading(flags)));
  });
}

function addAudio(program: Command, actions: Actions, world: CliWorld): void {
  const command = program
    .command('audio')
    .description('what was said in a call, as a WAV file: the caller on the left, the callee on the right')
    .argument('<FILE...>', 'captures to read, merged in time order; - is standard input')
    .option('--call-id <id>', 'the call; may be left out when only one has media')
    .option('--stream <index>', 'one RTP stream alone, by its index in the report', readIndex)
    .option('-o, --output <file>', 'the file to write');
  addReadingOptions(command);
  common(command, [
    'sipscope audio trace.pcapng --call-id 3848276298220188511@atlanta.example.com -o call.wav',
    'sipscope audio trace.pcapng --stream 2 -o stream.wav',
  ]);
  command.action(async (paths: string[], flags: Partial<AudioCommandOptions> & ReadingFlags) => {
    const { output } = flags;
    if (output === undefined)
      throw new UsageError('audio needs a file to write to', 'Example: sipscope audio trace.pcapng -o call.wav');
    world.onExit(await actions.audio(paths, { ...withReading(flags), output }));
  });
}

/** The options of a headless command, those of reading under the names the collector has for them. */
function withReading<Flags extends ReadingFlags>(flags: Flags): Omit<Flags, keyof ReadingFlags> & ReadingOptions {
  const {
    keylog: _keylog,
    rsaKey: _rsaKey,
    hepTo: _hepTo,
    hepToKey: _hepToKey,
    alias: _alias,
    links: _links,
    correlateHeader: _correlateHeader,
    ...options
  } = flags;
  return { ...options, ...readingOf(flags) };
}

/** What every command has: the config file, and examples in its help. */
function common(command: Command, examples: readonly string[]): void {
  command
    .configureHelp({ optionDescription })
    .option('--config <file>', 'JSON file with options, for example { "port": 9000 }')
    .addHelpText('after', `\nExamples:\n${examples.map(example => `  ${example}`).join('\n')}\n`)
    .addHelpText('after', 'Every option is also a variable (SIPSCOPE_FILTER) and a key of the config file ("filter").');
}

/** An empty default says nothing to a reader. */
function optionDescription(option: Option): string {
  const isEmpty = String(option.defaultValue ?? '') === '';
  return isEmpty ? option.description : new Help().optionDescription(option);
}

function allOptions(program: Command): Option[] {
  const options = [program, ...program.commands].flatMap(command => command.options);
  return options.filter(option => option.long !== '--config' && option.long !== '--version');
}
