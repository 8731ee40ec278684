export function makeTheme(): void;
