/** Seeded draws: the same seed gives the same run everywhere. */
export class Random {
  #a: number;
  #b: number;
  #c = 0x9e3779b9;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.imul(seed, 0x85ebca6b) | 0;
    // The first draws of a small seed look alike.
    for (let n = 0; n < 20; n += 1) this.uniform();
  }

  /** Evenly in (0, 1), by the generator "small fast counting" with 32-bit words. */
  uniform(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return ((sum >>> 0) + 0.5) / 0x1_0000_0000;
  }

  exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }

  /** Log-normal with a mean and a standard deviation of its logarithm. */
  logNormal(mean: number, sigma: number): number {
    if (mean === 0) return 0;
    return mean * Math.exp(sigma * this.#normal() - (sigma * sigma) / 2);
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}
