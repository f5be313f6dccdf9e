// Keeps the import table of the architecture, looks for circles, and for source files without their test.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/**
 * Who may import whom: the longest matching prefix of a file names its row. A folder may always import itself, unless its row says
 * `self: false`. An entry that ends in .ts is that file alone; a package name stands for itself; `node:` is allowed in the collector
 * and the server, never in the page.
 */
const MAY_IMPORT: Readonly<Record<string, { readonly from: readonly string[]; readonly self?: false }>> = {
  'collector/bytes/': { from: [] },
  'collector/model/': { from: [] },
  'collector/segment/': { from: ['collector/bytes/', 'collector/model/'] },
  'collector/packet/': { from: ['collector/bytes/', 'collector/model/'] },
  'collector/sip/': { from: ['collector/bytes/', 'collector/model/', 'sdp-transform', 'saxes'] },
  'collector/hep/': { from: ['collector/bytes/', 'collector/model/'] },
  'collector/tls/': { from: ['collector/bytes/', 'collector/model/'] },
  // Keys of SRTP from handshakes on the media ports.
  'collector/dtls/': {
    from: ['collector/bytes/', 'collector/model/', 'collector/tls/', 'collector/media/srtp/'],
  },
  'collector/record/': {
    from: ['collector/bytes/', 'collector/model/', 'collector/hep/', 'collector/segment/'],
  },
  // The one place that may load libpcap (ARCHITECTURE §6).
  'collector/record/live.ts': { from: ['collector/bytes/', 'collector/model/', 'collector/record/', 'cap'] },
  'collector/stream/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/packet/',
      'collector/sip/',
      'collector/tls/',
      'collector/hep/',
    ],
  },
  'collector/ladder/': { from: ['collector/bytes/', 'collector/model/'] },
  'collector/media/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/sip/lexical.ts',
      'collector/sip/payload-types.ts',
      'collector/sip/sdp.ts',
      'collector/sip/sdp-media.ts',
    ],
  },
  // The one place that loads libopus.
  'collector/media/decode/opus.ts': { from: ['collector/media/', 'opus-decoder'] },
  'collector/store/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/segment/error.ts',
      'collector/segment/reader.ts',
      'collector/sip/message.ts',
    ],
  },
  'collector/track/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/sip/scan.ts',
      'collector/sip/sdp-marks.ts',
      'collector/store/',
    ],
  },
  // Reads messages again to find out which legs belong together; joins them by `track/correlate.ts`.
  'collector/links/': {
    from: ['collector/bytes/', 'collector/model/', 'collector/sip/', 'collector/store/', 'collector/track/'],
  },
  'collector/query/': {
    from: [
      'collector/links/',
      'collector/bytes/',
      'collector/model/',
      'collector/store/',
      'collector/ladder/',
      'collector/media/',
      'collector/sip/',
      'collector/findings/',
      'collector/track/',
    ],
  },
  'collector/findings/': { from: ['collector/bytes/', 'collector/model/', 'collector/sip/'] },
  'collector/playback/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/segment/',
      'collector/packet/',
      'collector/hep/',
      'collector/sip/',
      'collector/stream/',
      'collector/media/',
      'collector/store/',
      'collector/query/',
    ],
  },
  'collector/export/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/segment/',
      'collector/packet/',
      'collector/hep/',
      'collector/media/',
      'collector/store/',
      'collector/query/',
      'collector/record/pcapng-writer.ts',
    ],
  },
  'collector/capture-answers.ts': {
    from: [
      'collector/aliases.ts',
      'collector/export/',
      'collector/links/',
      'collector/model/',
      'collector/playback/',
      'collector/query/',
      'collector/findings/',
      'collector/media/',
      'collector/segment/',
      'collector/store/',
      'collector/track/',
    ],
  },
  'collector/aliases.ts': {
    from: ['collector/bytes/', 'collector/ladder/hosts.ts', 'collector/segment/error.ts'],
  },
  'collector/capture-counters.ts': { from: ['collector/model/'] },
  'collector/capture-health.ts': {
    from: [
      'collector/model/',
      'collector/segment/',
      'collector/store/',
      'collector/capture-counters.ts',
      'collector/pipeline.ts',
    ],
  },
  'collector/key-logs.ts': { from: ['collector/model/', 'collector/segment/', 'collector/tls/'] },
  'collector/hep-mirror.ts': { from: ['collector/model/', 'collector/hep/', 'collector/thread/protocol.ts'] },
  'collector/stored-sdp.ts': {
    from: ['collector/media/', 'collector/model/', 'collector/sip/', 'collector/store/'],
  },
  'collector/pipeline.ts': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/packet/',
      'collector/sip/',
      'collector/track/',
      'collector/media/',
      'collector/dtls/',
      'collector/store/',
      'collector/capture-counters.ts',
      'collector/stream/',
      'collector/hep/',
      'collector/tls/',
    ],
  },
  'collector/capture.ts': {
    from: [
      'collector/ladder/hosts.ts',
      'collector/aliases.ts',
      'collector/links/',
      'collector/model/',
      'collector/segment/',
      'collector/store/',
      'collector/media/',
      'collector/query/',
      'collector/pipeline.ts',
      'collector/hep/',
      'collector/tls/',
      'collector/capture-answers.ts',
      'collector/capture-health.ts',
      'collector/hep-mirror.ts',
      'collector/key-logs.ts',
      'collector/stored-sdp.ts',
      'collector/thread/protocol.ts',
    ],
  },
  'collector/thread/': { from: ['collector/model/', 'collector/capture.ts'] },
  'collector/commands/': {
    from: [
      'collector/bytes/',
      'collector/model/',
      'collector/ladder/',
      'collector/query/',
      'collector/capture.ts',
      'collector/record/',
      'collector/thread/protocol.ts',
      'cli-progress',
    ],
  },
  'collector/index.ts': {
    from: [
      'collector/ladder/',
      'collector/aliases.ts',
      'collector/links/header-rules.ts',
      'collector/links/link-file.ts',
      'collector/bytes/',
      'collector/commands/',
      'collector/hep/hep-url.ts',
      'collector/query/call-parts.ts',
      'collector/query/filter-fields.ts',
      'collector/query/wall-clock.ts',
      'collector/query/report-parts.ts',
      'collector/record/',
      'collector/thread/',
    ],
  },
  'collector/headless.ts': { from: ['collector/commands/', 'collector/thread/'] },
  'server/wire/': { from: ['collector/model/', 'typebox'] },
  'server/routes/': {
    from: [
      'collector/index.ts',
      'collector/model/',
      'server/wire/',
      'server/plugins/',
      'server/',
      'fastify',
      '@fastify/',
      'typebox',
      'ws',
    ],
    self: false,
  },
  'server/': {
    from: [
      'collector/index.ts',
      'collector/model/',
      'server/wire/',
      'server/',
      'fastify',
      '@fastify/',
      'typebox',
      'commander',
      'ws',
    ],
  },
  'ui/base/': { from: ['server/wire/', 'lit'] },
  // The filter language as the page needs it: pure, and checked against the collector's by its tests.
  'ui/filter/': { from: ['server/wire/', 'ui/base/'] },
  'ui/controllers/': { from: ['server/wire/', 'ui/base/', 'ui/state/', 'lit'] },
  'ui/state/': { from: ['server/wire/', 'ui/base/', 'ui/filter/'] },
  'ui/net/': { from: ['server/wire/', 'ui/base/', 'ui/state/'] },
  // Both ends of the short form of a ladder are one file.
  'ui/net/unpack-call.ts': { from: ['collector/ladder/packed.ts', 'server/wire/', 'ui/state/'] },
  'ui/widgets/': {
    from: ['ui/base/', 'ui/filter/', 'ui/controllers/', 'ui/styles/', 'ui/texts.ts', 'lit', 'chart.js'],
  },
  // Drawings of ladders are pure text in, text out: the page exports by the very code of the command line, loaded when it is asked for.
  'ui/ladder/draw.ts': {
    from: [
      'collector/ladder/colours.ts',
      'collector/ladder/mermaid.ts',
      'collector/ladder/svg.ts',
      'collector/ladder/text.ts',
      'server/wire/',
      'ui/base/',
      'ui/ladder/',
      'ui/texts.ts',
    ],
  },
  'ui/ladder/': {
    from: [
      'server/wire/',
      'ui/base/',
      'ui/controllers/',
      'ui/widgets/',
      'ui/styles/',
      'ui/state/ladder-view.ts',
      'ui/texts.ts',
      'lit',
    ],
  },
  'ui/': { from: ['server/wire/', 'ui/', 'lit'] },
};

