/** The table's port in memory, as strict as DynamoDB: conditions, one write per key, 100 writes, a stale index. */
import type { Item, ItemStore, Key, QueryRange, Write } from '#runtime/aws/register/log/item-store';
import { MOST_WRITES } from '#runtime/aws/register/log/item-store';

export class MemoryItems implements ItemStore {
  readonly #partitions = new Map<string, Map<string, Item>>();
  /** Members of lists that the index shows although the table does not hold them. */
  readonly planted = new Map<string, string[]>();
  /** Called before a transaction; what it throws cancels it. */
  onTransact: (writes: readonly Write[]) => void = () => undefined;

  items(): readonly Item[] {
    return [...this.#partitions.values()].flatMap((one) => [...one.values()]);
  }

  get(keys: readonly Key[]): Promise<readonly (Item | undefined)[]> {
    return Promise.resolve(keys.map((key) => this.#find(key)));
  }

  query(pk: string, { from = '', before, holding }: QueryRange = {}): Promise<readonly Item[]> {
    const items = [...(this.#partitions.get(pk)?.values() ?? [])]
      .filter(({ sk }) => sk >= from && (before === undefined || sk < before))
      .filter(({ body = '' }) => holding === undefined || body.includes(holding));
    return Promise.resolve(items.toSorted((one, other) => (one.sk < other.sk ? -1 : 1)));
  }

  async *listed(list: string): AsyncIterable<string> {
    const refs = this.items().flatMap((item) => (item.list === list ? (item.ref ?? []) : []));
    yield* [...refs, ...(this.planted.get(list) ?? [])].toSorted();
  }

  transact(writes: readonly Write[]): Promise<boolean> {
    const names = writes.map((write) => nameOf(keyOf(write)));
    if (writes.length > MOST_WRITES) throw new RangeError(`a transaction of ${writes.length} writes`);
    if (new Set(names).size < names.length) throw new RangeError('a transaction that writes a key twice');
    return Promise.resolve().then(() => {
      this.onTransact(writes);
      if (!writes.every((write) => this.#holds(write))) return false;
      for (const write of writes) this.#write(write);
      return true;
    });
  }

  #holds(write: Write): boolean {
    if (write.kind === 'delete' || write.if === undefined) return true;
    const item = this.#find(keyOf(write));
    if (write.if === 'absent') return item === undefined;
    return write.kind === 'count' || item?.seq === undefined
      ? item?.count === write.if
      : item.seq === write.if;
  }

  #write(write: Write): void {
    const { pk, sk } = keyOf(write);
    const partition = this.#partitions.get(pk) ?? new Map<string, Item>();
    this.#partitions.set(pk, partition);
    if (write.kind === 'put') partition.set(sk, write.item);
    if (write.kind === 'delete') partition.delete(sk);
    if (write.kind === 'count')
      partition.set(sk, { pk, sk, count: (partition.get(sk)?.count ?? 0) + write.add });
  }

  #find({ pk, sk }: Key): Item | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
const keyOf = (write: Write): Key => (write.kind === 'put' ? write.item : write.key);
