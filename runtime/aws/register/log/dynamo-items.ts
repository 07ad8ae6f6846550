/**
 * The table's port on DynamoDB. Reads are strongly consistent, but for the index. A transaction carries a token, so
 * that a second try after a timeout does not write twice.
 */
import { backOff } from '../../client/back-off.ts';
import { AwsFault } from '../../client/aws-fault.ts';
import type { CallAws } from '../../client/call-aws.ts';
import { formatWrite, keyAttributes, readItem, type Attributes } from './item-attributes.ts';
import type { Item, ItemStore, Key, QueryRange, Write } from './item-store.ts';

/** Name of the index that shows lists. */
export const LIST_INDEX = 'by-list';

const TIMEOUT_MS = 3_000;
const TRIES = 4;
/** Most keys of one BatchGetItem. */
const MOST_KEYS = 100;

export interface DynamoItemsOptions {
  readonly call: CallAws;
  readonly table: string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** A token of a transaction: 1 to 36 characters, never the same twice. */
  readonly token: () => string;
  readonly sleep: (ms: number) => Promise<void>;
}

interface Page {
  readonly Items?: readonly Attributes[];
  readonly LastEvaluatedKey?: Attributes;
}

export class DynamoItems implements ItemStore {
  readonly #options: DynamoItemsOptions;

  constructor(options: DynamoItemsOptions) {
    this.#options = options;
  }

  async get(keys: readonly Key[]): Promise<readonly (Item | undefined)[]> {
    const found = new Map<string, Item>();
    const wanted = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    for (let at = 0; at < wanted.length; at += MOST_KEYS) {
      let left: unknown = wanted.slice(at, at + MOST_KEYS).map(keyAttributes);
      for (let round = 1; Array.isArray(left) && left.length > 0; round++) {
        if (round > TRIES) throw new AwsFault('register.unprocessed', true);
        if (round > 1) await this.#pause(round);
        const answer = (await this.#call('BatchGetItem', {
          RequestItems: { [this.#options.table]: { Keys: left, ConsistentRead: true } },
        })) as {
          readonly Responses?: Readonly<Record<string, readonly Attributes[]>>;
          readonly UnprocessedKeys?: Readonly<Record<string, { readonly Keys?: unknown }>>;
        };
        for (const one of answer.Responses?.[this.#options.table] ?? []) {
          const item = readItem(one);
          found.set(nameOf(item), item);
        }
        left = answer.UnprocessedKeys?.[this.#options.table]?.Keys;
      }
    }
    return keys.map((key) => found.get(nameOf(key)));
  }

  async query(pk: string, { from, before, holding }: QueryRange = {}): Promise<readonly Item[]> {
    const range = from !== undefined ? ' AND sk >= :sk' : before !== undefined ? ' AND sk < :sk' : '';
    const bound = from ?? before;
    const pages = this.#pages({
      ConsistentRead: true,
      KeyConditionExpression: `pk = :pk${range}`,
      ...(holding === undefined ? {} : { FilterExpression: 'contains(body, :holding)' }),
      ExpressionAttributeValues: {
        ':pk': { S: pk },
        ...(bound === undefined ? {} : { ':sk': { S: bound } }),
        ...(holding === undefined ? {} : { ':holding': { S: holding } }),
      },
    });
    const items: Item[] = [];
    for await (const page of pages) items.push(...page.map(readItem));
    return items.filter(({ sk }) => before === undefined || sk < before);
  }

  async *listed(list: string): AsyncIterable<string> {
    const pages = this.#pages({
      IndexName: LIST_INDEX,
      KeyConditionExpression: '#list = :list',
      ExpressionAttributeNames: { '#list': 'list' },
      ExpressionAttributeValues: { ':list': { S: list } },
    });
    for await (const page of pages) for (const item of page) yield readItem(item).ref ?? '';
  }

  async transact(writes: readonly Write[]): Promise<boolean> {
    const { table, token } = this.#options;
    try {
      await this.#call('TransactWriteItems', {
        ClientRequestToken: token(),
        TransactItems: writes.map((write) => formatWrite(write, table)),
      });
      return true;
    } catch (error) {
      if (error instanceof AwsFault && /^Transaction(Canceled|Conflict)Exception$/.test(error.code))
        return false;
      throw error;
    }
  }

  async *#pages(query: object): AsyncIterable<readonly Attributes[]> {
    let start: Attributes | undefined;
    do {
      const page = (await this.#call('Query', {
        TableName: this.#options.table,
        ...query,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      })) as Page;
      yield page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  async #call(operation: string, input: object): Promise<unknown> {
    for (let round = 1; ; round++) {
      try {
        return await this.#options.call({
          service: 'dynamodb',
          target: `DynamoDB_20120810.${operation}`,
          timeoutMs: TIMEOUT_MS,
          input,
        });
      } catch (error) {
        if (!(error instanceof AwsFault) || !error.isTransient || round === TRIES) throw error;
        await this.#pause(round);
      }
    }
  }

  #pause(round: number): Promise<void> {
    return this.#options.sleep(backOff(round, this.#options.random));
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
