/** Robots and browsers, on the samples of other projects and on words that name both. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBot } from '#core/anonymize/bot';

const FOLDER = resolve(import.meta.dirname, '../../data/user-agents');
const lines = (name: string) => readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n');
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36';

describe('on the samples', () => {
  it('fewer than 1 in 1,000 browsers are taken for robots', () => {
    const browsers = lines('browsers.txt');
    expect(browsers.length).toBeGreaterThan(1000);
    expect(browsers.filter(isBot)).toEqual([]);
  });

  it('every robot is found', () => {
    const robots = lines('robots.txt');
    expect(robots.length).toBeGreaterThan(600);
    expect(robots.filter((userAgent) => !isBot(userAgent))).toEqual([]);
  });
});

describe('a browser is no robot', () => {
  it.each([
    `Mozilla/5.0 (Linux; Android 6.0; AURII Virtuoso Build/MRA58K; wv) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 8.1.0; XBot Junior) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 12; CUBOT KINGKONG 7) ${CHROME}`,
    'Mozilla/5.0 (Linux; U; Android 4.2.2; it-it; S308 Build/CUBOT) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
    `Mozilla/5.0 (Linux; Android 11; Xming Google TV Build/RTM7.230903.079; wv) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 4.4.2; GM Discovery II) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 13; Spider 8) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 8.1.0; Newsday_E1) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 10; Preview Server Scan Url) ${CHROME}`,
    'Mozilla/5.0 (Android 13; Mobile; Crawler 3; rv:120.0) Gecko/120.0 Firefox/120.0',
    'Mozilla/5.0 (compatible; MSIE 9.0; Windows Phone OS 7.5; Trident/5.0; IEMobile/9.0; HTC; Radar C110e)',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/4.0; QQDownload 691; SLCC2; .NET CLR 2.0.50727; MALC)',
    'Mozilla/5.0 (Linux; Android 6.0.1; OPPO R9s Plus; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/68.0.3440.106 Mobile Safari/537.36 SogouMSE,SogouMobileBrowser/5.28.7',
    'Mozilla/5.0 (Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/84.0.4147.140 Safari/537.36 OPR/46.0.2207.0 OMI/4.21.4.112.Catcher4.69 Model/Hisense-MT9602 VIDAA/5.0(Hisense;SmartTV;)',
    'SonyEricssonU100i/R1x Browser/NetFront/3.5 Profile/MIDP-2.1 Configuration/CLDC-1.1 JavaPlatform/JP-8.5',
    'Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10',
    'Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8',
  ])('%s', (userAgent) => {
    expect(isBot(userAgent)).toBe(false);
  });
});

describe('a program is a robot', () => {
  it.each([
    'GTmetrix',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36; GTmetrix',
    'Dart/3.0 (dart:io)',
    'Dart/2.19 (dart:io)',
    'Signal-Desktop/6.30.1 Linux 5.15',
    'Signal-Android/6.30.3',
    'Signal/7.2 CFNetwork/1494.0.7 Darwin/23.4.0',
    'WhatsApp/2',
    'WhatsApp/2.23.20.0 A',
    'TelegramBot (like TwitterBot)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.example/)',
    'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    'okhttp/4.12.0',
    'Go-http-client/2.0',
    'python-requests/2.31.0',
    'python-httpx/0.25.0',
    'Python/3.11 aiohttp/3.9.1',
    'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
    'undici',
    'axios/1.6.2',
    'got (https://github.com/sindresorhus/got)',
    'reqwest/0.11.22',
    'libwww-perl/6.67',
    'Java/17.0.2',
    'Apache-HttpClient/4.5.14 (Java/17.0.9)',
    'curl/8.4.0',
    'Wget/1.21.4',
    'GuzzleHttp/7',
    'Faraday v2.7.4',
    'PostmanRuntime/7.36.0',
    'insomnia/8.4.5',
    'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.19045; en-US) PowerShell/7.4.0',
    'SomeNewClient/1.4 (a library: gzip)',
    'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
    'Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
    `Mozilla/5.0 (Linux; Android 11; moto g power (2022)) ${CHROME} Chrome-Lighthouse`,
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 DatadogSynthetics',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.6045.9 Safari/537.36 Checkly',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/119.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
    'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)',
    'CCBot/2.0 (https://commoncrawl.org/faq/)',
    `Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${CHROME} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
    `Mozilla/5.0 (Linux; Android 7.0; compatible; NewBot/1.0; +https://bot.example) ${CHROME}`,
    `Mozilla/5.0 (Linux; Android 8.0; Pixel 2 Build/OPD3.170816.012; Storebot-Google/1.0) ${CHROME}`,
  ])('%s', (userAgent) => {
    expect(isBot(userAgent)).toBe(true);
  });
});
