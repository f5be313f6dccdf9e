// The door of the collector: what the server may take from it. Types come from collector/model. What reads a capture in this very
// process stands behind a door of its own (`headless.ts`), so that a dashboard, which has threads for that, starts without loading it.

export { AliasError, aliasProblems, readAliasText, saveAliasText } from './aliases.ts';
export { csvRow } from './bytes/csv.ts';
export { editDistance } from './bytes/edit-distance.ts';
export type { AudioCommandOptions } from './commands/audio.ts';
export type { CallsCommandOptions } from './commands/calls.ts';
export type { ReadingOptions } from './commands/command.ts';
export { type CommandIo, standardIo } from './commands/command-io.ts';
export type { LadderCommandOptions } from './commands/ladder.ts';
export type { ReportCommandOptions } from './commands/report.ts';
export { parseHepUrl } from './hep/hep-url.ts';
export { ladderMermaid } from './ladder/mermaid.ts';
export { ladderSvg } from './ladder/svg.ts';
export { ladderText } from './ladder/text.ts';
export { HeaderRuleError, readHeaderRule } from './links/header-rules.ts';
export { saveDecision } from './links/link-file.ts';
export { CALL_PART_NAMES, isCallPart } from './query/call-parts.ts';
export { FILTER_FIELDS } from './query/filter-fields.ts';
export { isReportPart, REPORT_PART_NAMES, type ReportPart } from './query/report-parts.ts';
export { isTimeZone } from './query/wall-clock.ts';
export { DEFAULT_LIMITS, DEFAULT_PLAN, defaultSpool } from './record/defaults.ts';
export { listEngines, listInterfaces } from './record/interfaces.ts';
export { dropPrivileges, type Owner, sudoOwner } from './record/privileges.ts';
export { identityOf, isAlive } from './record/process-identity.ts';
export { readStatus } from './record/recorder-files.ts';
export { type RecordIo, runRecord } from './record/run-record.ts';
export { findRecorder, startRecorder, stopRecorder } from './record/start-recorder.ts';
export { openInThread } from './thread/client.ts';
export type { CaptureChange, CaptureHandle, CaptureSource, HepTarget } from './thread/protocol.ts';
