/**
 * Our own additions to the published lists of sources, in the form of known-sources.ts. They take precedence over the
 * published lists, and a name here is the spelling that those are given, too.
 */

/**
 * The sources of each medium, one line per source: its name, then its hosts. A host includes its subdomains; `=host` is
 * that host alone, with or without `www.` or `m.`; a final `{}` stands for any country's suffix, as `de` or `co.uk`. A
 * host may be followed by a path of one or two segments.
 */
export const MORE_SOURCES: Readonly<Record<string, string>> = {
  ai: `ChatGPT: chatgpt.com chat.openai.com openai.com chat.com
Claude: claude.ai claude.com anthropic.com
Perplexity: perplexity.ai perplexity.com pplx.ai
Gemini: gemini.google.com bard.google.com gemini.google aistudio.google.com
Copilot: copilot.microsoft.com copilot.cloud.microsoft m365.cloud.microsoft edgeservices.bing.com bing.com/chat copilot.com copilot.ai github.com/copilot
DeepSeek: chat.deepseek.com deepseek.com
Le Chat: chat.mistral.ai mistral.ai lechat.ai
Meta AI: meta.ai ai.meta.com
Grok: grok.com grok.x.ai x.ai x.com/i/grok
Poe: poe.com
You.com: you.com
Phind: phind.com
Kagi Assistant: kagi.com/assistant assistant.kagi.com
Kimi: kimi.com kimi.ai kimi.moonshot.cn moonshot.cn
Qwen: chat.qwen.ai qwen.ai qwenlm.ai tongyi.aliyun.com tongyi.com qianwen.com qianwen.aliyun.com
Doubao: doubao.com cici.com ciciai.com dola.com
Baidu AI: yiyan.baidu.com ernie.baidu.com chat.baidu.com wenxin.baidu.com
Yuanbao: yuanbao.tencent.com hunyuan.tencent.com
ChatGLM: chatglm.cn z.ai chat.z.ai zhipuai.cn bigmodel.cn
MiniMax: hailuoai.com hailuo.ai minimax.io minimaxi.com agent.minimax.io
Spark: xinghuo.xfyun.cn
Stepfun: yuewen.cn stepfun.com
Metaso: metaso.cn
Tiangong: tiangong.cn
Nami: n.cn
Manus: manus.im
Genspark: genspark.ai
NotebookLM: notebooklm.google.com notebooklm.google
HuggingChat: huggingface.co/chat
DuckDuckGo AI: duck.ai
Character.AI: character.ai
Pi: pi.ai
Andi: andisearch.com
iAsk: iask.ai
Felo: felo.ai
Liner: liner.com getliner.com
Consensus: consensus.app
Elicit: elicit.com
Scite: scite.ai
Monica: monica.im
Sider: sider.ai
Merlin: getmerlin.in
ChatHub: chathub.gg app.chathub.gg
OpenRouter: openrouter.ai
Groq: groq.com
Cohere: coral.cohere.com cohere.com
LMArena: lmarena.ai arena.ai lmsys.org
Blackbox: blackbox.ai blackboxai.com
Komo: komo.ai
Exa: exa.ai
Jasper: jasper.ai
Writesonic: writesonic.com chatsonic.com
Replika: replika.com replika.ai
Janitor AI: janitorai.com
Wrtn: wrtn.ai
CLOVA X: clova-x.naver.com clovax.naver.com
GigaChat: giga.chat gigachat.ru
Alice: alice.yandex.ru alice.yandex.com a.ya.ru
Lumo: lumo.proton.me
Leo: leo.brave.com
Venice: venice.ai
Chatbox: chatboxai.app
Euria: euria.infomaniak.com
Amazon Nova: nova.amazon.com
Rufus: amazon.com/rufus
Forefront: forefront.ai chat.forefront.ai
TypingMind: typingmind.com
Ninja: myninja.ai
Arc Search: search.arc.net
Dia: diabrowser.com`,
  search: `Google: =google.com =google.{} com.google
Bing: bing.com bing.{} ntp.msn.com
Yandex: =yandex.com =yandex.{} ya.ru yandex.{}/search yandex.com/search dzen.ru/search
Brave: search.brave.com
Kagi: kagi.com
Ecosia: ecosia.org
Startpage: startpage.com ixquick.com startmail.com/search
Qwant: qwant.com qwantjunior.com
Mojeek: mojeek.com mojeek.{}
MetaGer: metager.de metager.org metager.{} metager3.de metager2.de metager.com
DuckDuckGo: duckduckgo.com duck.com ddg.gg start.duckduckgo.com
Yahoo!: search.yahoo.{} search.yahoo.co.jp r.search.yahoo.com
Swisscows: swisscows.com swisscows.ch
Presearch: presearch.com presearch.org presearch.io
Baidu: =baidu.com m.baidu.com wap.baidu.com image.baidu.com
Sogou: sogou.com
Shenma: sm.cn quark.cn
360.cn: so.com sou.com so.360.cn
Petal Search: petalsearch.com
Toutiao: so.toutiao.com
Naver: search.naver.com m.search.naver.com =naver.com
Daum: search.daum.net m.search.daum.net =daum.net
Zum: search.zum.com zum.com
Seznam: search.seznam.cz =seznam.cz
Coccoc: coccoc.com
Sputnik: sputnik.ru
Rambler: nova.rambler.ru =rambler.ru
Nigma: nigma.ru nigma.net.ru
Lilo: lilo.org
OceanHero: oceanhero.today
Ekoru: ekoru.org
Gibiru: gibiru.com
Lukol: lukol.com
Yep: yep.com
Marginalia: marginalia.nu marginalia-search.com
Wiby: wiby.me wiby.org
Stract: stract.com
Right Dao: rightdao.com
Entireweb: entireweb.com
Exalead: exalead.com exalead.fr
Peekier: peekier.com
Search Encrypt: searchencrypt.com
Oscobo: oscobo.com
Givero: givero.com
Gigablast: gigablast.com
Infinity Search: infinitysearch.co
Neeva: neeva.com
Luxxle: luxxle.com
Freespoke: freespoke.com
Tusk: tusksearch.com
4get: 4get.ca
Karma Search: karmasearch.org
Xayn: xayn.com
Refseek: refseek.com
WolframAlpha: wolframalpha.com
Dogpile: dogpile.com
WebCrawler: webcrawler.com
Info.com: info.com
Zapmeta: zapmeta.com zapmeta.{}
AOL: search.aol.com search.aol.{} suche.aol.de recherche.aol.fr =aol.com =aol.{}
Lycos: lycos.com search.lycos.com lycos.{}
Ask: ask.com
MSN: =msn.com search.msn.com msn.com/search
T-Online: suche.t-online.de
GMX: suche.gmx.net suche.gmx.{} search.gmx.com search.gmx.net search.gmx.{}
WEB.DE: suche.web.de m.suche.web.de search.web.de
mail.com: search.mail.com
Freenet: suche.freenet.de
1und1: suche.1und1.de search.1und1.de search.1and1.com search.1and1.{}
Bluewin: search.bluewin.ch
Search.ch: search.ch
local.ch: local.ch
Herold: herold.at
Orange: lemoteur.orange.fr recherche.orange.fr
Free: search.free.fr recherche.free.fr
SFR: recherche.sfr.fr
Libero: ricerca.libero.it arianna.libero.it
Virgilio: ricerca.virgilio.it search.virgilio.it
Onet: szukaj.onet.pl
Wirtualna Polska: szukaj.wp.pl
Interia: szukaj.interia.pl
Mail.ru: go.mail.ru
UKR.net: search.ukr.net
Sapo: pesquisa.sapo.pt
UOL: busca.uol.com.br
Rediff: search.rediff.com
Goo: search.goo.ne.jp
Nifty: search.nifty.com search.nifty.co.jp
Biglobe: cgi.search.biglobe.ne.jp search.biglobe.ne.jp
OCN: ocnsearch.goo.ne.jp search.ocn.ne.jp
au: search.auone.jp sp-search.auone.jp sp-web.search.auone.jp
docomo: search.smt.docomo.ne.jp
Rakuten: websearch.rakuten.co.jp
Excite: search.excite.co.jp
Xfinity: search.xfinity.com search.comcast.net
Mozilla: =start.mozilla.org
Vivaldi: =start.vivaldi.com
Opera: search.opera.com portal.opera.com
Avira: safesearch.avira.com search.avira.com search.avira.net
AVG: search.avg.com mysearch.avg.com
Norton: search.norton.com nortonsafe.search.ask.com
Seekport: seekport.com seekport.de
Unbubble: unbubble.eu
Good: good-search.org goodsearch.com
eTools: etools.ch
Fireball: fireball.com fireball.de
Izito: izito.com izito.{}
Qmamu: qmamu.com
Ahmia: ahmia.fi
Amazon: =amazon.com =amazon.{}`,
  social: `Facebook: facebook.com fb.me fb.com facebook.net messenger.com facebookcorewwwi.onion facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion l.facebook.com lm.facebook.com m.facebook.com m.me l.messenger.com
Instagram: instagram.com l.instagram.com ig.me instagr.am
Workplace: workplace.com l.workplace.com lm.workplace.com
Bluesky: bsky.app go.bsky.app bsky.social skyfeed.app deck.blue
Threads: threads.net threads.com l.threads.com l.threads.net
Twitter: x.com twitter.com t.co pbs.twimg.com tweetdeck.com
Mastodon: mastodon.social mastodon.online mstdn.social fosstodon.org chaos.social hachyderm.io infosec.exchange techhub.social social.lol det.social norden.social muenchen.social troet.cafe ruhr.social social.tchncs.de phanpy.social elk.zone joinmastodon.org mastodon.{}
Lemmy: lemmy.world lemmy.ml feddit.org feddit.de feddit.uk sh.itjust.works beehaw.org programming.dev lemm.ee
TikTok: tiktok.com vm.tiktok.com tiktokv.com
Telegram: t.me telegram.me telegram.org web.telegram.org
WhatsApp: whatsapp.com wa.me web.whatsapp.com l.wl.co
Discord: discord.com discordapp.com discord.gg discord.me
Slack: slack.com app.slack.com slack-redir.net
Microsoft Teams: teams.microsoft.com teams.live.com statics.teams.cdn.office.net teams.cdn.office.net teams.cloud.microsoft
Yammer: yammer.com engage.cloud.microsoft
Signal: signal.org signal.me
Line: line.me liff.line.me
KakaoTalk: kakao.com story.kakao.com
Viber: viber.com
WeChat: wechat.com mp.weixin.qq.com open.weixin.qq.com channels.weixin.qq.com weixin.qq.com wx.qq.com
Snapchat: snapchat.com
Pinterest: pinterest.com pinterest.{} pin.it
Reddit: reddit.com redd.it out.reddit.com old.reddit.com reddit.app.link redditmedia.com
LinkedIn: linkedin.com lnkd.in linkedin.cn
Vkontakte: vk.com vk.ru away.vk.com vk.me vk.cc vkontakte.ru vkvideo.ru
Odnoklassniki: ok.ru odnoklassniki.ru
Lobsters: lobste.rs
Hacker News: news.ycombinator.com hckrnews.com hn.algolia.com hackerweb.app
Product Hunt: producthunt.com
Youtube: youtube.com youtu.be youtube.{} youtube-nocookie.com
Vimeo: vimeo.com
Twitch: twitch.tv
Dailymotion: dailymotion.com dai.ly
Rumble: rumble.com
Odysee: odysee.com
bilibili: bilibili.com b23.tv bilibili.tv
Douyin: douyin.com iesdouyin.com
Kuaishou: kuaishou.com
Xiaohongshu: xiaohongshu.com xhslink.com rednote.com
Weibo: weibo.com weibo.cn t.cn
Zhihu: zhihu.com
Douban: douban.com
Qzone: qzone.qq.com
XING: xing.com
kununu: kununu.com
Truth Social: truthsocial.com
Gab: gab.com
Gettr: gettr.com
Minds: minds.com
MeWe: mewe.com
Nextdoor: nextdoor.com nextdoor.{}
Tumblr: tumblr.com t.umblr.com
Medium: medium.com
Quora: quora.com
Stack Exchange: stackexchange.com superuser.com serverfault.com askubuntu.com mathoverflow.net
StackOverflow: stackoverflow.com
Flickr: flickr.com flic.kr
DeviantArt: deviantart.com
Behance: behance.net
Dribbble: dribbble.com
Goodreads: goodreads.com
Meetup: meetup.com
ASKfm: ask.fm
Foursquare: foursquare.com swarmapp.com 4sq.com
Yelp: yelp.com yelp.{}
Tripadvisor: tripadvisor.com tripadvisor.{}
SoundCloud: soundcloud.com gate.sc
Last.fm: last.fm
Letterboxd: letterboxd.com
Strava: strava.com
Clubhouse: clubhouse.com joinclubhouse.com
Tagged: tagged.com
LiveJournal: livejournal.com
Dreamwidth: dreamwidth.org
Diaspora: diasp.org pod.geraspora.de diaspora-fr.org
Pixelfed: pixelfed.social
Friendica: friendica.eu
Ameba: ameblo.jp ameba.jp
Hatena: b.hatena.ne.jp hatena.ne.jp hatenablog.com
note: note.com
5ch: 5ch.net
Naver Blog: blog.naver.com m.blog.naver.com cafe.naver.com m.cafe.naver.com
Daum Cafe: cafe.daum.net
Band: band.us
Zalo: zalo.me
Draugiem: draugiem.lv
Imgur: imgur.com
9GAG: 9gag.com
Slashdot: slashdot.org
Fark: fark.com
MetaFilter: metafilter.com
Tildes: tildes.net
Raindrop: raindrop.io
Pinboard: pinboard.in
Flipboard: flipboard.com flipboard.app flip.it
Gutefrage: gutefrage.net
Jodel: jodel.com
Wattpad: wattpad.com
Patreon: patreon.com
Ko-fi: ko-fi.com
Linktree: linktr.ee
Lnk.Bio: lnk.bio
Hootsuite: hootsuite.com ow.ly owl.ly
Buffer: buffer.com buff.ly
Goldenline: goldenline.pl
Wykop: wykop.pl
Menéame: meneame.net
Taringa!: taringa.net
Skyrock: skyrock.com
Viadeo: viadeo.com viadeo.journaldunet.com
Copains d'avant: copainsdavant.linternaute.com
Habr: habr.com habr.ru`,
  mail: `Gmail: mail.google.com inbox.google.com gmail.com googlemail.com mail.google.{}
Outlook.com: outlook.live.com outlook.office.com outlook.office365.com outlook.com hotmail.com mail.live.com outlook.cloud.microsoft outlook.office.de partner.outlook.cn outlook.office365.us
Yahoo! Mail: mail.yahoo.com mail.yahoo.{} mail.yahoo.net ymail.com
AT&T: currently.att.yahoo.com mail.att.net webmail.att.net
Proton Mail: mail.proton.me protonmail.com protonmail.ch mail.protonmail.com
GMX: gmx.net gmx.com gmx.{} deref-gmx.net deref-gmx.com deref-gmx.{}
WEB.DE: web.de deref-web.de deref-web-02.de
mail.com: mail.com deref-mail.com deref-mail-02.com
IONOS: deref-1und1.de deref-1und1-02.de email.ionos.com email.ionos.{} mail.ionos.com mail.ionos.{} mailbusiness.ionos.com mailbusiness.ionos.{} webmail.1und1.de mail.1und1.de email.1und1.de webmail.1and1.com
T-Online: email.t-online.de webmail.t-online.de mail.t-online.de
Freenet: webmail.freenet.de email.freenet.de mail.freenet.de
iCloud Mail: =icloud.com icloud.com/mail icloud.com.cn/mail beta.icloud.com
AOL Mail: mail.aol.com mail.aol.{}
Fastmail: fastmail.com fastmail.fm fastmailusercontent.com
HEY: hey.com app.hey.com
Tuta: tuta.com tutanota.com tutanota.de tuta.io
Posteo: posteo.de
mailbox.org: mailbox.org
Mailfence: mailfence.com
Runbox: runbox.com
StartMail: startmail.com
Hushmail: hushmail.com
Zoho: mail.zoho.com mail.zoho.{} workplace.zoho.com workplace.zoho.{} zmail.zoho.com
Mail.ru: e.mail.ru touch.mail.ru octavius.mail.ru light.mail.ru account.mail.ru
Yandex: mail.yandex.com mail.yandex.{} mail.ya.ru mail.360.yandex.ru
Rambler: mail.rambler.ru
QQ Mail: mail.qq.com exmail.qq.com mail.foxmail.com foxmail.com
163 Mail: mail.163.com email.163.com qiye.163.com mail.yeah.net mail.188.com
139 Mail: mail.139.com mail.10086.cn appmail.mail.10086.cn html5.mail.10086.cn
189 Mail: mail.189.cn webmail30.189.cn
Sina Mail: mail.sina.com.cn mail.sina.cn
Aliyun Mail: mail.aliyun.com qiye.aliyun.com mail.mxhichina.com
Orange Webmail: orange.fr/webmail mail01.orange.fr mail02.orange.fr wmail.orange.fr messagerie.orange.fr messageriepro3.orange.fr mail.orange.fr webmail.orange.es
SFR: messagerie.sfr.fr webmail.sfr.fr mail.sfr.fr
Free: webmail.free.fr zimbra.free.fr imp.free.fr
La Poste: laposte.net
Bouygues: mail.bbox.fr webmail.bbox.fr messagerie.bouyguestelecom.fr
Libero: mail.libero.it webmail.libero.it posta.libero.it mail1.libero.it
Virgilio: mail.virgilio.it webmail.virgilio.it
TIM: webmail.tim.it mail.tim.it mail.alice.it webmail.alice.it aliceposta.it
Aruba: webmail.aruba.it webmail.pec.it webmail.pec.aruba.it gestionemail.pec.it
Bluewin: email.bluewin.ch webmail.bluewin.ch rich-v01.bluewin.ch rich-v02.bluewin.ch
UPC: upcmail.hispeed.ch webmail.hispeed.ch
Infomaniak: mail.infomaniak.com mail.infomaniak.ch ksuite.infomaniak.com
OVH: ssl0.ovh.net mail.ovh.net mail.ovh.ca webmail.ovh.com
Strato: webmail.strato.de communicator.strato.de communicator.strato.com
Xfinity: connect.xfinity.com mail.xfinity.com email.xfinity.com mail.comcast.net email.comcast.net web.mail.comcast.net
Cox: myemail.cox.net webmail.cox.net
Optimum: mail.optimum.net webmail.optimum.net mail.optonline.net
Spectrum: webmail.spectrum.net mail.twc.com mail.charter.net
GoDaddy: email.godaddy.com email.secureserver.net secureserver.net
Namecheap: privateemail.com
Titan: titan.email app.titan.email
BT: email.bt.com btmail.bt.com mail.bt.com
Virgin Media: mail.virginmedia.com mail2.virginmedia.com
Onet Poczta: poczta.onet.pl
WP Poczta: poczta.wp.pl
O2 Poczta: poczta.o2.pl
Interia Poczta: poczta.interia.pl
Seznam Mail: email.seznam.cz
Centrum: mail.centrum.cz email.centrum.cz mail.atlas.cz
Freemail: freemail.hu
Citromail: citromail.hu
Inbox.lv: inbox.lv
Abv.bg: abv.bg
Mail.bg: mail.bg
I.ua: mail.i.ua mbox2.i.ua
UOL: email.uol.com.br mail.uol.com.br email.bol.uol.com.br
Rediffmail: mail.rediff.com f1mail.rediff.com rediffmail.com mail.rediffmailpro.com
Telenet: mail.telenet.be
Walla: mail.walla.co.il
Naver Mail: mail.naver.com
Kakao Mail: mail.kakao.com
Daum Mail: mail.daum.net
Front: app.frontapp.com frontapp.com
Missive: missiveapp.com
Superhuman: superhuman.com
Shortwave: shortwave.com
Mailchimp: list-manage.com mailchi.mp campaign-archive.com
Constant Contact: myemail.constantcontact.com rs6.net
Campaign Monitor: createsend.com cmail19.com cmail20.com
Klaviyo: klclick.com ctrk.klclick.com
Brevo: sendibm1.com sendibt2.com sp1-brevo.net
CleverReach: cleverreach.com`,
  paid: `Google: doubleclick.net googlesyndication.com googleadservices.com adsensecustomsearchads.com syndicatedsearch.goog`,
  referral: `Google: google.com google.{}
Amazon: amazon.com amazon.{}
Baidu: baidu.com
Yandex: yandex.com yandex.{}
Naver: naver.com
Wikipedia: wikipedia.org en.wikipedia.org en.m.wikipedia.org
Feedly: feedly.com
Inoreader: inoreader.com`,
};

