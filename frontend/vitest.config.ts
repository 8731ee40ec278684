import { defineConfig } from "vitest/config";

// `tests/convergence/` makes cases and has this half of it run on them, alone.
const hasCases = process.env.CONVERGENCE_CASES !== undefined;

export default defineConfig({
  test: {
    environment: "happy-dom",
    include: hasCases
      ? ["src/convergence/convergence.spec.ts"]
      : ["src/**/*.test.ts", "scripts/**/*.test.ts"],
    restoreMocks: true,
  },
});
