/** The events of cases: what somebody of the staff has to look at, until it is closed. */

/** Something arrived that matches nobody or could not be understood. */
export interface CaseEvent {
  readonly at: string;
  readonly event: 'case';
  readonly case: string;
  readonly channel: string;
  readonly received: string;
  readonly what: string;
  readonly evidence?: string;
}

export interface CaseClosedEvent {
  readonly at: string;
  readonly event: 'case-closed';
  readonly case: string;
  readonly by: string;
}
