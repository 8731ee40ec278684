/** «1 nytt svar», «3 nye svar»: the page brings both forms, with `{count}` where the number goes. */
export function counted(
  one: string | null | undefined,
  many: string | null | undefined,
  count: number,
): string {
  const form = count === 1 ? one : many;
  return (form ?? "").replace("{count}", String(count));
}
