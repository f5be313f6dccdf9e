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
  /** Uploaded captures that are open at once. */
  uploads: 16,
  /** Bytes of one upload, unless `--upload-limit` says otherwise. */
  defaultUploadBytes: 1024 ** 3,
} as const;
