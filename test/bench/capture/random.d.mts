export function makeRandom(seed: number): () => number;
export function hexDigits(random: () => number, length: number): string;
export function between(random: () => number, low: number, high: number): number;
