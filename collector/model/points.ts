// Capture points: the places where frames were captured. An interface of a recorder, a file, a HEP agent.
// The same message seen at two of them is shown once, with the list of its points (SEMANTICS §1, Duplicate).

/** What a point is. */
export type PointKind = 'file' | 'interface' | 'hep';

/** HEP agents name themselves, so their number has a bound; what comes beyond shares the last id. */
const MAX_POINTS = 4096;
const OTHERS = 'other capture points';

export interface CapturePoint {
  readonly name: string;
  readonly kind: PointKind;
}

/** Names of points by id, from 0. Ids are stable for one capture; an id fits into 16 bits. */
export class CapturePoints {
  private readonly points: CapturePoint[] = [];
  private readonly idByName = new Map<string, number>();
  /** When points began and ended, in turns: each end begins the next. */
  private readonly beginnings: (number | undefined)[] = [];
  private readonly ends: (number | undefined)[] = [];
  private turn = 0;
  /** Points that found no id of their own. */
  refused = 0;

  /** The id of a point; the first one who asks gives it its kind. */
  idOf(name: string, kind: PointKind): number {
    const known = this.idByName.get(name);
    if (known !== undefined) return known;
    const id = this.points.length;
    if (id >= MAX_POINTS) {
      this.refused++;
      return MAX_POINTS - 1;
    }
    this.points.push(id === MAX_POINTS - 1 ? { name: OTHERS, kind } : { name, kind });
    this.idByName.set(name, id);
    return id;
  }

  /** A frame of a point that had none, or none since it ended, comes next. */
  begin(id: number): void {
    if (this.beginnings[id] !== undefined && this.ends[id] === undefined) return;
    this.beginnings[id] = this.turn;
    this.ends[id] = undefined;
  }

  /** The file of a point is read to its end. */
  end(id: number): void {
    this.ends[id] = ++this.turn;
  }

  /**
   * Whether one point had ended before another began, as files do that were written one after the other: they cannot have captured
   * the same frame. Points that nobody said anything about may have lived at the same time.
   */
  precedes(id: number, later: number): boolean {
    const end = this.ends[id];
    const beginning = this.beginnings[later];
    return end !== undefined && beginning !== undefined && end <= beginning;
  }

  /** Undefined when there is no such id. */
  get(id: number): CapturePoint | undefined {
    return this.points[id];
  }

  get count(): number {
    return this.points.length;
  }
}
