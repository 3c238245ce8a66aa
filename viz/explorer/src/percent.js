// Shares in words, alike beside lines and in the panel.

/**
 * Format a share as a percentage.
 * @param {number} share from 0 to 1
 * @returns {string}
 */
export function percent(share) {
  const value = 100 * share;
  return value > 0 && value < 1 ? "under 1\u00a0%" : `${Math.round(value)}\u00a0%`;
}
