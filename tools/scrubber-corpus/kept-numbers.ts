/** Kept half: the kinds that are numbers, with the words and places in which they stand. */
import type { Case, Identifier } from './case.ts';
import { PASSPORT, PLATE, SOCIAL, TAX } from './kept-national.ts';
import { ADDRESS, ADDRESS6, BANK, BIRTH, COORDINATES, DEVICE, MAC, ORDER, WALLET } from './kept-shops.ts';
import { seeded, type Seeded } from './seeded.ts';
import { casesOf } from './standing.ts';

type Kind = readonly [
  string,
  readonly ((seed: Seeded) => Identifier | string)[],
  number,
  readonly string[],
  readonly string[],
  readonly string[],
];
const places = ['segment', 'slash', 'encoded', 'notFound', 'prop', 'file', 'upper', 'twice', 'download'];
const slugs = ['segment', 'slug', 'prop', 'encoded', 'campaign', 'notFound', 'file', 'twice'];
const KINDS: readonly Kind[] = [
  [
    'tax number',
    TAX,
    112,
    ['/nif/{}', '/contribuyente/{}', '/finanzamt/{}/bescheid', '/cuit/{}', '/rut/{}/datos', '/empresa/{}'],
    ['/nif-{}', '/rut-{}', '/vat-{}'],
    slugs,
  ],
  [
    'social security or national number',
    SOCIAL,
    120,
    ['/niss/{}', '/curp/{}', '/insurance/{}/claims', '/persona/{}', '/rodne-cislo/{}', '/cpr/{}'],
    ['/ni-number-{}', '/sin-{}', '/cnp-{}'],
    slugs,
  ],
  [
    'passport or identity card',
    PASSPORT,
    84,
    [
      '/pasaporte/{}',
      '/passaporto/{}',
      '/paspoort/{}',
      '/paszport/{}',
      '/personalausweis/{}',
      '/carta-identita/{}/copia',
      '/id-card/{}',
    ],
    ['/pasaporte-{}', '/paszport-{}'],
    places,
  ],
  [
    'number plate',
    PLATE,
    100,
    [
      '/license-plate/{}',
      '/matricula/{}',
      '/immatriculation/{}',
      '/kenteken/{}',
      '/tablica-rejestracyjna/{}',
      '/nummernschild/{}',
      '/placa/{}/multas',
    ],
    ['/kenteken-{}', '/matricula-{}'],
    places.filter((place) => place !== 'prop' && place !== 'download'),
  ],
  [
    'order, invoice or customer number',
    ORDER,
    104,
    [
      '/pedido/{}',
      '/ordine/{}',
      '/factura/{}',
      '/bestelling/{}',
      '/faktura/{}/pdf',
      '/auftrag/{}',
      '/kundennummer/{}',
      '/client/{}',
      '/shipment/{}',
      '/zakaz/{}',
    ],
    ['/factura-{}', '/auftrag-{}', '/pedido_{}'],
    slugs,
  ],
  [
    'wallet',
    WALLET,
    77,
    ['/donate/{}', '/tx/{}', '/account/{}/tokens', '/spenden/{}'],
    ['/wallet-{}'],
    ['segment', 'slug', 'encoded', 'notFound', 'prop', 'file', 'twice'],
  ],
  [
    'coordinates',
    COORDINATES,
    88,
    ['/standort/{}', '/location/{}', '/route/von/{}', '/wetter/{}/heute', '/{}'],
    [],
    ['segment', 'slash', 'encoded', 'notFound', 'prop', 'twice'],
  ],
  [
    'date of birth',
    BIRTH,
    90,
    [
      '/birth-date/{}',
      '/geburtstag/{}',
      '/fecha-nacimiento/{}',
      '/data-nascimento/{}',
      '/nato-il/{}',
      '/geboortedatum/{}',
      '/dogum-tarihi/{}',
      '/naissance/{}',
      '/%E7%94%9F%E5%B9%B4%E6%9C%88%E6%97%A5/{}',
    ],
    ['/born-on-{}', '/geburtstag-{}', '/birthday-{}'],
    ['segment', 'slash', 'slug', 'encoded', 'notFound'],
  ],
  [
    'device number',
    DEVICE,
    81,
    ['/serial/{}', '/phones/{}', '/warranty/{}/check', '/seriennummer/{}', '/vin/{}', '/telemetry/{}'],
    ['/serial-{}', '/vin-{}'],
    slugs,
  ],
  [
    'bank account or card',
    BANK,
    88,
    ['/bank/{}', '/zahlung/{}', '/kreditkarte/{}', '/compte/{}/releve', '/{}'],
    ['/konto-{}', '/zahlung_{}'],
    [...slugs, 'base64'],
  ],
  [
    'IPv4 address',
    ADDRESS,
    80,
    ['/ip/{}', '/geoip/{}', '/block/{}/log', '/trace/{}'],
    ['/ip-{}'],
    ['segment', 'slash', 'encoded', 'notFound', 'prop', 'slug', 'twice'],
  ],
  [
    'IPv6 address',
    ADDRESS6,
    70,
    ['/geoip/{}', '/trace/{}', '/block/{}/log', '/{}'],
    [],
    ['segment', 'slash', 'encoded', 'notFound', 'prop', 'upper'],
  ],
  [
    'MAC address',
    MAC,
    77,
    ['/wol/{}', '/dhcp/{}/lease', '/lookup/{}', '/{}'],
    [],
    ['segment', 'encoded', 'notFound', 'prop', 'upper', 'twice'],
  ],
];

/** Returns the cases of every kind that is a number. */
export function keptNumbers(): readonly Case[] {
  return KINDS.flatMap(([kind, makers, count, segments, within, where]) =>
    casesOf(
      kind,
      seeded(`kept ${kind}`),
      count,
      makers,
      within.length > 0 ? { segments, slugs: within } : { segments },
      where,
    ),
  );
}
