/**
 * `headcount cost`: estimates what a deployment on AWS would cost per month, from the dated price table in core/cost.
 * It works offline and without credentials.
 */
import type { Command } from 'commander';
import { assumptionValues, ASSUMPTIONS } from '#core/cost/assumptions';
import { bill, type Bill } from '#core/cost/bill';
import { METERS, type Option } from '#core/cost/meters';
import { isRegion, PRICES_DATE, REGIONS } from '#core/cost/prices';
import { workload } from '#core/cost/workload';
import { UsageError } from '#core/operator/failures';
import { openContext, withSharedOptions, type SharedOptions } from './context.ts';

interface CostOptions extends SharedOptions {
  readonly eventsPerMonth?: string;
  readonly region: string;
  readonly eventsPerRequest?: string;
  readonly freeTier?: boolean;
  readonly operations?: boolean;
  readonly kms?: boolean;
  readonly cloudfront?: boolean;
}

export function register(command: Command): void {
  withSharedOptions(command)
    .option(
      '--events-per-month <n>',
      'events per month; a page view is two events (view and engagement); 0 gives the cost when idle (required)',
    )
    .option('--region <region>', REGIONS.join(', '), 'eu-central-1')
    .option(
      '--events-per-request <n>',
      `events per request (default: ${ASSUMPTIONS.events_per_request.value}, as the tracker sends them)`,
    )
    .option('--free-tier', 'subtract the permanent free tier')
    .option('--operations', 'with alarms and dashboard')
    .option('--kms', 'with keys of your own')
    .option('--cloudfront', 'with CloudFront in front')
    .action((options: CostOptions) => {
      // It needs nothing of the configuration, but says what every command says of a wrong one.
      openContext(options);
      cost(options);
    });
}

function cost(options: CostOptions): void {
  const events = parseAmount('--events-per-month', options.eventsPerMonth, 0, 1e12);
  const { region } = options;
  if (!isRegion(region))
    throw new UsageError(
      `no prices for region ${JSON.stringify(region)}: name one of ${REGIONS.join(', ')}, or add it to core/cost/prices.ts`,
    );
  const perRequest =
    options.eventsPerRequest === undefined
      ? undefined
      : parseAmount('--events-per-request', options.eventsPerRequest, 1, 500);
  const figures = assumptionValues(perRequest === undefined ? {} : { events_per_request: perRequest });
  const chosen = (['operations', 'kms', 'cloudfront'] as const).filter((option) => options[option] === true);
  const estimate = bill(
    workload(events, new Set<Option>(chosen), figures),
    region,
    options.freeTier === true,
  );
  process.stdout.write(
    `${options.json === true ? formatJson(events, estimate, figures, chosen, options.freeTier === true) : formatText(events, estimate, figures, options.freeTier === true)}\n`,
  );
}

function parseAmount(option: string, text: string | undefined, min: number, max: number): number {
  if (text === undefined)
    throw new UsageError(`${option} is missing: give a number, for example ${option} 1000000`);
  const value = Number(text.replaceAll('_', ''));
  if (!/^\d[\d_]*(\.\d+)?$/.test(text) || value < min || value > max)
    throw new UsageError(`${option} takes a number from ${min} to ${max}`);
  return value;
}

function formatJson(
  events: number,
  { region, services, usd }: Bill,
  figures: Readonly<Record<string, number>>,
  options: readonly Option[],
  freeTier: boolean,
): string {
  return JSON.stringify({
    events_per_month: events,
    region,
    currency: 'USD',
    prices_of: PRICES_DATE,
    free_tier: freeTier,
    options,
    services: services.map((service) => ({
      service: service.service,
      usd: round(service.usd),
      meters: service.lines.map((line) => ({
        name: line.meter,
        amount: round(line.amount),
        unit: line.unit,
        usd: round(line.usd),
      })),
    })),
    usd: round(usd),
    assumptions: figures,
  });
}

function formatText(
  events: number,
  { region, services, usd }: Bill,
  figures: Readonly<Record<string, number>>,
  freeTier: boolean,
): string {
  const rows = services.flatMap((service) => [
    row(service.service, service.usd),
    ...service.lines.map(
      (line) =>
        `  ${line.amount.toLocaleString('en', { maximumSignificantDigits: 4 })} ${line.unit}${billedBy(METERS[line.meter].per)}`,
    ),
  ]);
  return [
    `${events.toLocaleString('en')} events per month in ${region}, US dollars before tax, prices of ${PRICES_DATE}${freeTier ? ', after the permanent free tier' : ''}:`,
    '',
    ...rows,
    row('total', usd),
    '',
    'Assumed:',
    ...Object.entries(ASSUMPTIONS).map(
      ([name, { unit, reason }]) => `  ${name.padEnd(22)} ${String(figures[name])} ${unit}: ${reason}`,
    ),
    '',
    'An estimate, not an offer: prices change, and not all of them were checked again (core/cost/prices.ts). Check them at https://calculator.aws before you decide.',
  ].join('\n');
}

const row = (name: string, usd: number) => `${name.padEnd(24)}${usd.toFixed(2).padStart(12)}`;
const billedBy = (per: number) => (per === 1 ? '' : ` (billed by ${per.toLocaleString('en')})`);
/** Rounds to a hundredth of a cent, which also cuts the noise of binary fractions. */
const round = (value: number) => Math.round(value * 10_000) / 10_000;
