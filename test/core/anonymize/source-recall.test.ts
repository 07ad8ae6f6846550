/**
 * Where visits come from, on lists made from public ones (Snowplow's referer-parser, GA4's source categories, Matomo,
 * GoatCounter, the sign-in pages of providers): hosts of web mail, assistants, networks and engines.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN_PLACES } from '#core/anonymize/known-places';
import { deriveOrigin } from '#core/anonymize/referrer';
import { findSource } from '#core/anonymize/source-name';

const own = new Set(['www.example.com']);
const words = (text: string) => text.trim().split(/\s+/);
const mediumOf = (host: string) => deriveOrigin(`https://${host}/`, own).medium;
const wrong = (hosts: readonly string[], medium: string) =>
  hosts.map((host) => [host, mediumOf(host)].join(' ')).filter((found) => !found.endsWith(` ${medium}`));

const MAIL = words(`
  mail.google.com inbox.google.com outlook.live.com outlook.office.com outlook.office365.com mail.live.com
  eur01.safelinks.protection.outlook.com mail.yahoo.com mail.yahoo.co.uk mail.yahoo.co.jp us-mg5.mail.yahoo.com
  currently.att.yahoo.com mail.proton.me mail.aol.com mail.aol.co.uk www.icloud.com mail.zoho.com mail.zoho.eu
  app.fastmail.com beta.fastmail.com app.hey.com app.tuta.com mail.tutanota.com posteo.de office.mailbox.org
  mailfence.com www.hushmail.com runbox.com mail.runbox.com app.startmail.com deref-gmx.net deref-gmx.com
  deref-gmx.fr deref-gmx.es deref-gmx.co.uk deref-gmx.at deref-gmx.ch deref-web.de deref-web-02.de deref-mail.com
  deref-mail-02.com deref-1und1.de deref-1und1-02.de navigator-bs.gmx.com 3c.gmx.net lightmailer.gmx.ch
  lightmailer-bs.gmx.net 3c-bap.web.de lightmailer-bap.web.de 3c-lxa.mail.com email.ionos.de mail.ionos.com
  mailbusiness.ionos.es webmail.1und1.de email.t-online.de webmail.freenet.de mail.vodafone.de webmail.strato.de
  webmail.your-server.de email.bluewin.ch rich-v01.bluewin.ch upcmail.hispeed.ch mail.infomaniak.com
  webmail.hostpoint.ch webmail.a1.net mail01.orange.fr mail02.orange.fr wmail.orange.fr messagerie.orange.fr
  messageriepro3.orange.fr webmail.laposte.net webmail.free.fr zimbra.free.fr imp.free.fr webmail.sfr.fr
  messagerie.sfr.fr webmail.bbox.fr ssl0.ovh.net webmail.gandi.net mail.libero.it webmail.libero.it posta.libero.it
  mail.virgilio.it webmail.tim.it mail.tiscali.it webmail.aruba.it webmail.pec.it correo.movistar.es webmail.ono.com
  mail.sapo.pt email.bt.com mail2.virginmedia.com mail.talktalk.co.uk webmail.plus.net mail.eir.ie webmail.telia.com
  webmail.ziggo.nl webmail.kpnmail.nl mail.telenet.be webmail.proximus.be poczta.onet.pl poczta.wp.pl poczta.o2.pl
  poczta.interia.pl email.seznam.cz mail.centrum.cz freemail.hu mail.citromail.hu abv.bg mail.bg www.inbox.lv
  e.mail.ru touch.mail.ru octavius.mail.ru mail.yandex.ru mail.yandex.com mail.yandex.kz mail.rambler.ru mail.ukr.net
  mail.i.ua mail.qip.ru mail.qq.com exmail.qq.com wx.mail.qq.com mail.163.com mail.126.com mail.139.com mail.sina.com.cn
  mail.aliyun.com mail.naver.com mail.daum.net mail.kakao.com mail.mynet.com mail.rediff.com email.uol.com.br
  webmail.terra.com.br connect.xfinity.com mail.comcast.net webmail.spectrum.net myemail.cox.net webmail.cox.net
  mail.optimum.net webmail.earthlink.net webmail.bell.net webmail.shaw.ca webmail.bigpond.com email.telstra.com
  webmail.iinet.net.au webmail.vodafone.co.nz mail.walla.co.il email.godaddy.com app.titan.email
  roundcube.example-hoster.com owa.example-firm.com mail.example-firm.com mail3.example-firm.com zimbra.example-uni.edu
`);

const ASSISTANTS = words(`
  chatgpt.com chat.openai.com claude.ai www.perplexity.ai pplx.ai gemini.google.com bard.google.com
  aistudio.google.com notebooklm.google.com copilot.microsoft.com copilot.com www.copilot.com m365.cloud.microsoft
  copilot.cloud.microsoft edgeservices.bing.com chat.deepseek.com www.deepseek.com chat.mistral.ai www.meta.ai
  grok.com x.ai poe.com you.com www.phind.com character.ai beta.character.ai www.kimi.com kimi.moonshot.cn
  chat.qwen.ai tongyi.aliyun.com www.doubao.com yiyan.baidu.com ernie.baidu.com yuanbao.tencent.com chatglm.cn chat.z.ai
  hailuoai.com www.genspark.ai manus.im pi.ai andisearch.com iask.ai felo.ai duck.ai lumo.proton.me
  assistant.kagi.com openrouter.ai metaso.cn app.writesonic.com app.jasper.ai lmarena.ai alice.yandex.ru
`);

const NETWORKS = words(`
  www.facebook.com m.facebook.com l.facebook.com lm.facebook.com fb.me www.messenger.com www.instagram.com
  l.instagram.com l.threads.net www.threads.com t.co twitter.com x.com www.linkedin.com lnkd.in www.reddit.com
  out.reddit.com old.reddit.com redd.it discord.com ptb.discord.com canary.discord.com discordapp.com discord.gg
  t.me web.telegram.org webk.telegram.org web.whatsapp.com wa.me app.slack.com teams.microsoft.com
  statics.teams.cdn.office.net www.pinterest.com www.pinterest.de pinterest.co.uk www.pinterest.com.mx
  at.pinterest.com nl.pinterest.com pin.it www.bilibili.com b23.tv www.workplace.com l.workplace.com away.vk.com
  m.vk.com vk.com ok.ru bsky.app go.bsky.app mastodon.social mastodon.online hachyderm.io chaos.social
  mastodon.example-town.de social.tchncs.de lemmy.world www.tiktok.com www.snapchat.com www.youtube.com m.youtube.com
  youtu.be vimeo.com www.twitch.tv news.ycombinator.com lobste.rs www.producthunt.com medium.com www.quora.com
  stackoverflow.com github.com www.xing.com www.kununu.com weibo.com www.zhihu.com www.xiaohongshu.com www.douyin.com
  www.tumblr.com t.umblr.com www.flickr.com nextdoor.com truthsocial.com line.me story.kakao.com b.hatena.ne.jp
  blog.naver.com cafe.naver.com linktr.ee flipboard.com getpocket.com tildes.net www.deviantart.com www.meetup.com
`);

const ENGINES = words(`
  www.google.com google.com www.google.de www.google.co.uk google.com.br news.google.com images.google.fr www.bing.com
  cn.bing.com duckduckgo.com html.duckduckgo.com lite.duckduckgo.com search.yahoo.com de.search.yahoo.com
  search.yahoo.co.jp r.search.yahoo.com yandex.ru www.yandex.com yandex.com.tr yandex.kz ya.ru m.yandex.ru
  www.baidu.com m.baidu.com www.so.com www.sogou.com m.sogou.com m.sm.cn search.naver.com m.search.naver.com
  search.daum.net search.seznam.cz www.ecosia.org www.qwant.com lite.qwant.com www.startpage.com eu.startpage.com
  search.brave.com kagi.com www.mojeek.com metager.de swisscows.com presearch.com www.lilo.org oceanhero.today
  ekoru.org gibiru.com yep.com www.dogpile.com www.ask.com search.aol.com suche.aol.de suche.web.de suche.gmx.net
  suche.gmx.at search.gmx.com suche.t-online.de suche.freenet.de suche.1und1.de suche.example-portal.de
  recherche.example-portail.fr busca.uol.com.br pesquisa.sapo.pt szukaj.onet.pl go.mail.ru nova.rambler.ru
  search.ukr.net ricerca.virgilio.it lemoteur.orange.fr search.free.fr search.bluewin.ch search.ch coccoc.com
  search.goo.ne.jp search.nifty.com search.smt.docomo.ne.jp websearch.rakuten.co.jp search.xfinity.com
  petalsearch.com so.toutiao.com www.etools.ch searx.example-host.org searxng.example-host.org www.wolframalpha.com
  ntp.msn.com www.seekport.com www.fireball.com marginalia-search.com wiby.me 4get.ca www.zapmeta.com
`);

describe('a host has the medium that people mean', () => {
  it.each([
    ['mail', MAIL],
    ['ai', ASSISTANTS],
    ['social', NETWORKS],
    ['search', ENGINES],
  ] as const)('as %s', (medium, hosts) => {
    expect(wrong(hosts, medium)).toEqual([]);
  });

  it('a named host precedes its domain, and other services of a provider are neither its search nor its mail', () => {
    const named = (host: string) => Object.values(deriveOrigin(`https://${host}/`, own)).join(' ');
    expect(
      [
        'docs.google.com',
        'mail.google.com',
        'www.google.com',
        'aws.amazon.com',
        'pan.baidu.com',
        'disk.yandex.ru',
        'github.example-firm.com',
        'suchel.example-firm.com',
        'mailing-list.example-firm.com',
        'mail.example-firm.com',
      ].map(named),
    ).toEqual([
      'google.com Google referral',
      'mail.google.com Gmail mail',
      'google.com Google search',
      'amazon.com Amazon referral',
      'baidu.com Baidu referral',
      'yandex.ru Yandex referral',
      'example-firm.com example-firm.com referral',
      'example-firm.com example-firm.com referral',
      'example-firm.com example-firm.com referral',
      'example-firm.com example-firm.com mail',
    ]);
  });

  it('mail programs are known by the path under which they are installed', () => {
    for (const path of ['/owa/', '/roundcube/?_task=mail', '/webmail', '/horde/imp/x', '/SOGo/so/'])
      expect(deriveOrigin(`https://intra.example-firm.com${path}`, own).medium, path).toBe('mail');
    expect(deriveOrigin('https://intra.example-firm.com/owasp', own).medium).toBe('referral');
  });

  it('a country stands for itself only where a host may have one', () => {
    expect(deriveOrigin('https://www.pinterest.cl/', own)).toEqual({
      referrer: 'pinterest.cl',
      source: 'Pinterest',
      medium: 'social',
    });
    expect(mediumOf('pinterest.evil-example.com')).toBe('referral');
    expect(mediumOf('google.de.evil-example.com')).toBe('referral');
    expect(mediumOf('ask.fm')).toBe('social');
    expect(findSource('google.de')).toEqual({ source: 'Google', medium: 'search' });
    expect(findSource('pinterest.at')).toEqual({ source: 'Pinterest', medium: 'social' });
    expect(findSource('docs.google.com')?.medium).not.toBe('search');
  });
});

describe("a host's source", () => {
  const listed = [...KNOWN_PLACES.keys()]
    .filter((place) => !place.includes('/'))
    .map((place) => place.replace(/^=/, '').replace('{}', 'co.uk'));

  it('never depends on case, a trailing dot, the port, or www', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...listed, ...MAIL, ...ENGINES),
        fc.constantFrom('http', 'https'),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (host, scheme, upper, dot, port, www) => {
          const bare = host.replace(/^www\./, '');
          const text = `${www ? 'www.' : ''}${bare}${dot ? '.' : ''}${port ? `:${scheme === 'http' ? 80 : 443}` : ''}`;
          const one = deriveOrigin(`${scheme}://${upper ? text.toUpperCase() : text}/`, own);
          expect(one).toEqual(deriveOrigin(`https://${bare}/`, own));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is found on any port where the host is known', () => {
    expect(deriveOrigin('https://www.google.com:8443/', own).source).toBe('Google');
    expect(deriveOrigin('https://other-example.com:8443/', own).source).toBe('(private)');
  });
});
