/** The event that a received mail was filed. */

/** What a received mail was filed as. */
export type FiledAs = 'withdrawal' | 'bounce' | 'automatic' | 'complaint' | 'open';

/** `mail` is a keyed hash of its Message-ID and what it says, or else of the whole mail, so that it counts once. */
export interface FiledEvent {
  readonly event: 'filed';
  readonly at: string;
  readonly mail: string;
  readonly as: FiledAs;
}
