import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { samtunAssets } from "./scripts/assets.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  base: "/static/",
  plugins: [samtunAssets(root)],
  publicDir: false,
  build: {
    outDir: "dist",
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    // An inlined font or picture would be sent with every visit instead of once.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: "src/main.ts",
      // Making the theme takes its seconds; it happens once.
      checks: { bundlerTimings: false },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    cors: { origin: /^http:\/\/(localhost|127\.0\.0\.1):\d+$/ },
  },
});
