// How much of everything the server takes and gives.

/** Limits of the API, in one place: everything that grows has one. */
export const LIMITS = {
  /** Rows of one `GET /api/calls`. */
  pageRows: 1000,
  defaultPageRows: 100,
  /** Rows of one watched window. */
  windowRows: 500,
  /** Live sockets at once. */
  liveClients: 200,
  /** Bytes of one message from a page. */
  clientMessageBytes: 64 * 1024,
  /** Characters of a filter expression. */
  filterLength: 8192,
  /** Fields of one question for facets, their characters, and values of each. */
  facetFields: 24,
  facetFieldsLength: 2048,
  facetValues: 1000,
  defaultFacetValues: 10,
  /** Columns of one list that are read from messages, and characters of the id of one. */
  readColumns: 12,
  columnIdLength: 80,
  /** Calls of one list that are unfolded, and legs that may be asked for by number. */
  unfoldedCalls: 1000,
  legsByNumber: 1000,
  /** Hosts of one `GET /api/hosts`, and ways between them for each. */
  hosts: 2000,
  defaultHosts: 200,
  linksAHost: 10,
  /** Uploaded captures that are open at once. */
  uploads: 16,
  /** Live captures that are open at once. */
  liveCaptures: 8,
  /** Interfaces, and HEP listeners, of one live capture. */
  liveInputs: 16,
  interfaceNameLength: 64,
  /** Characters of a capture filter (BPF). */
  bpfLength: 4096,
  hepAddressLength: 128,
  /** Largest kernel buffer that may be asked for over HTTP. */
  bufferMegabytes: 1024,
  /** Bytes of one key log that is pasted or sent. */
  keyLogBytes: 1024 ** 2,
  /** Buckets of one waveform. */
  waveformBuckets: 4000,
  defaultWaveformBuckets: 1000,
  /** Bytes of a WAV file that are asked of a capture at once. */
  audioPieceBytes: 256 * 1024,
  /** Bytes of a JSON body. */
  jsonBytes: 64 * 1024,
  /** Bytes of one upload, unless `--upload-limit` says otherwise. */
  defaultUploadBytes: 1024 ** 3,
} as const;
