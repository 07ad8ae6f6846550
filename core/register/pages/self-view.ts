/** What the page about oneself is given: plain data of one person, read through the gate for the purpose `rights`. */
import type { Channel } from '../event.ts';
import type { FormDescription } from '../describe-form.ts';
import type { FormField } from '../form-schema.ts';
import type { PermissionState } from '../permission.ts';
import type { SubmissionError } from '../read-submission.ts';

export interface SelfView {
  /** As the person knows it, where it registered without an address. */
  readonly reference?: string | undefined;
  readonly submissions: readonly SelfSubmission[];
  /** Whether no confirmation goes to the person's address any more. */
  readonly isStopped: boolean;
  /** What the post before this page did. */
  readonly done?: SelfDone | undefined;
}

/** `addressAsked`: a new address waits for its confirmation. `giveAsked`: so do consents. */
export type SelfDone =
  | 'corrected'
  | 'addressAsked'
  | 'given'
  | 'giveAsked'
  | 'withdrawn'
  | 'lifted'
  | 'noticeChanged'
  | 'nothingTicked';

export interface SelfSubmission {
  readonly submission: string;
  /** The title of the form. */
  readonly title: string;
  /** RFC 3339. */
  readonly received: string;
  readonly channel: Channel;
  /** The state of its `service`. */
  readonly state: PermissionState;
  /** In the order of the form; a field that the form no longer has, under its name. */
  readonly fields: readonly SelfField[];
  /** Whether the fields can be corrected: its values stand. */
  readonly isEditable: boolean;
  /** Titles. */
  readonly topics: readonly string[];
  readonly permissions: readonly SelfPermission[];
  /** Recipients that were sent these values. */
  readonly transfers: readonly { readonly recipient: string; readonly at: string }[];
  /** What can be given in addition, with the notice of today; absent where nothing is left to give. */
  readonly offer?: SelfOffer | undefined;
  /** What is wrong with a correction that was posted for it; its fields then hold what was typed. */
  readonly errors?: readonly SubmissionError[] | undefined;
}

export interface SelfField {
  readonly name: string;
  readonly type: FormField['type'];
  readonly label: string;
  readonly required: boolean;
  readonly value: string;
}

export interface SelfPermission {
  /** A consent or `transfer:RECIPIENT`; the service is the submission's own state. */
  readonly purpose: string;
  readonly state: PermissionState;
  /** RFC 3339. */
  readonly since: string;
}

export interface SelfOffer {
  readonly notice: FormDescription['notice'];
  /** The whole form's boxes, since the notice holds the words of all. */
  readonly boxes: Pick<FormDescription, 'purposes' | 'recipients'>;
  /** Ids of the purposes and recipients that are not given yet. */
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
}
