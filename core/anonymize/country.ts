/** Country codes of a closed vocabulary. */

/**
 * ISO 3166-1 alpha-2 codes, with those that were reserved or withdrawn, as Intl.DisplayNames of Node 20 and 24 names
 * them. They are written out because a vocabulary may not change with the engine, and because Intl costs 30 ms of a
 * cold start.
 */
const CODES = `
AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM
CN CO CP CQ CR CS CU CV CW CX CY CZ DD DE DG DJ DK DM DO DY DZ EA EC EE EG EH ER ES ET FI FJ FK FM FO FR FX GA GB GD GE GF GG GH GI GL GM GN GP GQ GR
GS GT GU GW GY HK HM HN HR HT HU HV IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA
MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NH NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
QA RE RH RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UK
UM US UY UZ VA VC VD VE VG VI VN VU WF WS XK YD YE YT YU ZA ZM ZR ZW
`;
const codes = new Set(CODES.trim().split(/\s+/));

/** Returns the code in upper case where ISO 3166-1 has it, otherwise `(unknown)`. */
export function normalizeCountry(code: string | undefined): string {
  const upper = code?.trim().toUpperCase() ?? '';
  return codes.has(upper) ? upper : '(unknown)';
}

/** All codes, for tests. */
export const COUNTRY_CODES: ReadonlySet<string> = codes;
