/**
 * Makes the colour and size tokens of the theme from `designsystemet.config.json`, with the
 * design system's own command line. The result is ignored by git: the config is the source.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const config = join(root, "designsystemet.config.json");
const stamp = join(root, "design-tokens-build", ".made-from");
const toolFolder = join(root, "node_modules", "@digdir", "designsystemet");
const tool = JSON.parse(readFileSync(join(toolFolder, "package.json"), "utf8"));

/** What the theme depends on: the tool's version and the config's text. */
function recipe() {
  return `${tool.version}\n${readFileSync(config, "utf8")}`;
}

function isFresh() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === recipe();
}

function run(...words) {
  const program = join(toolFolder, tool.bin);
  execFileSync(process.execPath, [program, "tokens", ...words], { cwd: root, stdio: "pipe" });
}

/** Builds `design-tokens-build/samtun.css`, unless it is there already for this recipe. */
export function makeTheme() {
  if (isFresh()) return;
  for (const folder of ["design-tokens", "design-tokens-build"]) {
    rmSync(join(root, folder), { recursive: true, force: true });
  }
  run("create", "--config", config);
  run("build");
  writeFileSync(stamp, recipe());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeTheme();