/** In the page, `server/wire` is types only; so is `collector/model` for the server. */
const TYPES_ONLY: readonly (readonly [from: string, to: string])[] = [
  ['ui/', 'server/wire/'],
  ['server/', 'collector/model/'],
];

interface Import {
  readonly file: string;
  /** Path from the root, or a package name. */
  readonly target: string;
  readonly isTypeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.config.ts'))
    .map(name => join(folder, name))
    .sort();
}

const files = ['collector', 'server', 'ui'].flatMap(sourceFiles);
const texts = new Map(files.map(file => [file, readFileSync(join(root, file), 'utf8')]));

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]/gm;
  for (const [, type, names, specifier] of (texts.get(file) ?? '').matchAll(pattern)) {
    const target = specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier;
    const members =
      names
        ?.match(/^\{([\s\S]*)\}$/)?.[1]
        .split(',')
        .filter(name => name.trim() !== '') ?? [];
    const allTypes = members.length > 0 && members.every(name => name.trim().startsWith('type '));
    found.push({ file, target, isTypeOnly: type !== undefined || allTypes });
  }
  return found;
}

const imports = files.flatMap(importsOf);

function rowOf(file: string): string {
  return Object.keys(MAY_IMPORT)
    .filter(prefix => file.startsWith(prefix))
    .reduce((longest, prefix) => (prefix.length > longest.length ? prefix : longest), '');
}

