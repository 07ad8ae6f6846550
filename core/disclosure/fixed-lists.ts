/**
 * Vocabularies fixed in code, so that every cell is known before the data (a list read from the running platform would
 * not be). They, and the sources of core/anonymize, may only change together with FIXED_LISTS_VERSION.
 */

/** The version of the lists, recorded in every release that used them. */
export const FIXED_LISTS_VERSION = '2026-12-01';

const words = (text: string) => text.split(' ');

/** ISO 3166-1 alpha-2, officially assigned, and XK. */
export const COUNTRIES: readonly string[] = words(
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ' +
    ' CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO' +
    ' FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE' +
    ' JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO' +
    ' MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW' +
    ' PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM' +
    ' TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW',
);

/** ISO 639-1. Languages without a two-letter code count as `(other)`. */
export const LANGUAGES: readonly string[] = words(
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el' +
    ' en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu' +
    ' ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na' +
    ' nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so' +
    ' sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu',
);

/** Families that bowser 2.15 names for people's browsers; rarer ones and robots count as `(other)`. */
export const BROWSERS: readonly string[] = [
  'Amazon Silk',
  'Android Browser',
  'BlackBerry',
  'Brave',
  'Chrome',
  'Chromium',
  'DuckDuckGo',
  'Electron',
  'Epiphany',
  'Firefox',
  'Focus',
  'Google Search',
  'HeyTap Browser',
  'Internet Explorer',
  'LibreWolf',
  'MZ Browser',
  'Maxthon',
  'Microsoft Edge',
  'NAVER Whale Browser',
  'Opera',
  'Pale Moon',
  'Puffin',
  'QQ Browser',
  'Safari',
  'Samsung Internet for Android',
  'SeaMonkey',
  'Sogou Browser',
  'UC Browser',
  'Vivaldi',
  'Vivo Browser',
  'WeChat',
  'WebOS Browser',
  'Yandex Browser',
];
export const SYSTEMS: readonly string[] = [
  'Android',
  'Chrome OS',
  'HarmonyOS',
  'Linux',
  'PlayStation 4',
  'Roku',
  'Tizen',
  'WebOS',
  'Windows',
  'Windows Phone',
  'iOS',
  'macOS',
];
export const DEVICES: readonly string[] = ['desktop', 'mobile', 'tablet', 'other'];
export const SCREENS: readonly string[] = ['<576', '576-767', '768-991', '992-1439', '1440+'];
export const DEPTHS: readonly string[] = ['0', '1', '2', '3-5', '6-10', '11+'];
export const MEDIA: readonly string[] = [
  'search',
  'social',
  'mail',
  'ai',
  'paid',
  'referral',
  'direct',
  '(unknown)',
];
/** Names that the contract reserves. */
export const RESERVED_ACTIONS: readonly string[] = ['download', 'outbound', 'not_found', 'search'];
