/** Addresses and networks of both families. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPart, addressText, isInNetwork, parseAddress, parseNetwork } from '#core/anonymize/address';

const inside = (ip: string, cidr: string) => isInNetwork(parseAddress(ip)!, parseNetwork(cidr)!);

describe('an address', () => {
  it('reads back what it wrote, for every address of both families', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (ip) => {
        const address = parseAddress(ip);
        expect(address, ip).toBeDefined();
        expect(parseAddress(addressText(address!))).toEqual(address);
      }),
      { numRuns: 1000 },
    );
  });

  it('is unmapped where it is IPv4 in IPv6', () => {
    for (const ip of ['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1'])
      expect(parseAddress(ip)).toEqual([192, 0, 2, 1]);
  });

  it('a malformed address is invalid, and parsing never throws', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.256',
      '01.2.3.4',
      '1.2.3.4 ',
      '1..2.3',
      ':',
      ':::',
      '1:2:3',
      '1:2:3:4:5:6:7:8:9',
      '::1::',
      'g::1',
      '12345::',
      '1.2.3.4:80',
      'unknown',
      '_hidden',
      '1:2:3:4:5:6:7::8',
    ])
      expect(parseAddress(text), text).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseAddress(text);
        parseNetwork(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('enters a visitor key whole as IPv4 and by its /64 as IPv6', () => {
    expect(addressPart(parseAddress('192.0.2.1')!)).toBe('192.0.2.1');
    expect(addressPart(parseAddress('2001:db8:0:1::42')!)).toBe('20010db800000001');
    expect(addressPart(parseAddress('fe80::1%eth0')!)).toBe('fe80000000000000');
  });
});

describe('a network', () => {
  it('holds its addresses, to the bit', () => {
    expect([
      inside('203.0.113.255', '203.0.113.0/24'),
      inside('203.0.114.0', '203.0.113.0/24'),
      inside('10.0.0.7', '10.0.0.4/30'),
      inside('10.0.0.8', '10.0.0.4/30'),
      inside('1.2.3.4', '0.0.0.0/0'),
    ]).toEqual([true, false, true, false, true]);
    expect([
      inside('2001:db8:1:ffff::1', '2001:db8:1::/48'),
      inside('2001:db8:2::1', '2001:db8:1::/48'),
      inside('2001:db8::8000:0:0:1', '2001:db8::8000:0:0:0/65'),
    ]).toEqual([true, false, true]);
  });

  it('a network of one family holds no address of the other', () => {
    expect([
      inside('1.2.3.4', '::/0'),
      inside('::1', '0.0.0.0/0'),
      inside('192.0.2.9', '::ffff:192.0.2.0/120'),
    ]).toEqual([false, false, true]);
  });
});
