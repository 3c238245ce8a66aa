// Looks that both renderers and the SVG writer share.

import { parseColor } from "./colors.js";

export const DIMMED_DOTS = 0.14; // alpha of what does not stand out
export const DIMMED_LINES = 0.12;
export const GLOW_RADII = 3; // reach of a glow
const MIN_GLOW = 7; // CSS pixels, to be found among thousands
export const GLOW_ALPHA = 0.75;
export const EMPHASIS_WIDTH = 1.5;
export const RING = 4.5; // CSS pixels from the rim of a chosen dot to the middle of its ring
export const RING_REACH = RING + 2; // from the rim of the dot to the outside of the ring

/** Return how far a glow reaches, in CSS pixels. @param {number} radius of its dot */
export const glowReach = (radius) => Math.max(GLOW_RADII * radius, MIN_GLOW);

/** Return the color of papers that glow. @param {import("../model.js").Theme} theme */
export const glowColor = ({ glow, ink }) => parseColor(glow ?? ink);

/**
 * Return the color of each disc: that of the group whose key or label it has.
 * @param {import("../model.js").Model} model @param {"light" | "dark"} theme
 */
export const discColors = ({ header }, theme) =>
  (header.discs ?? []).map(({ label, group: number }) => {
    const group = number !== undefined ? header.groups[number] : header.groups.find((entry) => entry.key === label || entry.label === label);
    return parseColor(group ? group[theme] : header.themes[theme].edge);
  });
