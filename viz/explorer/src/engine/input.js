// Pointers and wheels on the picture: drag, pinch, wheel zoom, hover, pick.

const CLICK = 4; // CSS pixels a pointer may move in a click
const TAP = 10;
const WHEEL = 0.0016; // zoom per pixel of a wheel, as exponent
const PINCH_WHEEL = 0.009; // with the control key, as trackpads report a pinch
const LINE = 16; // pixels per line of a wheel

/**
 * @typedef {Object} Hands
 * @property {(dx: number, dy: number) => void} pan CSS pixels
 * @property {(factor: number, x: number, y: number) => void} zoom around a point of the host
 * @property {(x: number, y: number) => void} hover
 * @property {() => void} leave
 * @property {(x: number, y: number, event: PointerEvent) => void} pick
 * @property {(x: number, y: number) => void} double
 * @property {(held: boolean) => void} hold while a pointer drags
 */

/**
 * Listen on an element until the returned function is called.
 * @param {HTMLElement} host @param {Hands} hands
 */
export const listen = (host, hands) => {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let traveled = 0;
  let several = false;
  const at = (/** @type {MouseEvent} */ event) => {
    const { left, top } = host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const middle = () => {
    const points = [...down.values()];
    return {
      x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
      y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
      spread: points.length > 1 ? Math.hypot(points[0].x - points[1].x, points[0].y - points[1].y) : 0,
    };
  };

  const pressed = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    if (down.size === 0) [traveled, several] = [0, false];
    else several = true;
    down.set(event.pointerId, at(event));
    try {
      host.setPointerCapture(event.pointerId);
    } catch {
      // a pointer that is gone already
    }
  };
  const moved = (/** @type {PointerEvent} */ event) => {
    const point = at(event);
    const last = down.get(event.pointerId);
    if (!last) {
      if (event.pointerType !== "touch" && !event.buttons) hands.hover(point.x, point.y);
      return;
    }
    const before = middle();
    down.set(event.pointerId, point);
    const after = middle();
    traveled += Math.hypot(point.x - last.x, point.y - last.y);
    if (traveled < (event.pointerType === "touch" ? TAP : CLICK) && !several) return;
    hands.hold(true);
    hands.pan(after.x - before.x, after.y - before.y);
    if (before.spread > 0 && after.spread > 0) hands.zoom(after.spread / before.spread, after.x, after.y);
  };
  const released = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId)) return;
    if (down.size === 0) hands.hold(false);
    const slack = event.pointerType === "touch" ? TAP : CLICK;
    if (event.type === "pointerup" && !several && traveled < slack) {
      const { x, y } = at(event);
      hands.pick(x, y, event);
    }
  };
  const wheeled = (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? host.clientHeight : 1);
    const { x, y } = at(event);
    hands.zoom(Math.exp(-Math.min(Math.max(pixels, -400), 400) * (event.ctrlKey ? PINCH_WHEEL : WHEEL)), x, y);
  };
  const doubled = (/** @type {MouseEvent} */ event) => {
    const { x, y } = at(event);
    hands.double(x, y);
  };

  const stop = new AbortController();
  const { signal } = stop;
  host.style.touchAction = "none";
  host.addEventListener("pointerdown", pressed, { signal });
  host.addEventListener("pointermove", moved, { signal });
  host.addEventListener("pointerup", released, { signal });
  host.addEventListener("pointercancel", released, { signal });
  host.addEventListener("pointerleave", () => hands.leave(), { signal });
  host.addEventListener("wheel", wheeled, { signal, passive: false });
  host.addEventListener("dblclick", doubled, { signal });
  return () => stop.abort();
};
