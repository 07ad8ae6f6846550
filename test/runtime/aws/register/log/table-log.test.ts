/** The register's log in a table, on items in memory. */
import { normalizeAddress } from '#core/register/match-key';
import { TableLog } from '#runtime/aws/register/log/table-log';
import { describeRegisterLog } from '../../../../core/register/log-contract.ts';
import { MemoryItems } from './memory-items.ts';

describeRegisterLog('the log in a table', () => {
  const store = new MemoryItems();
  let ids = 0;
  const log = new TableLog({
    store,
    keyOf: normalizeAddress,
    now: () => Date.parse('2027-01-02T10:00:00Z'),
    randomId: () => String(++ids),
    keepGivenUp: () => Promise.resolve(),
    pause: () => Promise.resolve(),
  });
  return Promise.resolve({
    log,
    // Keys of addresses are hashes elsewhere; here they are the addresses.
    stored: () => JSON.stringify(store.items().map(({ body }) => body)),
    dispose: () => Promise.resolve(),
  });
});
