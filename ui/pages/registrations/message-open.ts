// What the parts of the registrations page say when a message is to be seen.

/** Detail of the event `message-open`. */
export interface MessageOpen {
  readonly leg: number;
  readonly message: number;
}
