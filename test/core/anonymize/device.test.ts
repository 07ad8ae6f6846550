/** The class of a device, the browser behind what it poses as, and its system. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deviceOf } from '#core/anonymize/device';
import { deriveTechnology } from '#core/anonymize/technology';
import { judgeLine } from '#core/import/judge-line';
import { createScanner } from '#core/import/formats';
import { contextOf } from '../collect/posted.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('a device', () => {
  it.each([
    ['desktop', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
    ['desktop', `Mozilla/5.0 (X11; CrOS aarch64 15699.85.0) ${WEBKIT} Chrome/121.0.0.0 Safari/537.36`],
    [
      'desktop',
      `Mozilla/5.0 (Linux; Android 9; HP Chromebook x2 Build/R76) ${WEBKIT} Chrome/74.0.3729.157 Safari/537.36`,
    ],
    ['desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`],
    ['desktop', 'Mozilla/5.0 (X11; FreeBSD amd64; rv:120.0) Gecko/20100101 Firefox/120.0'],
    [
      'desktop',
      `Mozilla/5.0 (PC; OpenHarmony 6.1) ${WEBKIT} Chrome/132.0.0.0 Safari/537.36 ArkWeb/6.1.0.100 HuaweiBrowser/6.1.3.321`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 10; AGS3-W09) ${WEBKIT} Chrome/92.0.4515.105 HuaweiBrowser/12.0.1.300 Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 10; AGS3-AL00; HMSCore 6.1.0.313) ${WEBKIT} Chrome/88.0.4324.93 HuaweiBrowser/11.1.5.310 Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 8.0.0; HUAWEI MediaPad M5 lite) ${WEBKIT} Chrome/88.0.0.0 Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; U; Android 10; en-us; HUAWEI MatePad Pro Build/HUAWEIMRX-W09) ${WEBKIT} Version/4.0 Chrome/70.0 Mobile Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 6.0; BTV-DL09) ${WEBKIT} Chrome/72.0.3626.76 Mobile Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; arm_64; Android 13; T50) ${WEBKIT} Chrome/124.0.6367.503 YaApp_Android/24.65/apad YaSearchBrowser/24.65/apad BroPP/1.0 SA/3 Mobile Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 13; SM-X906C Build/TP1A) ${WEBKIT} Chrome/120.0.0.0 Safari/537.36`,
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; U; Android 11; ru-ru; Xiaomi Pad 5 Pro Build/RKQ1) ${WEBKIT} Version/4.0 Chrome/89.0 Mobile Safari/537.36`,
    ],
    ['tablet', 'Mozilla/5.0 (Android 13; Tablet; rv:120.0) Gecko/120.0 Firefox/120.0'],
    [
      'tablet',
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    ],
    [
      'tablet',
      `Mozilla/5.0 (Linux; U; Android 4.4.3; KFTHWI Build/KTU84M) ${WEBKIT} Silk/47.1.79 like Chrome/47.0.2526.80 Safari/537.36`,
    ],
    [
      'mobile',
      `Mozilla/5.0 (Linux; arm_64; Android 9; YNDX-000SB) ${WEBKIT} Chrome/88.0.4324.152 YaBrowser/21.2.3.112.00 SA/3 Mobile Safari/537.36`,
    ],
    [
      'mobile',
      `Mozilla/5.0 (Linux; Android 10; HUAWEI P30) ${WEBKIT} Chrome/92.0.4515.105 HuaweiBrowser/12.0.1.300 Mobile Safari/537.36`,
    ],
    [
      'mobile',
      `Mozilla/5.0 (Linux; Android 6.0.1; Coolpad R116) ${WEBKIT} Chrome/92.0.4515.115 Mobile Safari/537.36`,
    ],
    [
      'mobile',
      'Mozilla/5.0 (Linux; U; Android 4.1.2; pl-pl; GT-N7000 Build/JZO54K) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
    ],
    [
      'mobile',
      `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${WEBKIT} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile`,
    ],
    ['mobile', 'Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10'],
    ['mobile', 'Opera/9.80 (SpreadTrum; Opera Mini/4.4.33576/119.132; U; en) Presto/2.12.423 Version/12.16'],
    [
      'mobile',
      'Mozilla/5.0 (Windows NT 6.2; ARM; Trident/7.0; Touch; rv:11.0; WPDesktop; Lumia 435) like Gecko',
    ],
    ['mobile', 'Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5'],
    ['mobile', 'Dalvik/2.1.0 (Linux; U; Android 10; RMX2032 Build/QKQ1.200209.002)'],
    ['other', `Mozilla/5.0 (Linux; Android 9; BRAVIA 4K UR2 Build/PTT1) ${WEBKIT} Chrome/90.0 Safari/537.36`],
    [
      'other',
      'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/6.0 TV Safari/538.1',
    ],
    ['other', `Mozilla/5.0 (PlayStation; PlayStation 5/2.26) ${WEBKIT} Version/13.0 Safari/605.1.15`],
    ['other', 'something else'],
  ])('is %s: %s', (device, userAgent) => {
    expect(deviceOf(userAgent)).toBe(device);
    expect(deriveTechnology(userAgent).device).toBe(device);
  });
});

describe('the browser', () => {
  it.each([
    [
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; .NET4.0E)',
      'Internet Explorer',
      11,
      'Windows',
    ],
    ['Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.2; Trident/6.0)', 'Internet Explorer', 10, 'Windows'],
    ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/5.0)', 'Internet Explorer', 9, 'Windows'],
    ['Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.0; Trident/4.0)', 'Internet Explorer', 8, 'Windows'],
    ['Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1)', 'Internet Explorer', 7, 'Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
      'Internet Explorer',
      11,
      'Windows',
    ],
    [
      'Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16',
      'Opera',
      36,
      'Android',
    ],
    [
      'Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10',
      'Opera',
      7,
      '(unknown)',
    ],
    ['Opera/9.80 (iPhone; Opera Mini/7.0.5/28.2555; U; fr) Presto/2.8.119 Version/11.10', 'Opera', 7, 'iOS'],
    [
      `Mozilla/5.0 (Linux; Android 12; TECNO Phantom X) ${WEBKIT} Chrome/120.0.0.0 Mobile Safari/537.36`,
      'Chrome',
      120,
      'Android',
    ],
    [
      `Mozilla/5.0 (Linux; U; Android 11; en-us; M2003 Build/RP1A) ${WEBKIT} Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/13.14`,
      'Chrome',
      100,
      'Android',
    ],
    [
      `Mozilla/5.0 (Linux; Android 8.1.0; YNDX-000SB) ${WEBKIT} Version/4.0 Chrome/70.0.3538.110 YandexSearch/8.20 Mobile Safari/537.36`,
      'Yandex Browser',
      8,
      'Android',
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`,
      'Chrome',
      140,
      'Chrome OS',
    ],
  ] as const)('%s is %s %i on %s', (userAgent, browser, browserMajor, os) => {
    expect(deriveTechnology(userAgent)).toMatchObject({ browser, browserMajor, os });
  });
});

it('a log of Chromebooks is of desktops with Chrome OS', () => {
  const context = contextOf();
  const site = context.config.site('shop');
  if (site === undefined) throw new Error('no site');
  const log = readFileSync(resolve(import.meta.dirname, '../../data/cases/chromebook.log'), 'utf8').trimEnd();
  const lines = log.split('\n');
  const scan = createScanner('combined', lines);
  const rows = lines.map((line) =>
    judgeLine(line, scan, {
      config: context.config,
      site,
      downloads: new Set(),
      now: context.now,
      random128: context.random128,
      isSealed: () => false,
      anonymize: () => context,
    }),
  );
  expect(rows.length).toBe(3);
  for (const judged of rows)
    expect('row' in judged && judged.row).toMatchObject({
      outcome: 'stored',
      device: 'desktop',
      os: 'Chrome OS',
      browser: 'Chrome',
    });
});
