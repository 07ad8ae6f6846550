/** The doors of a register that a history goes through. */
import type { Form } from '#core/register/form-schema';
import type { LinkAct } from '#core/register/link';
import type { Handover } from '#core/register/mail/mail';
import type { RegisterState } from '#core/register/register-state';

export type Pairs = readonly (readonly [string, string])[];

/** The doors of a register, in process or beside one that runs. */
export interface HistoryDoor {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** When the workshop ends. */
  readonly offerEnd: number;
  readonly formOf: (form: string) => Pick<Form, 'fields' | 'recipients'>;
  readonly noticeOf: (form: string) => Promise<string>;
  /** Registers by the JSON door; returns the id of the submission. */
  readonly register: (form: string, fields: object, boxes: object) => Promise<string>;
  /** Posts to a link; throws where the register does not know it or fails. */
  readonly post: (act: LinkAct, subject: string, pairs?: Pairs) => Promise<void>;
  readonly staff: <Result>(command: string, input: object) => Promise<Result>;
  /** Says what becomes of the mails that are handed over from now on; each is sent where it is left out. */
  readonly handOver?: (outcome: Handover) => void;
  /** What the log adds up to: for the ids that the register chose. */
  readonly state: () => RegisterState;
}
