/** A month's bill: the amount of each meter at its price, by service. It may not round: printing does. */
import { METERS, type Meter, type MeterName } from './meters.ts';
import { PRICES, type Price, type Region } from './prices.ts';

export interface BillLine {
  readonly meter: MeterName;
  readonly amount: number;
  readonly unit: string;
  readonly usd: number;
}

export interface ServiceBill {
  readonly service: string;
  readonly usd: number;
  readonly lines: readonly BillLine[];
}

export interface Bill {
  readonly region: Region;
  /** Services with a cost, in the order of the meters. */
  readonly services: readonly ServiceBill[];
  readonly usd: number;
}

/** Computes the bill of monthly amounts; with `freeTier`, it subtracts what every account has free permanently. */
export function bill(amounts: Readonly<Record<MeterName, number>>, region: Region, freeTier = false): Bill {
  const lines = (Object.entries(METERS) as [MeterName, Meter][]).map(
    ([meter, { unit, per, free = 0 }]): BillLine => {
      const amount = freeTier ? Math.max(0, amounts[meter] - free) : amounts[meter];
      return { meter, amount, unit, usd: costAt(PRICES[meter].price[region], amount, per) };
    },
  );
  const names = [...new Set(Object.values(METERS).map((meter) => meter.service))];
  const services = names.flatMap((service): ServiceBill[] => {
    const serviceLines = lines.filter((line) => METERS[line.meter].service === service && line.amount > 0);
    return serviceLines.length === 0 ? [] : [{ service, usd: sum(serviceLines), lines: serviceLines }];
  });
  return { region, services, usd: sum(services) };
}

/** Returns the cost of `amount` units at a price for `per` units, step by step. */
export function costAt(price: Price, amount: number, per: number): number {
  if (typeof price === 'number') return (amount / per) * price;
  let [cost, from] = [0, 0];
  for (const [upTo, each] of price) {
    cost += (Math.max(0, Math.min(amount, upTo) - from) / per) * each;
    from = upTo;
  }
  return cost;
}

const sum = (parts: readonly { readonly usd: number }[]) => parts.reduce((total, { usd }) => total + usd, 0);
