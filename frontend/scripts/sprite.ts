/** One SVG file with the icons named in `icons.json`, each as a `<symbol>` under its own name. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const drawings = join(root, "node_modules", "@navikt", "aksel-icons", "dist", "svg");

export function readIconNames(file: string): string[] {
  return JSON.parse(readFileSync(file, "utf8")) as string[];
}

export function makeSprite(names: readonly string[]): string {
  const symbols = names.map((name) => symbol(name, readFileSync(join(drawings, `${name}.svg`), "utf8")));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function symbol(name: string, svg: string): string {
  const paths = svg
    .replace(/^[^]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s*\n\s*/g, "")
    .replace(/\d+\.\d{3,}/g, roundedToHundredths);
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none">${paths}</symbol>`;
}

/** Both decimals stay, also zeros: in a path the next number may begin with its point. */
function roundedToHundredths(number: string): string {
  return Number(number).toFixed(2);
}
