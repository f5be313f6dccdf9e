// The parts of a report that one can ask for alone (`report --only`, INTERFACES). What is not asked for is not computed.

/** Each with its keys of the JSON. A contract: names stay. */
export const REPORT_PARTS = {
  sources: ['sources'],
  frames: ['frames', 'truncatedFrames', 'notDecoded', 'dropped', 'points', 'tls', 'shed'],
  messages: ['sipMessages', 'requests', 'responses', 'callIds', 'retransmissions', 'duplicates', 'malformed'],
  kpi: ['kpi'],
  lint: ['lint'],
  legs: ['legs'],
  calls: ['calls'],
  registrations: ['registrations'],
  subscriptions: ['subscriptions'],
  instantMessages: ['instantMessages'],
  optionsHealth: ['optionsHealth'],
  conferences: ['conferences'],
  transfers: ['transfers'],
  streams: ['rtpPackets', 'media', 'streams', 'rtpWithoutSignalling'],
  findings: ['findings', 'findingsBySeverity', 'findingsByRule', 'findingsPartOf'],
} as const;

export type ReportPart = keyof typeof REPORT_PARTS;

export const REPORT_PART_NAMES: readonly ReportPart[] = Object.keys(REPORT_PARTS).filter(isReportPart);

export function isReportPart(name: string): name is ReportPart {
  return Object.hasOwn(REPORT_PARTS, name);
}

/** What of a report is wanted; every part but lint, which reads every message, when nobody chose. */
export class WantedParts {
  private readonly chosen: ReadonlySet<ReportPart> | undefined;

  constructor(only: readonly ReportPart[] | undefined) {
    this.chosen = only === undefined ? undefined : new Set(only);
  }

  has(part: ReportPart): boolean {
    return this.chosen === undefined ? part !== 'lint' : this.chosen.has(part);
  }

  /** What `make` gives when the part is wanted; else nothing, and `make` is not called. */
  of<Section extends object>(part: ReportPart, make: () => Section): Section | Record<never, never> {
    return this.has(part) ? make() : {};
  }
}
