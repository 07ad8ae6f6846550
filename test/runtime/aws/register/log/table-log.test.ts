/** The register's log in a table, on items in memory. */
import { normalizeAddress } from '#core/register/match-key';
import type { AddressKey } from '#core/register/address-key';
import type { ItemStore } from '#runtime/aws/register/log/item-store';
import { TableLog } from '#runtime/aws/register/log/table-log';
import { describeRegisterLog } from '../../../../core/register/log-contract.ts';
import { MemoryItems } from './memory-items.ts';
import { describeTable } from './table-contract.ts';

let ids = 0;

class TableInMemory {
  readonly givenUp: string[] = [];
  readonly #store = new MemoryItems();
  #logs = 0;

  // Clocks of two processes never agree.
  log(keyOf: AddressKey, store: ItemStore = this.#store): TableLog {
    const now = Date.parse('2027-01-02T10:00:00Z') + 1000 * this.#logs++;
    return new TableLog({
      store,
      keyOf,
      now: () => now,
      randomId: () => String(++ids),
      keepGivenUp: (lines) => Promise.resolve(void this.givenUp.push(...lines)),
      pause: () => Promise.resolve(),
    });
  }

  items(): MemoryItems {
    return this.#store;
  }

  // Keys of addresses are hashes elsewhere; here they are the addresses, which are no bodies.
  bodies(): Promise<string> {
    return Promise.resolve(
      this.#store
        .items()
        .map(({ body = '' }) => body)
        .join('\n'),
    );
  }
}

describeRegisterLog('the log in a table', () => {
  const table = new TableInMemory();
  return Promise.resolve({
    log: table.log(normalizeAddress),
    stored: () => table.bodies(),
    dispose: () => Promise.resolve(),
  });
});

describeTable('the log in a table', () => Promise.resolve(new TableInMemory()));
