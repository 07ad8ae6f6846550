/** Tables of the register on DynamoDB Local, and logs on them; each log is as another process would have it. */
import { randomUUID } from 'node:crypto';
import type { AddressKey } from '#core/register/address-key';
import type { RegisterLog } from '#core/register/register-log';
import { callAws } from '#runtime/aws/client/call-aws';
import { openTableLog } from '#runtime/aws/register/dynamo-log';
import type { ItemStore } from '#runtime/aws/register/log/item-store';
import { DynamoItems, LIST_INDEX } from '#runtime/aws/register/log/dynamo-items';
import { FAKE_AWS } from '../../standins/start.ts';

const call = (operation: string, input: object): Promise<unknown> =>
  callAws({ service: 'dynamodb', target: `DynamoDB_20120810.${operation}`, timeoutMs: 10_000, input });

export class RegisterTable {
  readonly name: string;
  /** What was given up, as it was kept elsewhere. */
  readonly givenUp: string[] = [];

  #logs = 0;

  private constructor(name: string) {
    this.name = name;
  }

  /** Makes a table as the stack declares it, on the stand-in at an endpoint. */
  static async create(endpoint: string): Promise<RegisterTable> {
    Object.assign(process.env, FAKE_AWS, { AWS_ENDPOINT_URL_DYNAMODB: endpoint });
    const table = new RegisterTable(`register-${randomUUID()}`);
    const key = (name: string, type: string) => ({ AttributeName: name, KeyType: type });
    await call('CreateTable', {
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'list', 'ref'].map((name) => ({
        AttributeName: name,
        AttributeType: 'S',
      })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [
        {
          IndexName: LIST_INDEX,
          KeySchema: [key('list', 'HASH'), key('ref', 'RANGE')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    return table;
  }

  // Clocks of two processes never agree.
  log(keyOf: AddressKey, store: ItemStore = this.items()): RegisterLog {
    const skew = 1000 * this.#logs++;
    return openTableLog(store, {
      keyOf,
      keepGivenUp: (lines) => Promise.resolve(void this.givenUp.push(...lines)),
      now: () => Date.now() + skew,
    });
  }

  items(): DynamoItems {
    return new DynamoItems({
      call: callAws,
      table: this.name,
      random: () => 0,
      token: randomUUID,
      sleep: () => Promise.resolve(),
    });
  }

  /** The bodies of everything that is stored, as text. */
  async bodies(): Promise<string> {
    const found: string[] = [];
    let start: unknown;
    do {
      const page = (await call('Scan', {
        TableName: this.name,
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      })) as {
        readonly Items: readonly { readonly body?: { readonly S: string } }[];
        LastEvaluatedKey?: unknown;
      };
      found.push(...page.Items.map(({ body }) => body?.S ?? ''));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return found.join('\n');
  }

  async drop(): Promise<void> {
    await call('DeleteTable', { TableName: this.name });
  }
}
