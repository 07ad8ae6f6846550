/** Open half: the kinds that are numbers, with the words and places in which they stand. */
import type { Case, Identifier } from './case.ts';
import { PASSPORT, PLATE, SOCIAL, TAX } from './open-national.ts';
import { ADDRESS, ADDRESS6, MAC } from './open-network.ts';
import { BANK, BIRTH, COORDINATES, DEVICE, ORDER, WALLET } from './open-shops.ts';
import { seeded, type Seeded } from './seeded.ts';
import { casesOf } from './standing.ts';

const any = ['segment', 'slash', 'file', 'encoded', 'twice', 'prop', 'notFound', 'upper', 'download'];
const slugged = [...any, 'slug', 'slug', 'campaign'];

/** Returns the cases of every kind that is a number. */
export function openNumbers(): readonly Case[] {
  const kinds: readonly [
    string,
    readonly ((seed: Seeded) => Identifier | string)[],
    number,
    readonly string[],
    readonly string[],
    readonly string[],
  ][] = [
    [
      'tax number',
      TAX,
      98,
      ['/steuer/{}', '/client/{}/vat', '/codice-fiscale/{}', '/cpf/{}', '/firma/{}', '/{}'],
      ['/steuernummer-{}', '/nip-{}', '/cf_{}/dati'],
      slugged,
    ],
    [
      'social security or national number',
      SOCIAL,
      91,
      ['/versicherte/{}', '/patient/{}/akte', '/numero-secu/{}', '/bsn/{}', '/pesel/{}', '/{}'],
      ['/ssn-{}', '/bsn-{}', '/ahv-{}/konto'],
      slugged,
    ],
    [
      'passport or identity card',
      PASSPORT,
      72,
      ['/passport/{}', '/reisepass/{}', '/ausweis/{}/scan', '/passeport/{}', '/documento-identita/{}'],
      ['/passport-{}', '/ausweis-{}'],
      any,
    ],
    [
      'number plate',
      PLATE,
      72,
      ['/kennzeichen/{}', '/plaque/{}', '/plate/{}/history', '/rejestracja/{}', '/targa/{}'],
      ['/kennzeichen-{}', '/plaque-{}'],
      any.filter((place) => place !== 'prop' && place !== 'download'),
    ],
    [
      'order, invoice or customer number',
      ORDER,
      80,
      [
        '/orders/{}',
        '/bestellung/{}',
        '/rechnung/{}/pdf',
        '/commande/{}',
        '/kunde/{}',
        '/zamowienie/{}',
        '/tracking/{}',
      ],
      ['/rechnung-{}', '/order-{}/thanks', '/facture_{}'],
      slugged,
    ],
    [
      'wallet',
      WALLET,
      66,
      ['/address/{}', '/wallet/{}', '/pay/{}/confirm', '/{}'],
      [],
      any.filter((place) => place !== 'upper'),
    ],
    [
      'coordinates',
      COORDINATES,
      72,
      ['/map/{}', '/karte/{}', '/maps/place/{}', '/near/{}/list', '/{}'],
      ['/standort-{}'],
      ['segment', 'encoded', 'twice', 'prop', 'notFound', 'slash', 'segment'],
    ],
    [
      'date of birth',
      BIRTH,
      72,
      [
        '/geburtsdatum/{}',
        '/born/{}',
        '/dob/{}/next',
        '/date-de-naissance/{}',
        '/geboren-am/{}',
        '/data-urodzenia/{}',
      ],
      ['/dob-{}', '/geboren-am-{}', '/birthdate-{}', '/geburtsdatum_{}'],
      ['segment', 'slash', 'slug', 'encoded', 'notFound', 'twice'],
    ],
    [
      'device number',
      DEVICE,
      70,
      ['/device/{}', '/imei/{}', '/geraet/{}/status', '/garantie/{}', '/sim/{}'],
      ['/imei-{}', '/device-{}'],
      slugged,
    ],
    [
      'bank account or card',
      BANK,
      72,
      ['/konto/{}', '/pay/{}', '/iban/{}/check', '/{}'],
      ['/iban-{}', '/card-{}'],
      [...slugged, 'base64'],
    ],
    [
      'IPv4 address',
      ADDRESS,
      64,
      ['/ip/{}', '/host/{}', '/whois/{}/map', '/{}'],
      ['/lookup-{}'],
      ['segment', 'encoded', 'twice', 'prop', 'notFound', 'file', 'base64'],
    ],
    [
      'IPv6 address',
      ADDRESS6,
      63,
      ['/ip/{}', '/host/{}', '/whois/{}/map', '/{}'],
      [],
      ['segment', 'slash', 'encoded', 'twice', 'prop', 'notFound'],
    ],
    [
      'MAC address',
      MAC,
      66,
      ['/device/{}', '/router/{}/status', '/mac/{}', '/{}'],
      ['/ap-{}'],
      ['segment', 'encoded', 'twice', 'prop', 'notFound', 'upper', 'file'],
    ],
  ];
  return kinds.flatMap(([kind, makers, count, segments, slugs, places]) =>
    casesOf(
      kind,
      seeded(`open ${kind}`),
      count,
      makers,
      slugs.length > 0 ? { segments, slugs } : { segments },
      places,
    ),
  );
}
