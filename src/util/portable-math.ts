/**
 * Functions that give the same bits on every platform. The standard leaves the accuracy of Math.log, Math.exp and others to the engine: Chromium's differ from
 * those of Node and Firefox in the last bit, which would give the same papers another map. Only + - * / and Math.sqrt are exact everywhere.
 *
 * Source of the methods and coefficients: fdlibm (Sun Microsystems 1993), with errors below one unit in the last place.
 */

/** ln 2 in two parts: the first has so few bits that its products with exponents are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Index of the word with the sign, the exponent, and the first bits of the mantissa. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** Coefficients of (log(1 + s) - log(1 - s) - 2s) / s as a polynomial of s². */
const [LOG_1, LOG_2, LOG_3, LOG_4, LOG_5, LOG_6, LOG_7] = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
] as const;

/** Returns the natural logarithm of a number; NaN below 0. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  // Numbers with fewer bits are scaled by a power of two.
  const isSubnormal = x < 2 ** -1022;
  double[0] = isSubnormal ? x * 2 ** 54 : x;
  let exponent = (words[HIGH]! >>> 20) - (isSubnormal ? 1077 : 1023);
  const mantissa = words[HIGH]! & 0xfffff;
  // x = 2^exponent * (1 + f), with 1 + f between the square roots of 1/2 and 2.
  const isHalved = mantissa + 0x95f64 >= 0x100000;
  if (isHalved) exponent++;
  words[HIGH] = mantissa | (isHalved ? 0x3fe00000 : 0x3ff00000);
  const f = double[0]! - 1;
  const [high, low] = [exponent * LN2_HIGH, exponent * LN2_LOW];
  if ((0xfffff & (2 + mantissa)) < 3) {
    // |f| < 2^-20: two terms of the series are enough.
    if (f === 0) return high + low;
    const rest = f * f * (0.5 - 0.3333333333333333 * f);
    return exponent === 0 ? f - rest : high - (rest - low - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (LOG_2 + w * (LOG_4 + w * LOG_6));
  const odd = z * (LOG_1 + w * (LOG_3 + w * (LOG_5 + w * LOG_7)));
  const rest = odd + even;
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f;
    return exponent === 0 ? f - (half - s * (half + rest)) : high - (half - (s * (half + rest) + low) - f);
  }
  return exponent === 0 ? f - s * (f - rest) : high - (s * (f - rest) - low - f);
}

/** Returns the logarithm of a number to the base 2; exact for powers of 2. */
export function log2(x: number): number {
  double[0] = x;
  const exponent = (words[HIGH]! >>> 20) - 1023;
  return x >= 1 && x < 2 ** 52 ? exponent + log(x / 2 ** exponent) * Math.LOG2E : log(x) * Math.LOG2E;
}

/** Coefficients of x - (1 - exp(-x)) / (1 + exp(-x)) * 2 as a polynomial of x². */
const [EXP_1, EXP_2, EXP_3, EXP_4, EXP_5] = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
] as const;

/** Returns e to the power of x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  if (Math.abs(x) < 2 ** -28) return 1 + x;
  // x = exponent * ln 2 + r, with |r| at most half of ln 2.
  const exponent = Math.abs(x) <= 0.34657359027997264 ? 0 : Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5));
  const [high, low] = [x - exponent * LN2_HIGH, exponent * LN2_LOW];
  const r = high - low;
  const t = r * r;
  const c = r - t * (EXP_1 + t * (EXP_2 + t * (EXP_3 + t * (EXP_4 + t * EXP_5))));
  if (exponent === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // Powers of two beyond the range of numbers are multiplied in two steps.
  const step = exponent > 1023 ? 1 : exponent < -1021 ? -1000 : 0;
  return y * 2 ** (exponent - step) * 2 ** step;
}

/** Returns a positive number to any power. */
export const pow = (x: number, exponent: number): number => exp(exponent * log(x));
