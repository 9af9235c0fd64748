const CONCLUSIONS: Readonly<Record<string, string>> = {
  具备: 'ready for trial operation',
  基本具备: 'basically ready for trial operation, some matters to be mended by a date',
  不具备: 'not ready for trial operation',
  不能下结论: 'no conclusion: something was not measured',
}

/** A report's conclusion, which is Chinese as the paper is, for an English screen. */
export function conclusionText(conclusion: string): string {
  return CONCLUSIONS[conclusion] ?? conclusion
}
