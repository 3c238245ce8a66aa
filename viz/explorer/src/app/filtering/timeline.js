// Days, weeks or months of papers, for the bars of the histogram and for the date filter.

/** @typedef {import("../facts.js").Facts} Facts */

const MAX_DAYS = 75; // a bar per day up to here, then per week: narrower bars cannot be aimed at
const MAX_WEEK_DAYS = 500; // then per month
const DAY = 86_400_000; // milliseconds

/** @param {string} day as 2026-01-31 */
const serial = (day) => Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY);
/** @param {number} days since 1970 */
const written = (days) => new Date(days * DAY).toISOString().slice(0, 10);

export class Timeline {
  /** @param {Facts} facts */
  constructor(facts) {
    const months = facts.header.months ?? [];
    const { model } = facts;
    const monthOf = model.numbers("paperMonth");
    const days = model.text("paperDay");
    /** @type {string[]} labels of the bins */
    this.labels = months;
    this.unit = "month";
    /** Bin of each paper, -1 where unknown. */
    this.bins = new Int32Array(model.paperCount).fill(-1);
    /** Papers per bin where the page does not list all of them. @type {Uint32Array | null} */
    this.totals = null;
    /** @type {[number, number][]} bins of each month */
    this.months = months.map((_, month) => [month, month]);
    const serials = days && model.paperCount ? Array.from(days, (day) => (day.length === 10 ? serial(day) : NaN)) : [];
    const counted = (facts.header.days ?? []).map(([day, papers]) => /** @type {[number, number]} */ ([serial(day), papers]));
    if (serials.length && serials.every((day) => Number.isFinite(day))) {
      const all = [...serials, ...counted.map(([day]) => day)];
      const first = all.reduce((a, b) => Math.min(a, b));
      const last = all.reduce((a, b) => Math.max(a, b));
      if (last - first < MAX_WEEK_DAYS) {
        const step = last - first < MAX_DAYS ? 1 : 7;
        const start = step === 1 ? first : first - ((first + 3) % 7); // 1970-01-01 was a Thursday: weeks begin on Monday
        const size = Math.floor((last - start) / step) + 1;
        this.unit = step === 1 ? "day" : "week from";
        this.labels = Array.from({ length: size }, (_, bin) => written(start + bin * step));
        serials.forEach((day, paper) => (this.bins[paper] = Math.floor((day - start) / step)));
        if (counted.length) {
          const totals = (this.totals = new Uint32Array(size));
          for (const [day, papers] of counted) totals[Math.floor((day - start) / step)] += papers;
        }
        /** @param {number} day */
        const bin = (day) => Math.min(Math.max(Math.floor((day - start) / step), 0), size - 1);
        this.months = months.map((month) => {
          const [year, number] = month.split("-").map(Number);
          return [bin(serial(`${month}-01`)), bin(Math.round(Date.UTC(year, number, 1) / DAY) - 1)];
        });
        return;
      }
    }
    if (monthOf) monthOf.forEach((month, paper) => (this.bins[paper] = month < months.length ? month : -1));
  }

  get size() {
    return this.labels.length;
  }

  /** Count papers per bin. @param {(paper: number) => boolean} [counted] */
  histogram(counted) {
    if (!counted && this.totals) return this.totals;
    const counts = new Uint32Array(this.size);
    this.bins.forEach((bin, paper) => {
      if (bin >= 0 && (!counted || counted(paper))) counts[bin]++;
    });
    return counts;
  }
}
