// Printing: a bitmap of the picture takes the place of the layers, so that circles stay circles on any paper.

/**
 * @param {HTMLElement} host @param {HTMLElement} layer @param {(scale: number) => HTMLCanvasElement} toCanvas
 * @returns {() => void} ends it
 */
export const printable = (host, layer, toCanvas) => {
  /** @type {HTMLCanvasElement | null} */
  let sheet = null;
  const after = () => {
    sheet?.remove();
    sheet = null;
    layer.style.display = "";
  };
  const before = () => {
    after();
    sheet = toCanvas(2);
    sheet.className = "print";
    Object.assign(sheet.style, { display: "block", width: "100%", height: "auto", maxHeight: "100%", objectFit: "contain" });
    layer.style.display = "none";
    host.append(sheet);
  };
  globalThis.addEventListener("beforeprint", before);
  globalThis.addEventListener("afterprint", after);
  return () => {
    globalThis.removeEventListener("beforeprint", before);
    globalThis.removeEventListener("afterprint", after);
    after();
  };
};
