/**
 * The port of a table with a partition key and a sort key, of which the register's log needs this much: DynamoDB on
 * AWS, and in memory for tests. It may not know what an item means.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** One item; `body` is JSON. */
export interface Item extends Key {
  readonly body?: string;
  /** Version of the item: grows with each write. */
  readonly seq?: number;
  /** How many of something it counts. */
  readonly count?: number;
  /** The list that the index shows it in, and whom it names there. */
  readonly list?: string;
  readonly ref?: string;
}

/** The version that an item must have; `absent` where there may be none. */
export type Version = number | 'absent';

export type Write =
  | { readonly kind: 'put'; readonly item: Item; readonly if?: Version }
  | { readonly kind: 'check'; readonly key: Key; readonly if: Version }
  | { readonly kind: 'delete'; readonly key: Key }
  /** Adds to a counter; `if` is the count that it must have. */
  | { readonly kind: 'count'; readonly key: Key; readonly add: number; readonly if?: Version };

export interface QueryRange {
  /** The first sort key, and one behind the last. */
  readonly from?: string;
  readonly before?: string;
  /** A text that the body must hold. */
  readonly holding?: string;
}

/** Most writes of one transaction (DynamoDB, TransactWriteItems). */
export const MOST_WRITES = 100;

export interface ItemStore {
  /** Returns the items in the order of their keys, undefined where there is none; sees every write before it. */
  get(keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  /** Returns the items of a partition in the order of their sort keys; sees every write before it. */
  query(pk: string, range?: QueryRange): Promise<readonly Item[]>;
  /** Lists the refs of a list by the index, which may lag behind. */
  listed(list: string): AsyncIterable<string>;
  /**
   * Makes all writes or none: at most 100, of a key each. False where a condition does not hold or another transaction
   * was under way with one of the items. Rejects where it is not known to have been made.
   */
  transact(writes: readonly Write[]): Promise<boolean>;
}
