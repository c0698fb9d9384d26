/** The standard normal quantile of 0.9. */
export const Z90 = 1.2815515655446004;

/**
 * Share of a standard normal that lies above `z`, to 2 in 10 million (the rational approximation 7.1.26 of
 * Abramowitz and Stegun, Handbook of Mathematical Functions).
 */
export function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp(-x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/**
 * Quantile of a gamma distribution with this mean and variance, by Wilson and Hilferty's cube; `z` is the standard
 * normal quantile of the same share. Within 3 % of the exact value for the median and the 90th percentile where the
 * variance is no more than the mean's square.
 */
export function gammaQuantile(mean: number, variance: number, z: number): number {
  if (mean <= 0) return 0;
  const ninth = variance / (9 * mean * mean);
  return mean * Math.max(0, 1 - ninth + z * Math.sqrt(ninth)) ** 3;
}
