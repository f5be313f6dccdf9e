// The E-model (ITU-T G.107, 06/2015): from what a connection was like to the transmission rating R and the mean opinion score.
// Everything that packets do not tell (loudness, noise, echo, sidetone) has the default value of G.107 table 2, so that a perfect
// connection has R = 93.2. Pure arithmetic; names are those of the recommendation.

export interface Connection {
  /** Equipment impairment of the codec, and its robustness against packet loss. */
  readonly ie: number;
  readonly bpl: number;
  /** Per cent. */
  readonly ppl: number;
  /** 1 for random loss. */
  readonly burstR: number;
  /** One way, mouth to ear, ms. */
  readonly delay: number;
}

/** Defaults (table 2). */
const SLR = 8;
const RLR = 2;
const STMR = 15;
const LSTR = 18;
const DS = 3;
const TELR = 65;
const WEPL = 110;
const QDU = 1;
const NC = -70;
const NFOR = -64;
const PS = 35;
const PR = 35;

export function ratingOf({ ie, bpl, ppl, burstR, delay }: Connection): number {
  // §3.5: Ie,eff.
  const effective = ie + (95 - ie) * (ppl / (ppl / burstR + bpl));
  return RO - simultaneousImpairment(delay) - delayImpairment(delay) - effective;
}

/** §B.4: MOS on the scale of conversational quality, 1 to 4.5. */
export function mosOfRating(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** §3.2: sum of all noise, dBm0p. */
const NO = noise();
/** §3.2: basic signal-to-noise ratio. */
const RO = 15 - 1.5 * (SLR + NO);

function noise(): number {
  const olr = SLR + RLR;
  const nos = PS - SLR - DS - 100 + 0.004 * (PS - olr - DS - 14) ** 2;
  const pre = PR + 10 * Math.log10(1 + 10 ** ((10 - LSTR) / 10));
  const nor = RLR - 121 + pre + 0.008 * (pre - 35) ** 2;
  const nfo = NFOR + RLR;
  return 10 * Math.log10(10 ** (NC / 10) + 10 ** (nos / 10) + 10 ** (nor / 10) + 10 ** (nfo / 10));
}

/** §3.3: loudness, sidetone, quantising. Of these only sidetone knows the delay (the way of the echo, which is T of both). */
function simultaneousImpairment(delay: number): number {
  const xolr = SLR + RLR + 0.2 * (64 + NO - RLR);
  const iolr = 20 * ((1 + (xolr / 8) ** 8) ** (1 / 8) - xolr / 8);
  const stmro = -10 * Math.log10(10 ** (-STMR / 10) + Math.exp(-delay / 4) * 10 ** (-TELR / 10));
  const ist =
    12 * (1 + ((stmro - 13) / 6) ** 8) ** (1 / 8) -
    28 * (1 + ((stmro + 1) / 19.4) ** 35) ** (1 / 35) -
    13 * (1 + ((stmro - 3) / 33) ** 13) ** (1 / 13) +
    29;
  const q = 37 - 15 * Math.log10(QDU);
  const g = 1.07 + 0.258 * q + 0.0602 * q * q;
  const y = (RO - 100) / 15 + 46 / 8.4 - g / 9;
  const z = 46 / 30 - g / 40;
  const iq = 15 * Math.log10(1 + 10 ** y + 10 ** z);
  return iolr + ist + iq;
}

/** §3.4: talker echo, listener echo, and the delay itself. */
function delayImpairment(delay: number): number {
  const terv = TELR - 40 * Math.log10((1 + delay / 10) / (1 + delay / 150)) + 6 * Math.exp(-0.3 * delay * delay);
  const re = 80 + 2.5 * (terv - 14);
  const roe = -1.5 * (NO - RLR);
  const talker = ((roe - re) / 2 + Math.sqrt((roe - re) ** 2 / 4 + 100) - 1) * (1 - Math.exp(-delay));
  const rle = 10.5 * (WEPL + 7) * (2 * delay + 1) ** -0.25;
  const listener = (RO - rle) / 2 + Math.sqrt((RO - rle) ** 2 / 4 + 169);
  return talker + listener + absoluteDelay(delay);
}

function absoluteDelay(delay: number): number {
  if (delay <= 100) return 0;
  const x = Math.log2(delay / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}