/** Apps, by the name of their package (Android) or bundle (iOS), or by their number in the App Store; as above. */
export const APP_SOURCES: Readonly<Record<string, string>> = {
  search: `Google: com.google.android.googlequicksearchbox/https com.google.android.googlequicksearchbox/http com.google.googlemobile 284815942 com.google.android.apps.searchlite com.google.android.apps.lens
Google Discover: com.google.android.googlequicksearchbox
Google News: com.google.android.apps.magazines com.google.news
DuckDuckGo: com.duckduckgo.mobile.android com.duckduckgo.mobile.ios 663592361
Bing: com.microsoft.bing com.microsoft.bingintlv2 345323231
Ecosia: com.ecosia.android com.ecosia.ecosiaapp
Qwant: com.qwant.liberty
Startpage: com.startpage com.startpage.app
Brave: com.brave.browser
Yandex: ru.yandex.searchplugin com.yandex.browser ru.yandex.mobile.search
Naver: com.nhn.android.search com.nhncorp.naversearch
Yahoo!: com.yahoo.mobile.client.android.search jp.co.yahoo.android.yjtop
Baidu: com.baidu.searchbox
Seznam: cz.seznam.sbrowser`,
  ai: `ChatGPT: com.openai.chatgpt com.openai.chat 6448311069
Claude: com.anthropic.claude
Perplexity: ai.perplexity.app.android ai.perplexity.app ai.perplexity.comet
Gemini: com.google.android.apps.bard com.google.gemini
Copilot: com.microsoft.copilot com.microsoft.bing.copilot
DeepSeek: com.deepseek.chat
Grok: ai.x.grok ai.x.grokapp
Le Chat: ai.mistral.chat
Meta AI: com.facebook.stella
Poe: com.poe.android com.quora.app.experts
Character.AI: ai.character.app
Kimi: com.moonshot.kimichat
Doubao: com.larus.nova`,
  mail: `Gmail: com.google.android.gm com.google.android.gm.lite com.google.gmail 422689480
Outlook.com: com.microsoft.office.outlook com.microsoft.office.outlook.dawg 951937596
Yahoo! Mail: com.yahoo.mobile.client.android.mail com.yahoo.aerogram jp.co.yahoo.android.ymail
AOL Mail: com.aol.mobile.aolapp
Proton Mail: ch.protonmail.android ch.protonmail.protonmail
GMX: de.gmx.mobile.android.mail com.gmx.mobile.android.mail
WEB.DE: de.web.mobile.android.mail
mail.com: com.mail.mobile.android.mail
T-Online: de.telekom.mail
Apple Mail: com.apple.mobilemail com.apple.mail
Samsung Email: com.samsung.android.email.provider
Fastmail: com.fastmail.app
HEY: com.basecamp.hey
Tuta: de.tutao.tutanota
K-9 Mail: com.fsck.k9
Thunderbird: net.thunderbird.android net.thunderbird.android.beta
Spark Mail: com.readdle.spark com.readdle.smartemail
BlueMail: me.bluemail.mail
FairEmail: eu.faircode.email
Edison Mail: com.easilydo.mail
Mail.ru: ru.mail.mailapp
Yandex: ru.yandex.mail
QQ Mail: com.tencent.androidqqmail
Zoho: com.zoho.mail
Orange Webmail: com.orange.mail.fr
La Poste: fr.laposte.lapostenet`,
  social: `Facebook: com.facebook.katana com.facebook.lite com.facebook.facebook com.facebook.orca com.facebook.mlite com.facebook.messenger com.facebook.pages.app 284882215
Instagram: com.instagram.android com.instagram.lite com.burbn.instagram 389801252
Threads: com.instagram.barcelona com.burbn.barcelona
Workplace: com.facebook.work com.facebook.workchat
Twitter: com.twitter.android com.twitter.android.lite com.atebits.tweetie2 333903271
LinkedIn: com.linkedin.android com.linkedin.linkedin 288429040
Pinterest: com.pinterest com.pinterest.twa pinterest 429047995
Reddit: com.reddit.frontpage com.reddit.reddit com.andrewshu.android.reddit com.laurencedawson.reddit_sync free.reddit.news com.onelouder.baconreader com.rubenmayayo.reddit 1064216828
Slack: com.slack com.tinyspeck.chatlyio 618783545
Microsoft Teams: com.microsoft.teams com.microsoft.teams2 com.microsoft.skype.teams
Discord: com.discord com.hammerandchisel.discord
Telegram: org.telegram.messenger org.telegram.messenger.web org.telegram.plus org.telegram.biftogram org.thunderdog.challegram ph.telegra.telegraph
WhatsApp: com.whatsapp com.whatsapp.w4b net.whatsapp.whatsapp
Signal: org.thoughtcrime.securesms org.whispersystems.signal
Threema: ch.threema.app ch.threema.app.work
Viber: com.viber.voip com.viber
Line: jp.naver.line.android jp.naver.line com.linecorp.linelite
KakaoTalk: com.kakao.talk com.iwilab.kakaotalk
WeChat: com.tencent.mm com.tencent.xin
QQ: com.tencent.mobileqq com.tencent.mqq
Skype: com.skype.raider com.skype.skype
Snapchat: com.snapchat.android com.toyopagroup.picaboo 447188370
TikTok: com.zhiliaoapp.musically com.ss.android.ugc.trill com.zhiliaoapp.musically.go
Douyin: com.ss.android.ugc.aweme
Weibo: com.sina.weibo
Xiaohongshu: com.xingin.xhs com.xingin.discover
Zhihu: com.zhihu.android
bilibili: tv.danmaku.bili tv.danmaku.bilianime
Youtube: com.google.android.youtube com.google.ios.youtube 544007664
Twitch: tv.twitch.android.app tv.twitch
Vkontakte: com.vkontakte.android com.vk.vkclient
Odnoklassniki: ru.ok.android
XING: com.xing.android com.xing.xing
Tumblr: com.tumblr com.tumblr.tumblr
Quora: com.quora.android
Medium: com.medium.reader
Bluesky: xyz.blueskyweb.app
Mastodon: org.joinmastodon.android org.joinmastodon.app com.keylesspalace.tusky app.fedilab.android com.tapbots.ivory
Lemmy: com.jerboa io.syncapps.lemmy_sync
Hacker News: com.stefandekanski.hackernews.free io.github.hidroh.materialistic
Nextdoor: com.nextdoor com.nextdoor.android
Truth Social: com.truthsocial.android.app
Meetup: com.meetup
Strava: com.strava
Yelp: com.yelp.android
Tripadvisor: com.tripadvisor.tripadvisor
Google+: com.google.android.apps.plus
Flipboard: flipboard.app com.flipboard.flipboard-ipad`,
  referral: `Google Chat: com.google.android.apps.dynamite
Google Messages: com.google.android.apps.messaging
Google Maps: com.google.android.apps.maps com.google.maps
Feedly: com.devhd.feedly
Inoreader: com.innologica.inoreader
Pocket: com.ideashower.readitlater.pro
Apple News: com.apple.news
SmartNews: jp.gocro.smartnews.android
Substack: com.substack.app
Wikipedia: org.wikipedia
Microsoft Start: com.microsoft.amp.apps.bingnews
Upday: de.axelspringer.yana.zeropage
Tiny Tiny RSS: org.fox.ttrss
Notion: notion.id
Trello: com.trello
Evernote: com.evernote
Google Play: com.android.vending`,
};
