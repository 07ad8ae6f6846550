/** What every operation of the register works with: the configuration, the log, the keys, and clock and randomness. */
import type { AddressKey } from './address-key.ts';
import type { Form } from './form-schema.ts';
import type { GateContext } from './gate.ts';
import type { LinkAct, LinkMac } from './link.ts';
import { createLink } from './link.ts';
import { offerInstants } from './offer-instants.ts';
import type { Register } from './parse-register.ts';
import type { Moment, Terms } from './permission.ts';
import type { Keep, RetentionMoment } from './retention.ts';

/** Keyed hashes and randomness of the register; the keys themselves stay outside. */
export interface RegisterKeys {
  /** HMAC under `hash.key` of a normalized address. */
  readonly keyOf: AddressKey;
  /** HMAC under `hash.key` of a day and an address with Gmail's spellings folded: it counts mails and finds nobody. */
  readonly limitKeyOf: (day: string, address: string) => string;
  readonly mac: LinkMac;
  /** Hashes bytes into lower-case hexadecimal digits. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** Returns 16 random bytes as base64url. */
  readonly randomId: () => string;
}

export interface RegisterContext extends RegisterKeys, GateContext {
  readonly register: Register;
  /** Where the pages are reached from outside, without a slash at the end. */
  readonly url: string;
  /** Called once something may have made a mail due; the mail leaves after the answer. */
  readonly wakeMailer: () => void;
  /** Runs a task after the answer that is under way, so that its time tells nothing. */
  readonly afterAnswer: (task: () => Promise<void>) => void;
  readonly removeTraces: RemoveTraces;
}

/**
 * Removes what the register's files beside the log hold of erased submissions: mails, their attachments, evidence;
 * mails also by address.
 */
export type RemoveTraces = (
  submissions: readonly string[],
  isErased: (address: string) => boolean,
) => Promise<void>;

/** Returns what the configuration says of the time for which permissions stand. */
export function termsOf({ config, forms }: Register): Terms {
  const ends = new Map(
    [...forms.values()].flatMap(({ id, offer }) =>
      offer === undefined
        ? []
        : [[id, new Date(offerInstants(offer, config.timeZone).ends).toISOString()] as const],
    ),
  );
  return { offerEnd: (form) => ends.get(form), durations: config.retention };
}

export const momentOf = ({ now, terms }: GateContext): Moment => ({ now: now(), ...terms });

/** Returns the moment with the fields that laws keep, by form. */
export function retentionMomentOf(context: RegisterContext): RetentionMoment {
  const keepOf = (id: string): readonly Keep[] => {
    const form: Form | undefined = context.register.forms.get(id);
    return (form?.keep ?? []).map(({ fields, years, law }) => ({
      fields,
      years,
      law: typeof law === 'string' ? law : (Object.values(law)[0] ?? ''),
    }));
  };
  return { ...momentOf(context), keepOf };
}

/** Returns the current time as an event records it. */
export const timeOf = ({ now }: Pick<GateContext, 'now'>): string => new Date(now()).toISOString();

/** Returns the address of a link. */
export function linkUrl(context: RegisterContext, act: LinkAct, subject: string): string {
  return `${context.url}/register/${act}/${createLink(act, subject, context.now(), context.mac)}`;
}