function isAllowed({ file, target }: Import): boolean {
  const row = rowOf(file);
  const rule = MAY_IMPORT[row];
  if (rule === undefined) return false;
  if (target.startsWith('node:')) return !file.startsWith('ui/');
  if (row.endsWith('/') && rule.self !== false && target.startsWith(row)) return true;
  return rule.from.some(allowed =>
    allowed.endsWith('.ts')
      ? target === allowed
      : target === allowed || target.startsWith(allowed.endsWith('/') ? allowed : `${allowed}/`),
  );
}

test('every import is in the table', () => {
  const wrong = imports.filter(one => !isAllowed(one)).map(one => `${one.file} imports ${one.target}`);
  expect(wrong).toEqual([]);
});

test('what is types only is imported as types only', () => {
  const wrong = imports
    .filter(
      one => !one.isTypeOnly && TYPES_ONLY.some(([from, to]) => one.file.startsWith(from) && one.target.startsWith(to)),
    )
    .map(one => `${one.file} imports values of ${one.target}`);
  expect(wrong).toEqual([]);
});

test('no file imports itself by a circle', () => {
  const targets = new Map(files.map(file => [file, [] as string[]]));
  for (const one of imports) if (!one.isTypeOnly) targets.get(one.file)?.push(one.target);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test('one file each may touch what is kept behind one door', () => {
  const doors: Readonly<Record<string, string>> = {
    'sdp-transform': 'collector/sip/sdp.ts',
    saxes: 'collector/sip/bodies/xml.ts',
    cap: 'collector/record/live.ts',
    'chart.js': 'ui/widgets/chart-view.ts',
  };
  const wrong = imports
    .filter(one => doors[one.target] !== undefined && doors[one.target] !== one.file)
    .map(one => one.file);
  expect(wrong).toEqual([]);
});

/** Files that hold nothing to run, or only put tested things together; each with the test that covers it. */
const TESTED_ELSEWHERE: Readonly<Record<string, string>> = {
  'server/main.ts': 'test/e2e/cli.test.ts',
};

describe('every source file has its test', () => {
  // Style sheets and the table of texts are data.
  const isData = (file: string): boolean => /\.styles\.ts$|^ui\/styles\/|^ui\/texts(?:-[a-z]+)?\.ts$/.test(file);
  const hasCode = (file: string): boolean =>
    !isData(file) && /^export (?:const|function|class|async function|abstract class)/m.test(texts.get(file) ?? '');
  const testsOf = (file: string): string[] => {
    const base = join('test', file.replace(/\.ts$/, ''));
    return [
      `${base}.test.ts`,
      `${base}.browser.test.ts`,
      ...(TESTED_ELSEWHERE[file] === undefined ? [] : [TESTED_ELSEWHERE[file]]),
    ];
  };

  test('at the same path under test/', () => {
    const without = files.filter(file => hasCode(file) && !testsOf(file).some(path => existsSync(join(root, path))));
    expect(without).toEqual([]);
  });
});
