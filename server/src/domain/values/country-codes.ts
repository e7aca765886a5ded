/** ISO 3166-1 alpha-2 (249 codes), and XK, which people and phone plans use for Kosovo. */
export const COUNTRY_CODES: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL ' +
  'CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU ' +
  'GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
  'MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT ' +
  'PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA ' +
  'UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ');

/** Names that files use and CLDR does not: short, former and native ones. */
export const COUNTRY_ALIASES: Readonly<Record<string, readonly string[]>> = {
  AT: ['Österreich'],
  BE: ['België', 'Belgien'],
  CH: ['Schweiz', 'Suisse', 'Svizzera', 'CHE'],
  CZ: ['Czech Republic', 'Česká republika', 'République tchèque', 'ČR', 'CZE'],
  DE: ['Deutschland', 'Federal Republic of Germany', 'DEU', 'NSR', 'SRN'],
  DK: ['Danmark'],
  ES: ['España', 'ESP'],
  FI: ['Suomi'],
  FR: ['FRA'],
  GB: ['UK', 'U.K.', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'Angleterre', 'Grande-Bretagne', 'Velká Británie', 'Anglie', 'GBR'],
  HU: ['Magyarország'],
  IE: ['Republic of Ireland'],
  IT: ['Italia', 'ITA'],
  KR: ['Korea', 'Republic of Korea', 'South Korea'],
  MK: ['Macedonia', 'Macédoine', 'Makedonie'],
  NL: ['Holland', 'The Netherlands', 'Nederland', 'Hollande', 'Holandsko', 'NLD'],
  NO: ['Norge'],
  PL: ['Polska', 'POL'],
  PT: ['PRT'],
  RU: ['Russian Federation', 'Fédération de Russie', 'Ruská federace'],
  SE: ['Sverige'],
  SK: ['Slovak Republic', 'République slovaque', 'Slovenská republika', 'SVK', 'SR'],
  TR: ['Turkey', 'Turquie', 'Turecko'],
  US: ['USA', 'U.S.A.', 'U.S.', 'America', 'United States of America', 'États-Unis d’Amérique', 'Spojené státy americké'],
  VN: ['Viet Nam'],
};
