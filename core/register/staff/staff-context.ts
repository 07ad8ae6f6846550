/** What the commands of staff work with, beside what the pages do. */
import { OperatorError } from '../../operator-error.ts';
import type { Informer } from '../information/informer.ts';
import type { StoredMail } from '../mail/compose-about-form.ts';
import type { RegisterContext } from '../register-context.ts';

/** Files that staff hands in or that a transfer leaves. */
export interface StaffFiles {
  /** Keeps a letter, a note of a call or another evidence under the name; returns the name that the log records. */
  keepEvidence(name: string, content: Uint8Array): Promise<string>;
  /** Keeps what goes with a mail until that mail is gone. */
  keepForMail(mail: string, stored: StoredMail): Promise<void>;
  /** Keeps the manifest of a transfer, durably. */
  keepManifest(transfer: string, manifest: string): Promise<void>;
  /**
   * Returns what was drawn and kept under a name: of the survey a year, of the demand `demand-YEAR`; undefined where
   * nothing was drawn.
   */
  readSurvey(name: string): Promise<string | undefined>;
  /**
   * Keeps what `draw` returns, durably, unless something is kept under that name already: then `draw` is not called.
   * Returns what is kept.
   */
  keepSurvey(name: string, draw: () => string): Promise<string>;
}

export interface StaffContext extends RegisterContext {
  readonly files: StaffFiles;
  /** Sends what is due now; resolves with how many mails stay due. */
  readonly sendNow: () => Promise<void>;
  readonly informer: Informer;
  /** Who acts, as the log records it. */
  readonly reader: string;
  /** Returns a source of uniform whole numbers of so many bits, one per draw of noise. */
  readonly randomBits: () => (count: number) => bigint;
}

/** It could not be done: nobody is known, nothing stands. */
export class StaffError extends OperatorError {
  override readonly name = 'StaffError';
}

/** The words of a command are wrong. */
export class StaffUsageError extends OperatorError {
  override readonly name = 'StaffUsageError';
  override readonly exit = 2;
}
