/** What the build needs besides TypeScript and CSS: the theme, the icon sprite and the page icon. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

import { makeSprite, readIconNames } from "./sprite.ts";
import { makeTheme } from "./theme.mjs";

interface Asset {
  /** Its name in the manifest, by which Django finds the file. */
  name: string;
  source: () => string;
}

export function samtunAssets(root: string): Plugin {
  const assets: Asset[] = [
    {
      name: "icons.svg",
      source: () => makeSprite(readIconNames(join(root, "icons.json"))),
    },
    {
      name: "mark.svg",
      source: () => readFileSync(join(root, "mark.svg"), "utf8"),
    },
  ];
  return {
    name: "samtun-assets",

    buildStart() {
      makeTheme();
      if (this.meta.watchMode) return;
      for (const asset of assets) {
        this.emitFile({
          type: "asset",
          name: asset.name,
          originalFileName: asset.name,
          source: asset.source(),
        });
      }
    },

    /** Vite's own server is another origin, and `<use>` takes no drawing from there: Django serves these. */
    configureServer() {
      makeTheme();
      const folder = join(root, "dist");
      mkdirSync(folder, { recursive: true });
      for (const asset of assets) writeFileSync(join(folder, asset.name), asset.source());
    },
  };
}
