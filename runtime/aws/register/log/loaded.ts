/** What was loaded of the table, and the bodies of its items. */
import type { AddressKey } from '#core/register/address-key';
import type { RegisterState } from '#core/register/register-state';
import type { Item, ItemStore, Version } from './item-store.ts';

/** What was loaded, and the versions that a write has to find again. */
export interface Loaded {
  readonly state: RegisterState;
  /** What heads the partitions that were read, by partition. */
  readonly heads: Map<string, Head>;
  /** People that are whole. */
  readonly people: Set<string>;
  /** Keys of addresses of which everything is known. */
  readonly addresses: Set<string>;
  /** The count of a form's seats, where it was read. */
  readonly seats: Map<string, Version>;
  /** The partition that each submission is in, and the place of its values in the log. */
  readonly partOf: Map<string, string>;
  readonly valuesAt: Map<string, number>;
  /** Names under which there was nothing. */
  readonly unknown: Set<string>;
  /** Partitions that are read or were. */
  readonly underWay: Map<string, Promise<void>>;
}

/** `body`: JSON; of a partition that is not there, what it would begin with. */
export interface Head {
  readonly version: Version;
  readonly body: string;
}

/** Returns the head of a partition as it was read. */
export function headOf(item: Item | undefined, body = '{}'): Head {
  return { version: item?.seq ?? 'absent', body: item?.body ?? body };
}

export interface ValuesBody {
  readonly at: string;
  readonly order: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly addressField?: string;
}

export interface PersonHead {
  readonly parts: readonly string[];
}

export const parse = <Body>(item: Item): Body => JSON.parse(item.body ?? '{}') as Body;

export interface LoadOptions {
  readonly store: ItemStore;
  readonly keyOf: AddressKey;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What a submission or a mail points to; a submission has a part. */
export interface Pointer {
  readonly ref: string;
  readonly part?: string;
  /** Of a mail: the submission that it is about, and whether it went out. */
  readonly submission?: string;
  readonly isSent?: boolean;
}

/** What a form's owner and participants were told. */
export interface FormRecord {
  readonly sequence?: number;
  readonly week?: string;
  readonly at?: string;
}
